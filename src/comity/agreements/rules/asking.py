"""Ruling on asking: may this administration ask that one for this, on this day?"""

from datetime import date

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
from comity.agreements.rules.conditions import SAY_NOT_RECIPROCAL, conditions_of
from comity.agreements.rules.instructions import approvals_of, grounds_of_instructions
from comity.agreements.terms import NOTHING, Ask, ProvisionKind, Register, Scope
from comity.kernel.errors import Problem
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


def problems_in_ask(ask: Ask) -> tuple[Problem, ...]:
    """Return what is wrong with an act before any law is asked."""
    if ask.requesting == ask.requested:
        return (Problem("same_administration", "requested", (("party", ask.requested),)),)
    return ()


def rule_on_asking(register: Register, ask: Ask, *, on: date, under: str | None = None) -> Ruling:
    """Rule whether one administration may ask another for assistance.

    Every instrument between the two is weighed with all its grounds; the best carries the ruling
    and the others are named as alternatives. The law lives in the register: no rule knows an
    article.

    Args:
        register: instruments, own law and settlements as they stand.
        ask: who asks whom for what, and what for.
        on: civil day of asking, in the asking administration's time zone.
        under: reference of the instrument the officer picked; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    return rule_with(register, ask, on=on, under=under, further=_instructions(register, ask, on))


def _instructions(register: Register, ask: Ask, on: date) -> tuple[Ground, ...]:
    return grounds_of_instructions(
        register, ask.requesting, partner=ask.requested, kind=ask.kind, on=on
    )


def rule_with(
    register: Register,
    ask: Ask,
    *,
    on: date,
    under: str | None,
    further: tuple[Ground, ...],
    conditions: tuple[Condition, ...] | None = None,
) -> Ruling:
    """Rule on an act from the instruments between two administrations and further grounds.

    Args:
        register: instruments, own law and settlements as they stand.
        ask: the assistance the act is about.
        on: civil day ruled on.
        under: reference of the instrument picked; None to take the best.
        further: grounds of the other limb, or of national instructions.
        conditions: conditions beside those of the instrument; None for those of asking.
    """
    candidates = candidates_for(register, ask, on=on)
    if under is not None:
        chosen = weigh(register, register.instrument(under), ask, on=on)
    elif any(c.instrument.scope is Scope.GENERAL for c in candidates) or _carried(candidates):
        chosen = candidates[0]
    else:
        return _refusal_for_want(candidates, ask, on=on, further=further)
    grounds = in_order((*chosen.grounds, *_of_the_others(chosen, candidates, under), *further))
    alternatives = alternatives_to(chosen, candidates, ask, on=on)
    match outcome_from(grounds):
        case Outcome.REFUSED:
            return Refusal(on, grounds, alternatives)
        case Outcome.REFERRED:
            return Referral(
                on, grounds, _decider(grounds), chosen.instrument.reference, alternatives
            )
        case Outcome.PERMITTED:
            extra = (
                _conditions_of_asking(register, ask, chosen, on)
                if conditions is None
                else conditions
            )
            return _permission(chosen, grounds, on=on, conditions=extra)


def _carried(candidates: tuple[Candidate, ...]) -> bool:
    return any(candidate.outcome is not Outcome.REFUSED for candidate in candidates)


def _of_the_others(
    chosen: Candidate, candidates: tuple[Candidate, ...], under: str | None
) -> tuple[Ground, ...]:
    """When the best is refused, all are: an officer sees what stands in the way of each."""
    if under is not None or chosen.outcome is not Outcome.REFUSED:
        return ()
    others = (c for c in candidates if c.instrument != chosen.instrument)
    return tuple(
        ground
        for candidate in others
        for ground in candidate.grounds
        if bearing_of(ground) is Bearing.AGAINST
    )


def _refusal_for_want(
    candidates: tuple[Candidate, ...], ask: Ask, *, on: date, further: tuple[Ground, ...]
) -> Refusal:
    """Refuse for want of a carrying instrument, naming what there is and why it does not carry."""
    want = make_ground(
        "no_instrument",
        NOTHING,
        {
            "requesting": ask.requesting.english_name,
            "requested": ask.requested.english_name,
            "kind": ask.kind.label,
            "on": on.isoformat(),
        },
    )
    limited = tuple(ground for candidate in candidates for ground in candidate.grounds)
    grounds = in_order((want, *limited, *further))
    return Refusal(on, grounds, alternatives_to(None, candidates, ask, on=on))


def _decider(grounds: tuple[Ground, ...]) -> Role:
    """The first open ground decides whom a referral goes to; the treaty desk before others.

    What the law says must be known before anybody can weigh a discretion under it.
    """
    roles = [decider_of(g) for g in grounds if bearing_of(g) is Bearing.OPEN]
    return Role.TREATY_DESK if Role.TREATY_DESK in roles else roles[0]


def _permission(
    chosen: Candidate, grounds: tuple[Ground, ...], *, on: date, conditions: tuple[Condition, ...]
) -> Permission:
    provision = chosen.provision
    assert provision is not None, "nothing is permitted without a carrying provision"
    return Permission(
        under=chosen.instrument.reference,
        article=article_of(provision),
        terms_digest=chosen.instrument.digest,
        on=on,
        grounds=grounds,
        conditions=(*conditions_of(chosen.instrument, on=on), *conditions),
    )


def _conditions_of_asking(
    register: Register, ask: Ask, chosen: Candidate, on: date
) -> tuple[Condition, ...]:
    approvals = approvals_of(register, ask.requesting, partner=ask.requested, kind=ask.kind, on=on)
    if ask.reciprocal:
        return approvals
    provision = chosen.instrument.provision_on(ProvisionKind.EX_RECIPROCITY, on=on)
    cites = f"{chosen.instrument.short_title}, {provision.article}" if provision else NOTHING
    return (*approvals, Condition(SAY_NOT_RECIPROCAL, cites))
