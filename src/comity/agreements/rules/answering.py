"""Ruling on letting information out, asked or unasked. Two limbs, both named."""

from collections.abc import Iterator
from datetime import date
from typing import Final, cast

from comity.agreements.rules.asking import is_courtesy, rule_on_courtesy
from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.rules.judging import Choice, choose, judge
from comity.agreements.rules.releasing import (
    Release,
    approvals_for,
    cite_kind,
    grounds_of_release,
)
from comity.agreements.terms import (
    ActKind,
    Answer,
    Ask,
    Instrument,
    ProvisionKind,
    Register,
    Volunteer,
    need_of_answering,
    need_of_volunteering,
)
from comity.kernel.rulings import Condition, Ground, Ruling

_MOST_REMEMBERED: Final = 512


def rule_on_answering(
    register: Register, answer: Answer, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether the requested administration may answer.

    The instrument limb asks whether the agreement carries the assistance; the own-law limb asks
    whether this node's legal order lets the information out. A bar in own law refuses; own law
    that is not encoded refers. Exemptions are for a person: they refer, and never refuse.

    Args:
        register: instruments, own law and settlements as they stand.
        answer: the request answered, and what the answer contains.
        on: civil day of answering, in the answering administration's time zone.
        under: reference of the instrument the request relies on; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    ask = answer.ask
    choice = choose(register, need_of_answering(answer), on=on, under=under)
    release = Release(
        ActKind.ANSWER,
        ask.requested,
        ask.requesting,
        ask.kind.label,
        ask.kind,
        ask.stated_purpose,
        answer.contents,
    )
    further = grounds_of_release(register, release, choice.instrument, on=on)
    if not ask.reciprocal:
        further += (_ground_of_reciprocity(ask, choice.instrument, on),)
    if is_courtesy(ask, choice):
        return rule_on_courtesy(choice, further, on=on)
    return judge(choice, further, _conditions(register, release, choice, answer, on), on=on)


def rule_on_volunteering(
    register: Register, act: Volunteer, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether one administration may tell another what it has not asked for.

    Many are told at once, each by a ruling of its own: what was ruled of the same act on the same
    day by the same register is remembered.

    Args:
        register: instruments, own law and settlements as they stand.
        act: who would tell whom what.
        on: civil day of telling.
        under: reference of the instrument picked; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    told, asked = register.remembered, (act, on, under)
    ruling = told.get(asked)
    if ruling is None:
        if len(told) >= _MOST_REMEMBERED:
            told.clear()
        ruling = told[asked] = _rule_on_volunteering(register, act, on=on, under=under)
    return cast(Ruling, ruling)


def _rule_on_volunteering(
    register: Register, act: Volunteer, *, on: date, under: str | None
) -> Ruling:
    choice = choose(register, need_of_volunteering(act), on=on, under=under)
    release = Release(
        ActKind.VOLUNTEER,
        act.supplier,
        act.recipient,
        act.kind.label,
        act.kind,
        act.purpose or act.kind.purpose,
        act.contents,
    )
    further = grounds_of_release(register, release, choice.instrument, on=on)
    return judge(choice, further, _conditions(register, release, choice, None, on), on=on)


def _ground_of_reciprocity(ask: Ask, instrument: Instrument | None, on: date) -> Ground:
    """What the requesting side could not do in return goes to a person."""
    cites = cite_kind(instrument, ProvisionKind.EX_RECIPROCITY, on=on)
    return make_ground("not_reciprocal", cites, {"partner": ask.requesting.english_name})


def _conditions(
    register: Register, release: Release, choice: Choice, answer: Answer | None, on: date
) -> Iterator[Condition]:
    instrument = choice.instrument
    if instrument is not None:
        received_on = answer.received_on if answer is not None else None
        yield from conditions_of(instrument, on=on, asked_on=received_on, supplied_on=on)
    yield from approvals_for(register, release, on=on)
