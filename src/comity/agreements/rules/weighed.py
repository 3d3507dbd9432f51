"""All agreements that could carry an act, side by side: what each permits, and what differs."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.rules.bearings import Bearing, bearing_of
from comity.agreements.rules.candidates import Candidate, candidates_for
from comity.agreements.rules.citations import article_of
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.terms import Need, Register
from comity.kernel.rulings import Condition, Ground, Outcome


@dataclass(frozen=True, slots=True)
class Weighed:
    """One agreement beside the others.

    Attributes:
        reference: of the agreement.
        title: as officers call it.
        outcome: what its own terms come down to; own law and orders are another matter.
        article: the article that would carry the act; "" when none is recorded.
        in_the_way: what refuses or refers under it.
        differs: the conditions it sets that the first does not set alike; for the first, those it
            sets that some other does not; none where it refuses, for then it asks for nothing.
    """

    reference: str
    title: str
    outcome: Outcome
    article: str
    in_the_way: tuple[Ground, ...]
    differs: tuple[Condition, ...]


def weighed_for(register: Register, need: Need, *, on: date) -> tuple[Weighed, ...]:
    """Return every agreement between the two, the best first, each with what differs.

    Args:
        register: instruments and settlements as they stand.
        need: what must be carried.
        on: the civil day.
    """
    candidates = candidates_for(register, need, on=on)
    sets = [
        conditions_of(candidate.instrument, on=on)
        if candidate.outcome is not Outcome.REFUSED
        else ()
        for candidate in candidates
    ]
    # The first is held against all others, each other against the first.
    return tuple(
        _weighed(candidate, conditions, sets[:1] if place else sets[1:])
        for place, (candidate, conditions) in enumerate(zip(candidates, sets, strict=True))
    )


def _weighed(
    candidate: Candidate,
    conditions: tuple[Condition, ...],
    others: list[tuple[Condition, ...]],
) -> Weighed:
    alike = [{_terms(each) for each in other} for other in others]
    return Weighed(
        reference=candidate.instrument.reference,
        title=candidate.instrument.short_title,
        outcome=candidate.outcome,
        article=article_of(candidate.provision) if candidate.provision is not None else "",
        in_the_way=tuple(g for g in candidate.grounds if bearing_of(g) is not Bearing.FOR),
        differs=tuple(c for c in conditions if not all(_terms(c) in other for other in alike)),
    )


def _terms(condition: Condition) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a condition says, whatever article says it."""
    return condition.code, condition.facts
