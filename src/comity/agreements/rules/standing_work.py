"""Ruling on what runs without a request each time: automatic exchange, matching, recognition."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.agreements.rules.conditions import EXCHANGE_ONLY, HIT_ONLY, conditions_of
from comity.agreements.rules.judging import Choice, choose, judge
from comity.agreements.rules.releasing import (
    Release,
    approvals_for,
    cite_kind,
    grounds_of_orders,
    grounds_of_release,
)
from comity.agreements.terms import (
    UNREMARKABLE,
    ActKind,
    DataCategory,
    ExchangeAutomatically,
    Match,
    Purpose,
    Recognise,
    Register,
    need_of_exchanging,
    need_of_matching,
    need_of_recognising,
)
from comity.kernel.rulings import Condition, Ruling


def rule_on_automatic_exchange(
    register: Register, act: ExchangeAutomatically, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether agreed data may be supplied without a request each time.

    Both limbs speak. The instrument must list the data set, every field and the road it takes; a
    suspended agreement carries nothing.

    Args:
        register: instruments, own law and settlements as they stand.
        act: who would supply whom with what.
        on: civil day of the supply.
        under: reference of the instrument picked; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    choice = choose(register, need_of_exchanging(act), on=on, under=under)
    what = ActKind.EXCHANGE_AUTOMATICALLY
    release = Release(what, act.supplier, act.recipient, what.label, None, None, act.contents)
    further = grounds_of_release(register, release, choice.instrument, on=on)
    return judge(choice, further, _conditions(register, release, choice, on), on=on)


def rule_on_matching(
    register: Register, act: Match, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether two administrations may tell each other hit or no hit on lists kept at home.

    A hit on a name says something of a person, so names need what personal data needs. The
    arguments, what is returned and what is raised are those of `rule_on_automatic_exchange`.
    """
    choice = choose(register, need_of_matching(act), on=on, under=under)
    contents = act.contents
    if act.nominal:
        # Own law may bar personal data, and a hit on a name is that.
        contents = replace(contents, categories=contents.categories | {DataCategory.PERSONAL})
    purpose = act.purpose or Purpose.OFFENCE_PREVENTION
    what = ActKind.MATCH
    release = Release(what, act.answering, act.asking, what.label, None, purpose, contents)
    further = grounds_of_release(register, release, choice.instrument, on=on)
    return judge(choice, further, _conditions(register, release, choice, on), on=on)


def rule_on_recognition(
    register: Register, act: Recognise, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether the other side's approved traders get the benefits of an arrangement.

    Recognition lets nothing out, so there is one limb: the arrangement must be in force and in
    operation, the trader must have consented, and what it hangs from must not have ended. The
    arguments, what is returned and what is raised are those of `rule_on_automatic_exchange`.
    """
    choice = choose(register, need_of_recognising(act), on=on, under=under)
    what = ActKind.RECOGNISE
    release = Release(what, act.recognising, act.recognised, what.label, None, None, UNREMARKABLE)
    orders = grounds_of_orders(register, release, on=on)
    return judge(choice, orders, approvals_for(register, release, on=on), on=on)


_ONLY = {ActKind.EXCHANGE_AUTOMATICALLY: EXCHANGE_ONLY, ActKind.MATCH: HIT_ONLY}


def _conditions(
    register: Register, release: Release, choice: Choice, on: date
) -> Iterator[Condition]:
    chosen = choice.chosen
    if chosen is not None and chosen.provision is not None:
        cites = cite_kind(chosen.instrument, chosen.provision.kind, on=on)
        yield Condition(_ONLY[release.act], cites)
    if choice.instrument is not None:
        yield from conditions_of(choice.instrument, on=on, supplied_on=on)
    yield from approvals_for(register, release, on=on)
