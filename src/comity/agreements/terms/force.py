"""Whether an instrument is in force between two parties on a day: yes, no, or not recorded.

Status is computed from events and never stored. Days are half-open: in force from the day it
enters into force, no longer on the day it ends.
"""

from datetime import date

from comity.agreements.terms.endings import Ending, ending_of, party_has_left
from comity.agreements.terms.happenings import Event, EventType
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.openings import Force, Standing, Way
from comity.agreements.terms.parties import Party
from comity.kernel.codes import CountryCode

__all__ = ["Force", "Standing", "standing_between", "standing_of"]


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
        instrument.opening(EventType.SUCCEEDED, Way.SUCCESSION, party.code).at(on)
        for party in instrument.parties
        if party.succeeds is not None
    ]
    began = max(ways_in, key=_openness)
    if began.force is Force.NO or not instrument.closers:
        return began
    # What one side of a bilateral does to it, it does to the whole.
    sides = [party.code for party in instrument.parties] if len(instrument.parties) == 2 else []
    ended = ending_of(instrument, sides, on=on) or party_has_left(instrument, on=on)
    return _ended(ended) or began


def _beginning(instrument: Instrument, bound: list[Party], *, on: date) -> Standing:
    successions = [
        instrument.opening(EventType.SUCCEEDED, Way.SUCCESSION, party.code).at(on)
        for party in bound
        if party.succeeds is not None
    ]
    if successions:
        return min(successions, key=_rank)
    entry = _entry(instrument, on=on)
    if not instrument.by_acceptance:
        return entry
    accepted = [
        instrument.opening(EventType.ACCEPTED, Way.ACCEPTANCE, party.code).at(on) for party in bound
    ]
    # Every start must have been reached; what says no speaks before what is not known.
    return min((entry, *accepted), key=_rank)


def _entry(instrument: Instrument, *, on: date) -> Standing:
    entered = instrument.opening(EventType.ENTERED_INTO_FORCE, Way.ENTRY).at(on)
    if entered.force is Force.YES:
        return entered
    provisional = instrument.opening(EventType.PROVISIONALLY_APPLIED, Way.PROVISIONAL).at(on)
    if provisional.force is Force.YES:
        return provisional
    signed = instrument.last_event(EventType.SIGNED)
    if entered.force is Force.NOT_RECORDED and signed and signed.on and on < signed.on:
        return Standing(Force.NO, "not_yet_signed", signed)
    return entered


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
