"""Whether an instrument is in force between two parties on a day: yes, no, or not recorded.

Status is computed from events and never stored. Days are half-open: in force from the day it
enters into force, no longer on the day it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.instruments import Event, EventType, Instrument, Party
from comity.kernel.codes import CountryCode


class Force(StrEnum):
    """Force on a day. What is not recorded is for the treaty desk to settle."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Standing:
    """Force on a day, with the event it rests on.

    Attributes:
        force: yes, no or not recorded.
        code: which of the reasons in `wording` it is.
        event: the event it rests on; None when it rests on the want of one.
    """

    force: Force
    code: str
    event: Event | None = None


def standing_between(
    instrument: Instrument, one: CountryCode, other: CountryCode, *, on: date
) -> Standing:
    """Return whether `instrument` is in force between two of its parties on a day.

    The two are taken to be linked by it (`Instrument.links`).
    """
    bound = tuple(
        party
        for party in (instrument.party_of(country, on=on) for country in (one, other))
        if party is not None
    )
    began = _beginning(instrument, bound, on=on)
    if began.force is Force.NO:
        return began
    return _ending(instrument, tuple(party.code for party in bound), on=on) or began


def standing_of(instrument: Instrument, *, on: date) -> Standing:
    """Return whether `instrument` is in force on a day between any of its parties.

    For a register page; an act asks `standing_between` its own two administrations.
    """
    ways_in = [_entry(instrument, on=on)]
    ways_in += [
        _reached(_last(instrument, EventType.SUCCEEDED, party.code), on, "by_succession")
        for party in instrument.parties
        if party.succeeds is not None
    ]
    began = max(ways_in, key=_openness)
    if began.force is Force.NO:
        return began
    return _ending(instrument, (), on=on) or began


def _beginning(instrument: Instrument, bound: tuple[Party, ...], *, on: date) -> Standing:
    successions = [
        _reached(_last(instrument, EventType.SUCCEEDED, party.code), on, "by_succession")
        for party in bound
        if party.succeeds is not None
    ]
    if successions:
        return _combined(successions)
    starts = [_entry(instrument, on=on)]
    if instrument.by_acceptance:
        starts += [
            _reached(_last(instrument, EventType.ACCEPTED, party.code), on, "by_acceptance")
            for party in bound
        ]
    return _combined(starts)


_WAYS_IN = {
    "entry": ("in_force", "not_in_force", "force_not_recorded"),
    "provisional": ("applied_provisionally", "not_in_force", "force_not_recorded"),
    "by_succession": ("in_force_by_succession", "not_yet_succeeded", "succession_not_recorded"),
    "by_acceptance": ("accepted", "not_yet_accepted", "acceptance_not_recorded"),
}


def _entry(instrument: Instrument, *, on: date) -> Standing:
    entered = _reached(_last(instrument, EventType.ENTERED_INTO_FORCE), on, "entry")
    if entered.force is Force.YES:
        return entered
    provisional = _last(instrument, EventType.PROVISIONALLY_APPLIED)
    if provisional is not None and _reached(provisional, on, "provisional").force is Force.YES:
        return _reached(provisional, on, "provisional")
    signed = _last(instrument, EventType.SIGNED)
    if entered.force is Force.NOT_RECORDED and signed and signed.on and on < signed.on:
        return Standing(Force.NO, "not_yet_signed", signed)
    return entered


def _reached(event: Event | None, on: date, way: str) -> Standing:
    """Say whether an event that opens force has happened by a day."""
    yes, no, unknown = _WAYS_IN[way]
    if event is None:
        return Standing(Force.NOT_RECORDED, unknown)
    if event.on is not None:
        return Standing(Force.YES, yes, event) if event.on <= on else Standing(Force.NO, no, event)
    if event.no_later_than is not None and event.no_later_than <= on:
        return Standing(Force.YES, yes, event)
    return Standing(Force.NOT_RECORDED, "force_day_not_recorded", event)


def _combined(starts: Iterable[Standing]) -> Standing:
    """Every start must have been reached; what says no speaks before what is not known."""
    ranked = sorted(starts, key=_rank)
    return ranked[0]


def _openness(standing: Standing) -> int:
    return {Force.YES: 2, Force.NOT_RECORDED: 1, Force.NO: 0}[standing.force]


def _rank(standing: Standing) -> tuple[int, int]:
    severity = {Force.NO: 0, Force.NOT_RECORDED: 1, Force.YES: 2}[standing.force]
    event = standing.event
    latest_first = -event.on.toordinal() if event is not None and event.on is not None else 0
    return severity, latest_first


def _ending(instrument: Instrument, bound: tuple[CountryCode, ...], *, on: date) -> Standing | None:
    """Say whether what had begun has ended, or rests, on a day; None when it has not."""
    concerned = [e for e in instrument.events if e.party is None or e.party in bound]
    for event in concerned:
        if event.what in {EventType.TERMINATED, EventType.SUPERSEDED}:
            if event.on is None:
                return Standing(Force.NOT_RECORDED, "end_day_not_recorded", event)
            if event.on <= on:
                return Standing(Force.NO, "ended", event)
    turns = [e for e in concerned if e.what in {EventType.SUSPENDED, EventType.RESUMED}]
    past = [e for e in turns if e.on is not None and e.on <= on]
    if past and past[-1].what is EventType.SUSPENDED:
        return Standing(Force.NO, "suspended", past[-1])
    return None


def _last(
    instrument: Instrument, what: EventType, party: CountryCode | None = None
) -> Event | None:
    """Return the last event of a type, for one party or for all; a settled one comes last."""
    found = [e for e in instrument.events if e.what is what and e.party == party]
    return found[-1] if found else None
