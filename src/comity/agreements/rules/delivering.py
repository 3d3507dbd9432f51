"""Ruling on controlled delivery: every leg must be carried, and every state decides for itself."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from comity.agreements.rules.alternatives import alternatives_to
from comity.agreements.rules.bearings import in_order, make_ground
from comity.agreements.rules.candidates import outcome_from
from comity.agreements.rules.citations import article_of
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.rules.judging import Choice, choose, decider_among, ground_of_want
from comity.agreements.rules.releasing import (
    Release,
    approvals_for,
    cite_kind,
    grounds_of_release,
)
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    DeliverUnderControl,
    Need,
    ProvisionKind,
    Register,
    need_of_leg,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Ruling,
)


def problems_in_delivery(act: DeliverUnderControl) -> tuple[Problem, ...]:
    """Return what is wrong with a route before any law is asked."""
    if len(act.route) < 2 or len(set(act.route)) < len(act.route):
        return (Problem("route_malformed", "route"),)
    if act.by not in act.route:
        return (Problem("not_on_the_route", "acting", (("party", act.by),)),)
    return ()


def rule_on_controlled_delivery(
    register: Register, act: DeliverUnderControl, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether goods may move on under control along a route.

    Between each two neighbours on the way an instrument must carry it; one leg that nothing
    carries refuses the whole. And in each state the competent authority decides case by case: a
    decision that is missing refers, even where everything else permits.

    Args:
        register: instruments, own law and settlements as they stand.
        act: the route, without problems (`problems_in_delivery`).
        on: civil day of the delivery.
        under: reference of the instrument picked for a leg of the ruling state: for the one the
            instrument links, and for every one when it links none.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    needs = [need_of_leg(act, one, other) for one, other in pairwise(act.route)]
    of_ours = [need for need in needs if act.by in {need.requesting, need.requested}]
    picked = _legs_of(under, of_ours, register, on) if under is not None else []
    legs = [
        choose(register, need, on=on, under=under if need in picked else None) for need in needs
    ]
    ours = [leg for leg in legs if leg.need in of_ours]
    own = next((leg for leg in ours if leg.need in picked), ours[0])
    grounds = in_order(
        (
            *(ground for leg in legs for ground in _of_leg(leg, on)),
            *_of_authorities(act, legs, on),
            *_of_releases(register, act, ours, on),
        )
    )
    match outcome_from(grounds):
        case Outcome.REFUSED:
            return Refusal(on, grounds, _roads(legs, grounds, on))
        case Outcome.REFERRED:
            under = own.chosen.instrument.reference if own.chosen is not None else None
            return Referral(on, grounds, decider_among(grounds), under, _roads(legs, grounds, on))
        case Outcome.PERMITTED:
            return _permission(register, own, _release(act, own), grounds, on)


def _legs_of(under: str, legs: list[Need], register: Register, on: date) -> list[Need]:
    """In the middle of a route a state has two neighbours; what is picked is for one of them."""
    linked = [
        need
        for need in legs
        if register.instrument(under) in register.linking(need.requesting, need.requested, on=on)
    ]
    return linked or legs


def _of_releases(
    register: Register, act: DeliverUnderControl, ours: list[Choice], on: date
) -> tuple[Ground, ...]:
    """What is told goes to each neighbour, and own law must open it towards each."""
    found = [
        ground
        for leg in ours
        for ground in grounds_of_release(register, _release(act, leg), leg.instrument, on=on)
    ]
    return tuple(dict.fromkeys(found))


def _release(act: DeliverUnderControl, own: Choice) -> Release:
    kind = AssistanceKind.CONTROLLED_DELIVERY
    need = own.need
    partner = need.requested if act.by == need.requesting else need.requesting
    what = ActKind.DELIVER_UNDER_CONTROL
    return Release(what, act.by, partner, kind.label, kind, kind.purpose, act.contents)


def _of_leg(leg: Choice, on: date) -> tuple[Ground, ...]:
    if leg.chosen is not None:
        return leg.chosen.grounds
    limited = tuple(ground for candidate in leg.candidates for ground in candidate.grounds)
    return (ground_of_want(leg.need, on=on), *limited)


def _of_authorities(act: DeliverUnderControl, legs: list[Choice], on: date) -> Iterator[Ground]:
    """In each state somebody competent, often a judge, decides on this one delivery."""
    decided = dict(act.decided)
    for state in act.route:
        facts = {"country": state.english_name}
        if state in decided:
            cites = Citation("cited_decision", (("decision", decided[state]),))
            yield make_ground("authority_decided", cites, facts)
        else:
            yield make_ground("authority_must_decide", _article_for(state, legs, on), facts)


def _article_for(state: CountryCode, legs: list[Choice], on: date) -> Citation:
    leg = next(each for each in legs if state in {each.need.requesting, each.need.requested})
    return cite_kind(leg.instrument, ProvisionKind.ACT_CONTROLLED_DELIVERY, on=on)


def _roads(legs: list[Choice], grounds: tuple[Ground, ...], on: date) -> tuple[Alternative, ...]:
    found = [
        road
        for leg in legs
        for road in alternatives_to(leg.chosen, leg.candidates, leg.need, grounds, on=on)
    ]
    return tuple(dict.fromkeys(found))


def _permission(
    register: Register, own: Choice, release: Release, grounds: tuple[Ground, ...], on: date
) -> Permission:
    chosen = own.chosen
    assert chosen is not None, "a leg that nothing carries was refused"
    assert chosen.provision is not None, "nothing is permitted without a carrying provision"
    conditions: tuple[Condition, ...] = (
        *conditions_of(chosen.instrument, on=on, supplied_on=on),
        *approvals_for(register, release, on=on),
    )
    return Permission(
        under=chosen.instrument.reference,
        article=article_of(chosen.provision),
        terms_digest=chosen.instrument.digest,
        on=on,
        grounds=grounds,
        conditions=conditions,
    )
