"""Candidates: every instrument between two administrations, weighed and ranked for one act."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from comity.agreements.rules.bearings import BEARINGS, Bearing, in_order
from comity.agreements.rules.coverage import (
    carrying_provision,
    ground_of_purpose,
    grounds_of_coverage,
    grounds_of_personal_data,
)
from comity.agreements.rules.particulars import grounds_of_particulars
from comity.agreements.rules.standing import (
    ground_of_standing,
    grounds_against_linking,
    grounds_of_parent,
)
from comity.agreements.terms import (
    Instrument,
    InstrumentKind,
    Need,
    Provision,
    Register,
    Scope,
    Standing,
    standing_between,
)
from comity.kernel.rulings import Ground, Outcome


class Candidate(NamedTuple):
    """One instrument weighed for one act.

    Attributes:
        instrument: which.
        provision: the provision that would carry the act, if one is recorded.
        grounds: everything found, what stands in the way first.
        outcome: what the grounds come down to.
        standing: its force between the two; None when it does not link them at all.
    """

    instrument: Instrument
    provision: Provision | None
    grounds: tuple[Ground, ...]
    outcome: Outcome
    standing: Standing | None = None


_BORNE_OUT: Mapping[Bearing, Outcome] = {
    Bearing.AGAINST: Outcome.REFUSED,
    Bearing.OPEN: Outcome.REFERRED,
    Bearing.FOR: Outcome.PERMITTED,
}
_OUTCOMES: Mapping[str, Outcome] = {code: _BORNE_OUT[bearing] for code, bearing in BEARINGS.items()}


def outcome_from(grounds: tuple[Ground, ...]) -> Outcome:
    """Refused when any ground bears against, else referred when any is open, else permitted.

    The grounds are in order (`in_order`): the first of them tells.
    """
    return _OUTCOMES.get(grounds[0].code, Outcome.PERMITTED) if grounds else Outcome.PERMITTED


def candidates_for(register: Register, need: Need, *, on: date) -> tuple[Candidate, ...]:
    """Return every instrument that could carry an act between the two, the best first."""
    assists = not need.recognises
    found = [
        _weigh_linking(register, instrument, need, on=on)
        for instrument in register.linking(need.requesting, need.requested, on=on)
        if instrument.kind.carries_assistance is assists
    ]
    if len(found) < 2:
        return tuple(found)
    return tuple(sorted(found, key=lambda candidate: _rank(candidate, need)))


def weigh(register: Register, instrument: Instrument, need: Need, *, on: date) -> Candidate:
    """Gather every ground one instrument gives for or against an act."""
    if barred := grounds_against_linking(
        instrument,
        requesting=need.requesting,
        requested=need.requested,
        on=on,
        recognises=need.recognises,
    ):
        grounds = tuple(barred)
        return Candidate(instrument, None, grounds, outcome_from(grounds))
    return _weigh_linking(register, instrument, need, on=on)


def _weigh_linking(
    register: Register, instrument: Instrument, need: Need, *, on: date
) -> Candidate:
    """Weigh an instrument that is known to link the two, and to be of the sort wanted."""
    requesting, requested = need.requesting, need.requested
    standing = standing_between(instrument, requesting, requested, on=on)
    provision = carrying_provision(instrument, need, on=on)
    found = [
        ground_of_standing(instrument, standing, requesting=requesting, requested=requested, on=on)
    ]
    if instrument.parent is not None:
        found += grounds_of_parent(register, instrument, on=on)
    found += grounds_of_coverage(instrument, provision, need, on=on)
    if need.purpose is not None:
        found.append(ground_of_purpose(instrument, need.purpose, on=on))
    if need.particulars is not None:
        found += grounds_of_particulars(instrument, provision, need, on=on)
    if need.personal:
        found += grounds_of_personal_data(instrument, need, on=on)
    grounds = in_order(found)
    return Candidate(instrument, provision, grounds, outcome_from(grounds), standing)


def _distance(candidate: Candidate, need: Need) -> int:
    """Return how far from the two an instrument stands: their own, a union's, one of many.

    Their own comes before a union's only where its entry into force is recorded at all.
    """
    instrument, standing = candidate.instrument, candidate.standing
    if instrument.kind is InstrumentKind.MULTILATERAL:
        return 2
    own = instrument.names(need.requesting) and instrument.names(need.requested)
    return 0 if own and standing is not None and standing.event is not None else 1


_RANKS = {Outcome.PERMITTED: 0, Outcome.REFERRED: 1, Outcome.REFUSED: 2}


def _rank(candidate: Candidate, need: Need) -> tuple[int, int, int, int, int, str]:
    """Order candidates: by outcome; general before limited; known before unknown; own before many.

    Among equals the younger agreement comes first, as the later expression of the same parties;
    the reference ends every tie, so that the same register always gives the same order.
    """
    instrument = candidate.instrument
    return (
        _RANKS[candidate.outcome],
        1 if instrument.scope is Scope.DECLARATION_DATA else 0,
        1 if candidate.provision is None else 0,
        _distance(candidate, need),
        -instrument.course.concluded_on.toordinal(),
        instrument.reference,
    )
