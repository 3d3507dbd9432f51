"""Candidates: every instrument between two administrations, weighed and ranked for one act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comity.agreements.rules.bearings import Bearing, bearing_of, in_order
from comity.agreements.rules.coverage import (
    carrying_provision,
    grounds_of_coverage,
    grounds_of_personal_data,
    grounds_of_purpose,
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


@dataclass(frozen=True, slots=True)
class Candidate:
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


_OUTCOMES: Mapping[Bearing, Outcome] = {
    Bearing.AGAINST: Outcome.REFUSED,
    Bearing.OPEN: Outcome.REFERRED,
    Bearing.FOR: Outcome.PERMITTED,
}


def outcome_from(grounds: tuple[Ground, ...]) -> Outcome:
    """Refused when any ground bears against, else referred when any is open, else permitted.

    The grounds are in order (`in_order`): the first of them tells.
    """
    return _OUTCOMES[bearing_of(grounds[0])] if grounds else Outcome.PERMITTED


def candidates_for(register: Register, need: Need, *, on: date) -> tuple[Candidate, ...]:
    """Return every instrument that could carry an act between the two, the best first."""
    found = [
        _weigh_linking(register, instrument, need, on=on)
        for instrument in register.linking(need.requesting, need.requested, on=on)
        if instrument.kind.carries_assistance is not need.recognises
    ]
    return tuple(sorted(found, key=_rank)) if len(found) > 1 else tuple(found)


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
        ground_of_standing(instrument, standing, requesting=requesting, requested=requested, on=on),
        *grounds_of_parent(register, instrument, on=on),
        *grounds_of_coverage(instrument, provision, need, on=on),
        *grounds_of_purpose(instrument, need, on=on),
    ]
    if need.particulars is not None:
        found += grounds_of_particulars(instrument, provision, need, on=on)
    if need.personal:
        found += grounds_of_personal_data(instrument, need, on=on)
    grounds = in_order(found)
    return Candidate(instrument, provision, grounds, outcome_from(grounds), standing)


_RANKS = {Outcome.PERMITTED: 0, Outcome.REFERRED: 1, Outcome.REFUSED: 2}


def _rank(candidate: Candidate) -> tuple[int, int, int, int, int, str]:
    """Order candidates: by outcome; general before limited; known before unknown; own before many.

    Among equals the younger agreement comes first, as the later expression of the same parties;
    the reference ends every tie, so that the same register always gives the same order.
    """
    instrument = candidate.instrument
    return (
        _RANKS[candidate.outcome],
        1 if instrument.scope is Scope.DECLARATION_DATA else 0,
        1 if candidate.provision is None else 0,
        1 if instrument.kind is InstrumentKind.MULTILATERAL else 0,
        -instrument.concluded_on.toordinal(),
        instrument.reference,
    )
