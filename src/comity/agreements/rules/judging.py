"""From grounds to a ruling: choose the instrument, gather what else speaks, and say the one word.

Every rule on an act between two administrations goes through here, so that none decides its own
outcome.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from comity.agreements.rules.alternatives import alternatives_to
from comity.agreements.rules.bearings import (
    Bearing,
    bearing_of,
    decider_of,
    in_order,
    make_ground,
)
from comity.agreements.rules.candidates import Candidate, candidates_for, outcome_from, weigh
from comity.agreements.rules.citations import article_of
from comity.agreements.rules.coverage import grounds_of_personal_data
from comity.agreements.terms import NOTHING, Instrument, Need, Register, Scope
from comity.kernel.rulings import (
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
)


class Choice(NamedTuple):
    """The instrument an act would go under, among all that were weighed.

    Attributes:
        need: what must be carried.
        chosen: the best, or the one picked; None when nothing between the two carries the act.
        candidates: every one weighed, the best first.
        is_picked: whether somebody picked it.
    """

    need: Need
    chosen: Candidate | None
    candidates: tuple[Candidate, ...]
    is_picked: bool

    @property
    def instrument(self) -> Instrument | None:
        """The instrument whose terms the act would be under; None when there is none at all."""
        if self.chosen is not None:
            return self.chosen.instrument
        return self.candidates[0].instrument if self.candidates else None


def choose(register: Register, need: Need, *, on: date, under: str | None) -> Choice:
    """Weigh every instrument between the two, and choose.

    Args:
        register: instruments, own law and settlements as they stand.
        need: what must be carried.
        on: civil day ruled on.
        under: reference of the instrument picked; None to take the best.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    candidates = candidates_for(register, need, on=on)
    if under is not None:
        picked = weigh(register, register.instrument(under), need, on=on)
        return Choice(need, picked, candidates, is_picked=True)
    best = candidates[0] if candidates else None
    # What is refused comes last, and what carries little at all comes last among the refused.
    if best is not None and best.outcome is Outcome.REFUSED:
        best = best if best.instrument.scope is Scope.GENERAL else None
    return Choice(need, best, candidates, is_picked=False)


def judge(
    choice: Choice,
    further: Iterable[Ground],
    conditions: Iterable[Condition],
    *,
    on: date,
) -> Ruling:
    """Rule from the instrument chosen and from everything else that speaks.

    Args:
        choice: the instrument, among all that were weighed.
        further: grounds of the other limb, of national instructions, of what the act contains.
        conditions: what follows from a permission.
        on: civil day ruled on.
    """
    chosen = choice.chosen
    if chosen is None:
        return _refusal_for_want(choice, tuple(further), on=on)
    added = (*_of_the_others(choice, chosen), *further)
    grounds = in_order((*chosen.grounds, *added)) if added else chosen.grounds
    outcome = outcome_from(grounds)
    if outcome is Outcome.PERMITTED:
        return _permission(chosen, grounds, tuple(conditions), on=on)
    roads = alternatives_to(chosen, choice.candidates, choice.need, grounds, on=on)
    if outcome is Outcome.REFUSED:
        return Refusal(on, grounds, roads)
    return Referral(on, grounds, decider_among(grounds), chosen.instrument.reference, roads)


def ground_of_want(need: Need, *, on: date) -> Ground:
    """Return the ground that nothing between the two carries the act."""
    facts = {
        "requesting": need.requesting.english_name,
        "requested": need.requested.english_name,
        "kind": need.label,
        "on": on.isoformat(),
    }
    return make_ground("no_instrument", NOTHING, facts)


def decider_among(grounds: tuple[Ground, ...]) -> Role:
    """Return whom a referral goes to: the treaty desk before others, else by the first open ground.

    What the law says must be known before anybody can weigh a discretion under it.
    """
    roles = [decider_of(g) for g in grounds if bearing_of(g) is Bearing.OPEN]
    return Role.TREATY_DESK if Role.TREATY_DESK in roles else roles[0]


def _of_the_others(choice: Choice, chosen: Candidate) -> tuple[Ground, ...]:
    """When the best is refused, all are: an officer sees what stands in the way of each."""
    if choice.is_picked or chosen.outcome is not Outcome.REFUSED:
        return ()
    if len(choice.candidates) == 1:
        return ()
    return tuple(
        ground
        for candidate in choice.candidates
        if candidate.instrument is not chosen.instrument
        for ground in candidate.grounds
        if bearing_of(ground) is Bearing.AGAINST
    )


def _refusal_for_want(choice: Choice, further: tuple[Ground, ...], *, on: date) -> Refusal:
    """Refuse for want of a carrying instrument, naming what there is and why it does not carry."""
    limited = tuple(ground for candidate in choice.candidates for ground in candidate.grounds)
    bare = () if choice.candidates else grounds_of_personal_data(None, choice.need, on=on)
    grounds = in_order((ground_of_want(choice.need, on=on), *limited, *further, *bare))
    return Refusal(
        on, grounds, alternatives_to(None, choice.candidates, choice.need, grounds, on=on)
    )


def _permission(
    chosen: Candidate, grounds: tuple[Ground, ...], conditions: tuple[Condition, ...], *, on: date
) -> Permission:
    instrument, provision = chosen.instrument, chosen.provision
    return Permission(
        under=instrument.reference,
        # An arrangement that recognises is itself what is relied on.
        article=article_of(provision) if provision is not None else instrument.title,
        terms_digest=instrument.digest,
        on=on,
        grounds=grounds,
        conditions=conditions,
    )
