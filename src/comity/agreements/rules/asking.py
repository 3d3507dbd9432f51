"""Ruling on asking: may this administration ask that one for this, on this day?"""

from collections.abc import Iterator
from datetime import date

from comity.agreements.rules.alternatives import alternatives_to
from comity.agreements.rules.bearings import in_order, make_ground
from comity.agreements.rules.candidates import outcome_from
from comity.agreements.rules.conditions import SAY_NOT_RECIPROCAL, conditions_of
from comity.agreements.rules.instructions import approvals_of, grounds_of_instructions
from comity.agreements.rules.judging import Choice, choose, decider_among, judge
from comity.agreements.rules.releasing import cite_kind
from comity.agreements.terms import (
    NOTHING,
    ActKind,
    Ask,
    ProvisionKind,
    Register,
    need_of_asking,
)
from comity.kernel.errors import Problem
from comity.kernel.rulings import Condition, Ground, Outcome, Referral, Refusal, Ruling


def problems_in_ask(ask: Ask) -> tuple[Problem, ...]:
    """Return what is wrong with an act before any law is asked."""
    if ask.requesting == ask.requested:
        return (Problem("same_administration", "requested", (("party", ask.requested),)),)
    return ()


def rule_on_asking(register: Register, ask: Ask, *, on: date, under: str | None = None) -> Ruling:
    """Rule whether one administration may ask another for assistance.

    Every instrument between the two is weighed with all its grounds; the best carries the ruling
    and the others are named as alternatives. The law lives in the register: no rule knows an
    article. Where nothing carries it, the act is refused, unless it is put as a courtesy: that
    binds nobody and is for the central unit.

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
    orders = grounds_of_instructions(
        register,
        ask.requesting,
        partner=ask.requested,
        kind=ask.kind,
        on=on,
        act=ActKind.ASK,
        purpose=ask.stated_purpose,
    )
    choice = choose(register, need_of_asking(ask), on=on, under=under)
    if is_courtesy(ask, choice):
        return rule_on_courtesy(choice, orders, on=on)
    return judge(choice, orders, _conditions(register, ask, choice, on), on=on)


def is_courtesy(ask: Ask, choice: Choice) -> bool:
    """Return whether only courtesy is left: it is put so, and nothing carries it."""
    chosen = choice.chosen
    return ask.courtesy and (chosen is None or chosen.outcome is Outcome.REFUSED)


def rule_on_courtesy(choice: Choice, further: tuple[Ground, ...], *, on: date) -> Ruling:
    """Rule on what rests on courtesy alone: never permitted by the law, so a person decides.

    Args:
        choice: what was weighed, none of which carries it.
        further: what else speaks; a bar in own law refuses even a courtesy.
        on: civil day ruled on.
    """
    need = choice.need
    facts = {
        "requesting": need.requesting.english_name,
        "requested": need.requested.english_name,
        "kind": need.label,
        "on": on.isoformat(),
    }
    grounds = in_order((make_ground("courtesy_only", NOTHING, facts), *further))
    roads = alternatives_to(None, choice.candidates, need, grounds, on=on)
    if outcome_from(grounds) is Outcome.REFUSED:
        return Refusal(on, grounds, roads)
    return Referral(on, grounds, decider_among(grounds), None, roads)


def _conditions(register: Register, ask: Ask, choice: Choice, on: date) -> Iterator[Condition]:
    instrument = choice.instrument
    if instrument is not None:
        yield from conditions_of(instrument, on=on, asked_on=on, oral=ask.oral)
    yield from approvals_of(
        register,
        ask.requesting,
        partner=ask.requested,
        kind=ask.kind,
        on=on,
        act=ActKind.ASK,
        purpose=ask.stated_purpose,
    )
    if not ask.reciprocal:
        cites = cite_kind(instrument, ProvisionKind.EX_RECIPROCITY, on=on)
        yield Condition(SAY_NOT_RECIPROCAL, cites)
