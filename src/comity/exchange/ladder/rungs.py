"""The rungs in their order, what may be found on each, and how large is too large."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from comity.kernel.checks import Check, Side, Tone
from comity.kernel.errors import Problem


class Rung(StrEnum):
    """What is looked at, in the order in which it is told."""

    LINK = "link"
    NAME = "name"
    PORT = "port"
    TLS = "tls"
    CERTIFICATE_NAME = "certificate_name"
    CERTIFICATE_PERIOD = "certificate_period"
    CERTIFICATE = "certificate"
    DOOR = "door"
    CLOCK = "clock"
    PROTOCOL = "protocol"
    KEYS = "keys"
    STATE = "state"
    AGREEMENT = "agreement"
    DISK = "disk"
    WORKER = "worker"
    CHANNEL = "channel"
    DELIVERY = "delivery"
    QUEUE = "queue"
    SET_ASIDE = "set_aside"
    RECEIPT = "receipt"


THE_WAY = (
    Rung.NAME,
    Rung.PORT,
    Rung.TLS,
    Rung.CERTIFICATE_NAME,
    Rung.CERTIFICATE_PERIOD,
    Rung.CERTIFICATE,
    Rung.DOOR,
    Rung.CLOCK,
    Rung.PROTOCOL,
    Rung.KEYS,
    Rung.STATE,
)
"""The rungs that are climbed over the network: where one fails, those after it are not tried."""

UNHURT_BY = {Rung.CLOCK}
"""Rungs whose failing leaves those after them worth trying."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on something is a fault.

    Attributes:
        queue_messages: so many messages that wait for one partner are a full queue.
        queue_age: a message that has waited longer is late.
        clock_skew: clocks further apart are a fault.
        certificate_left: a certificate that ends sooner is told.
    """

    queue_messages: int = 5000
    queue_age: timedelta = timedelta(hours=4)
    clock_skew: timedelta = timedelta(minutes=5)
    certificate_left: timedelta = timedelta(days=30)


def good(rung: Rung, code: str, **facts: object) -> Check:
    """Return that a rung holds."""
    return Check(rung.value, Tone.GOOD, code, _texts(facts))


def watch(
    rung: Rung, code: str, side: Side, cause: Problem | None = None, **facts: object
) -> Check:
    """Return that a rung holds, and what will break it before long, or has hurt it."""
    return Check(rung.value, Tone.WATCH, code, _texts(facts), side, cause)


def fault(
    rung: Rung, code: str, side: Side, cause: Problem | None = None, **facts: object
) -> Check:
    """Return that a rung is broken."""
    return Check(rung.value, Tone.STOP, code, _texts(facts), side, cause)


def untried(rung: Rung) -> Check:
    """Return that a rung was not tried, because one that it stands on is broken."""
    return Check(rung.value, Tone.UNTRIED, "ladder_not_tried")


def _texts(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in facts.items())
