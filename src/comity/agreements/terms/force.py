"""Whether an instrument is in force between two parties on a day: yes, no, or not recorded.

Status is computed from events and never stored. Days are half-open: in force from the day it
enters into force, no longer on the day it ends.
"""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from comity.agreements.terms.endings import Ending, ending_of, party_has_left
from comity.agreements.terms.happenings import Event
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.openings import Force, Standing
from comity.agreements.terms.parties import Party
from comity.kernel.codes import CountryCode

__all__ = ["Force", "Standing", "standing_between", "standing_of"]


def standing_between(
    instrument: Instrument, one: CountryCode, other: CountryCode, *, on: date
) -> Standing:
    """Return whether `instrument` is in force between two of its parties on a day.

    The two are taken to be linked by it (`Instrument.links`).
    """
    if instrument.course.is_alike:
        return instrument.course.entry.at(on)
    sides = (instrument.party_of(one, on=on), instrument.party_of(other, on=on))
    bound = [party for party in sides if party is not None]
    began = _beginning(instrument, bound, on=on)
    if began.force is Force.NO or not instrument.course.closers:
        return began
    return _ended(ending_of(instrument, [party.code for party in bound], on=on)) or began


def standing_of(instrument: Instrument, *, on: date) -> Standing:
    """Return whether `instrument` is in force on a day between any of its parties.

    For a register page; an act asks `standing_between` its own two administrations.
    """
    course = instrument.course
    began = course.entry.at(on)
    if course.has_successors:
        began = max((began, *_successions(instrument, instrument.parties, on=on)), key=_openness)
    if began.force is Force.NO or not course.closers:
        return began
    # What one side of a bilateral does to it, it does to the whole.
    sides = [party.code for party in instrument.parties] if len(instrument.parties) == 2 else []
    ended = ending_of(instrument, sides, on=on) or party_has_left(instrument, on=on)
    return _ended(ended) or began


def _beginning(instrument: Instrument, bound: list[Party], *, on: date) -> Standing:
    successions = _successions(instrument, bound, on=on)
    if successions:
        return min(successions, key=attrgetter("rank"))
    began = instrument.course.entry.at(on)
    if instrument.by_acceptance:
        # Every start must have been reached; what says no speaks before what is not known.
        for party in bound:
            accepted = instrument.acceptance_of(party.code).at(on)
            began = accepted if accepted.rank < began.rank else began
    return began


def _successions(
    instrument: Instrument, parties: Iterable[Party], *, on: date
) -> tuple[Standing, ...]:
    if not instrument.course.has_successors:
        return ()
    return tuple(
        instrument.succession_of(party.code).at(on)
        for party in parties
        if party.succeeds is not None
    )


_OPENNESS = {Force.YES: 2, Force.NOT_RECORDED: 1, Force.NO: 0}


def _openness(standing: Standing) -> int:
    return _OPENNESS[standing.force]


def _ended(found: tuple[Ending, Event] | None) -> Standing | None:
    """Return the standing of what has ended, rests, or may have ended; None when it goes on."""
    if found is None:
        return None
    ending, event = found
    force = Force.NOT_RECORDED if ending is Ending.DAY_NOT_RECORDED else Force.NO
    return Standing(force, ending.value, event)
