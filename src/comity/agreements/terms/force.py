"""Whether an instrument is in force between two parties on a day: yes, no, or not recorded.

Status is computed from events and never stored. Days are half-open: in force from the day it
enters into force, no longer on the day it ends.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.endings import Ending, ending_of, party_has_left
from comity.agreements.terms.happenings import Event, EventType
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.parties import Party
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
    sides = (instrument.party_of(one, on=on), instrument.party_of(other, on=on))
    bound = [party for party in sides if party is not None]
    began = _beginning(instrument, bound, on=on)
    if began.force is Force.NO or not instrument.closers:
        return began
    return _ended(ending_of(instrument, [party.code for party in bound], on=on)) or began


def standing_of(instrument: Instrument, *, on: date) -> Standing:
    """Return whether `instrument` is in force on a day between any of its parties.

    For a register page; an act asks `standing_between` its own two administrations.
    """
    ways_in = [_entry(instrument, on=on)]
    ways_in += [
        _reached(instrument.last_event(EventType.SUCCEEDED, party.code), on, "by_succession")
        for party in instrument.parties
        if party.succeeds is not None
    ]
    began = max(ways_in, key=_openness)
    if began.force is Force.NO:
        return began
    # What one side of a bilateral does to it, it does to the whole.
    sides = [party.code for party in instrument.parties] if len(instrument.parties) == 2 else []
    ended = ending_of(instrument, sides, on=on) or party_has_left(instrument, on=on)
    return _ended(ended) or began


def _beginning(instrument: Instrument, bound: list[Party], *, on: date) -> Standing:
    successions = [
        _reached(instrument.last_event(EventType.SUCCEEDED, party.code), on, "by_succession")
        for party in bound
        if party.succeeds is not None
    ]
    if successions:
        return min(successions, key=_rank)
    entry = _entry(instrument, on=on)
    if not instrument.by_acceptance:
        return entry
    accepted = [
        _reached(instrument.last_event(EventType.ACCEPTED, party.code), on, "by_acceptance")
        for party in bound
    ]
    # Every start must have been reached; what says no speaks before what is not known.
    return min((entry, *accepted), key=_rank)


_WAYS_IN = {
    "entry": ("in_force", "not_in_force", "force_not_recorded"),
    "provisional": ("applied_provisionally", "not_in_force", "force_not_recorded"),
    "by_succession": ("in_force_by_succession", "not_yet_succeeded", "succession_not_recorded"),
    "by_acceptance": ("accepted", "not_yet_accepted", "acceptance_not_recorded"),
}


def _entry(instrument: Instrument, *, on: date) -> Standing:
    entered = _reached(instrument.last_event(EventType.ENTERED_INTO_FORCE), on, "entry")
    if entered.force is Force.YES:
        return entered
    provisional = instrument.last_event(EventType.PROVISIONALLY_APPLIED)
    if provisional is not None and _reached(provisional, on, "provisional").force is Force.YES:
        return _reached(provisional, on, "provisional")
    signed = instrument.last_event(EventType.SIGNED)
    if entered.force is Force.NOT_RECORDED and signed and signed.on and on < signed.on:
        return Standing(Force.NO, "not_yet_signed", signed)
    return entered


def _reached(event: Event | None, on: date, way: str) -> Standing:
    """Say whether an event that opens force has happened by a day."""
    yes, no, unknown = _WAYS_IN[way]
    if event is None:
        return Standing(Force.NOT_RECORDED, unknown)
    if event.has_happened(on):
        return Standing(Force.YES, yes, event)
    if event.on is not None:
        return Standing(Force.NO, no, event)
    return Standing(Force.NOT_RECORDED, "force_day_not_recorded", event)


def _openness(standing: Standing) -> int:
    return {Force.YES: 2, Force.NOT_RECORDED: 1, Force.NO: 0}[standing.force]


_SEVERITY = {Force.NO: 0, Force.NOT_RECORDED: 1, Force.YES: 2}


def _rank(standing: Standing) -> tuple[int, int]:
    event = standing.event
    latest_first = -event.on.toordinal() if event is not None and event.on is not None else 0
    return _SEVERITY[standing.force], latest_first


def _ended(found: tuple[Ending, Event] | None) -> Standing | None:
    """Return the standing of what has ended, rests, or may have ended; None when it goes on."""
    if found is None:
        return None
    ending, event = found
    force = Force.NOT_RECORDED if ending is Ending.DAY_NOT_RECORDED else Force.NO
    return Standing(force, ending.value, event)
