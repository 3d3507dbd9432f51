"""Events: what can happen to an instrument, and when, as a source prints it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.provisions import Settled
from comity.kernel.codes import CountryCode


class EventType(StrEnum):
    """What can happen to an instrument."""

    NEGOTIATED = "negotiated"
    INITIALLED = "initialled"
    SIGNED = "signed"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    ENTERED_INTO_FORCE = "entered-into-force"
    ACCEPTED = "accepted"
    RESERVED = "reserved"  # a party keeps out of some parts or articles
    RESERVATION_WITHDRAWN = "reservation-withdrawn"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NOTICE_GIVEN = "notice-given"
    NOTICE_WITHDRAWN = "notice-withdrawn"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    SUCCEEDED = "succeeded"


# What ends force, lays it to rest, gives notice of its end, or takes one of these back.
CLOSING = frozenset(
    {
        EventType.SUSPENDED,
        EventType.RESUMED,
        EventType.NOTICE_GIVEN,
        EventType.NOTICE_WITHDRAWN,
        EventType.TERMINATED,
        EventType.SUPERSEDED,
    }
)
# What tells how old an instrument is.
CONCLUDING = frozenset({EventType.SIGNED, EventType.ENTERED_INTO_FORCE})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an instrument.

    Attributes:
        what: what happened.
        on: the day, or None when no source prints it.
        printed: what a source prints when it prints less than a day, as "2007-06".
        no_later_than: a day on which a dated source already says it has happened.
        party: the party it concerns; None when it concerns all.
        parts: annexes or parts accepted, for an instrument taken in parts; for a reservation, the
            parts or articles kept out of.
        place: where.
        signatories: who signed.
        by: reference of the instrument that superseded or amended this one.
        source: where it was read.
        note: a remark for people.
        settled: the act of the treaty desk that recorded it, if it was not read in a file.
    """

    what: EventType
    on: date | None = None
    printed: str = ""
    no_later_than: date | None = None
    party: CountryCode | None = None
    parts: tuple[str, ...] = ()
    place: str = ""
    signatories: tuple[str, ...] = ()
    by: str = ""
    source: str = ""
    note: str = ""
    settled: Settled | None = None

    def has_happened(self, on: date) -> bool:
        """Return whether it is known to have happened by the end of a day."""
        known = self.on or self.no_later_than
        return known is not None and known <= on
