"""The status of an instrument on a day: one word, computed from its events and never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.endings import notice_of
from comity.agreements.terms.force import Force, Standing, standing_between, standing_of
from comity.agreements.terms.happenings import Event, EventType
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.provisions import Effect, Provision
from comity.kernel.codes import CountryCode
from comity.kernel.wording import N_


class Status(StrEnum):
    """How far an instrument has come on a day, from the first talk to its end."""

    NOT_YET = "not-yet"
    NEGOTIATED = "negotiated"
    INITIALLED = "initialled"
    SIGNED = "signed"
    NOT_RECORDED = "not-recorded"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    IN_FORCE = "in-force"
    SUCCEEDED = "succeeded"
    UNDER_NOTICE = "under-notice"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        """The word a page prints; translatable."""
        return _LABELS[self]

    @property
    def binds(self) -> bool:
        """Whether there is force on the day."""
        return self in _BINDING


_BINDING = frozenset(
    {Status.PROVISIONALLY_APPLIED, Status.IN_FORCE, Status.SUCCEEDED, Status.UNDER_NOTICE}
)
_LABELS: Mapping[Status, str] = {
    Status.NOT_YET: N_("not yet"),
    Status.NEGOTIATED: N_("negotiated"),
    Status.INITIALLED: N_("initialled"),
    Status.SIGNED: N_("signed, not in force"),
    Status.NOT_RECORDED: N_("not recorded"),
    Status.PROVISIONALLY_APPLIED: N_("provisionally applied"),
    Status.IN_FORCE: N_("in force"),
    Status.SUCCEEDED: N_("in force by succession"),
    Status.UNDER_NOTICE: N_("in force, under notice"),
    Status.SUSPENDED: N_("suspended"),
    Status.SUPERSEDED: N_("superseded"),
    Status.TERMINATED: N_("terminated"),
}
_BY_REASON: Mapping[str, Status] = {
    "applied_provisionally": Status.PROVISIONALLY_APPLIED,
    "in_force_by_succession": Status.SUCCEEDED,
    "suspended": Status.SUSPENDED,
}
_STAGES = (
    (EventType.SIGNED, Status.SIGNED),
    (EventType.INITIALLED, Status.INITIALLED),
    (EventType.NEGOTIATED, Status.NEGOTIATED),
)
# An instrument of which nothing but talk is recorded: its last word is that.
_BEYOND_TALK = frozenset(EventType) - {EventType.NEGOTIATED, EventType.INITIALLED}


@dataclass(frozen=True, slots=True)
class StatusOnDay:
    """The status of an instrument on a day.

    Attributes:
        status: the word.
        standing: force, with its reason.
        event: the event the word rests on; None when it rests on the want of one.
        residual: what the text says outlives the end, once it has ended; None when it does not
            say, or goes on.
    """

    status: Status
    standing: Standing
    event: Event | None = None
    residual: Provision | None = None


def status_on(instrument: Instrument, *, on: date) -> StatusOnDay:
    """Return the status of an instrument on a day, between any of its parties."""
    codes: list[CountryCode] = []
    if instrument.course.closers and len(instrument.parties) == 2:
        codes = [party.code for party in instrument.parties]
    return _status(instrument, standing_of(instrument, on=on), codes, on=on)


def status_between(
    instrument: Instrument, one: CountryCode, other: CountryCode, *, on: date
) -> StatusOnDay:
    """Return the status of an instrument on a day between two of its parties."""
    bound = [instrument.party_of(country, on=on) for country in (one, other)]
    codes = [party.code for party in bound if party is not None]
    return _status(instrument, standing_between(instrument, one, other, on=on), codes, on=on)


def residual_duties(instrument: Instrument, *, on: date) -> Provision | None:
    """Return what the text says outlives its end, or None when no such provision is recorded.

    Limits of use and confidentiality travel with every item and need no provision to outlive the
    instrument; this is what else goes on, such as the answers to requests already made.
    """
    found = instrument.provision_on(ProvisionKind.END_RESIDUAL, on=on)
    return found if found is not None and found.effect is Effect.GRANTED else None


def _status(
    instrument: Instrument, standing: Standing, bound: Iterable[CountryCode], *, on: date
) -> StatusOnDay:
    if standing.force is Force.YES:
        notice = notice_of(instrument, bound, on=on)
        if notice is not None:
            return StatusOnDay(Status.UNDER_NOTICE, standing, notice)
        word = _BY_REASON.get(standing.code, Status.IN_FORCE)
        return StatusOnDay(word, standing, standing.event)
    if standing.force is Force.NOT_RECORDED:
        return _unrecorded(instrument, standing, on=on)
    if standing.code == "ended":
        over = standing.event is not None and standing.event.what is EventType.SUPERSEDED
        word = Status.SUPERSEDED if over else Status.TERMINATED
        return StatusOnDay(word, standing, standing.event, residual_duties(instrument, on=on))
    if standing.code in _BY_REASON:
        return StatusOnDay(_BY_REASON[standing.code], standing, standing.event)
    return _stage(instrument, standing, on=on)


def _unrecorded(instrument: Instrument, standing: Standing, *, on: date) -> StatusOnDay:
    if instrument.events and not any(e.what in _BEYOND_TALK for e in instrument.events):
        return _stage(instrument, standing, on=on)
    return StatusOnDay(Status.NOT_RECORDED, standing, standing.event)


def _stage(instrument: Instrument, standing: Standing, *, on: date) -> StatusOnDay:
    """Return how far an instrument without force had come by a day."""
    for what, word in _STAGES:
        reached = [e for e in instrument.events if e.what is what and _by_then(e, on)]
        if reached:
            return StatusOnDay(word, standing, reached[-1])
    return StatusOnDay(Status.NOT_YET, standing, standing.event)


def _by_then(event: Event, on: date) -> bool:
    """An undated signature lies before the entry into force, unless its printed year is later."""
    if event.on is not None or event.no_later_than is not None:
        return event.has_happened(on)
    year = event.printed[:4]
    return not (year.isdigit() and int(year) > on.year)
