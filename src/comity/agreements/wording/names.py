"""Names of kinds of instrument and of events, as they stand in a line of a page."""

from collections.abc import Mapping

from comity.agreements.terms import EventType, InstrumentKind
from comity.kernel.wording import N_

KIND_NAMES: Mapping[InstrumentKind, str] = {
    InstrumentKind.CMAA: N_("customs mutual assistance agreement"),
    InstrumentKind.MRA: N_("mutual recognition arrangement"),
    InstrumentKind.MULTILATERAL: N_("multilateral convention"),
    InstrumentKind.PROTOCOL: N_("protocol"),
    InstrumentKind.MOU: N_("memorandum of understanding"),
    InstrumentKind.DATA_EXCHANGE: N_("data exchange arrangement"),
    InstrumentKind.COMMITTEE_DECISION: N_("committee decision"),
}

EVENT_NAMES: Mapping[EventType, str] = {
    EventType.NEGOTIATED: N_("negotiated"),
    EventType.INITIALLED: N_("initialled"),
    EventType.SIGNED: N_("signed"),
    EventType.PROVISIONALLY_APPLIED: N_("provisionally applied"),
    EventType.ENTERED_INTO_FORCE: N_("entered into force"),
    EventType.ACCEPTED: N_("accepted"),
    EventType.RESERVED: N_("reserved"),
    EventType.RESERVATION_WITHDRAWN: N_("reservation withdrawn"),
    EventType.AMENDED: N_("amended"),
    EventType.SUSPENDED: N_("suspended"),
    EventType.RESUMED: N_("resumed"),
    EventType.NOTICE_GIVEN: N_("notice of termination given"),
    EventType.NOTICE_WITHDRAWN: N_("notice of termination withdrawn"),
    EventType.TERMINATED: N_("terminated"),
    EventType.SUPERSEDED: N_("superseded"),
    EventType.SUCCEEDED: N_("succeeded"),
}
