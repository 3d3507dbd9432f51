"""The colours of where an instrument stands; the word stands beside the colour always."""

from collections.abc import Mapping

from comity.agreements.terms import Status
from comity.interfaces.maps import MapStatus

STATUS_TONES: Mapping[Status, str] = {
    Status.IN_FORCE: "pill-good",
    Status.SUCCEEDED: "pill-good",
    Status.UNDER_NOTICE: "pill-good",
    Status.PROVISIONALLY_APPLIED: "pill-calm",
    Status.SIGNED: "pill-calm",
    Status.INITIALLED: "pill-calm",
    Status.NEGOTIATED: "pill-calm",
    Status.NOT_RECORDED: "pill-wait",
    Status.SUSPENDED: "pill-stop",
    Status.SUPERSEDED: "pill-stop",
    Status.TERMINATED: "pill-stop",
    Status.NOT_YET: "",
}
MAP_TONES: Mapping[MapStatus, str] = {
    MapStatus.OWN: "",
    MapStatus.IN_FORCE: "pill-good",
    MapStatus.PROVISIONAL: "pill-calm",
    MapStatus.SIGNED: "pill-calm",
    MapStatus.NOT_RECORDED: "pill-wait",
    MapStatus.SUSPENDED: "pill-stop",
    MapStatus.ENDED: "pill-stop",
}
