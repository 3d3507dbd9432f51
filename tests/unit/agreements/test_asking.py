"""Asking and volunteering: whom instructions concern, and what is wrong before any law is asked."""

from typing import Any

import pytest

from comity.agreements.rules import (
    Bearing,
    problems_in_ask,
    rule_on_asking,
    rule_on_volunteering,
)
from comity.agreements.terms import (
    ActKind,
    Ask,
    AssistanceKind,
    Instruction,
    InstructionEffect,
    LivingLaw,
    Purpose,
    Register,
    Volunteer,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission, Role, Ruling
from tests.spec.language import agreement, day, own_law_opening_all, register

ON = day("2026-11-21")
KE, UA = CountryCode("KE"), CountryCode("UA")
ASK = Ask(KE, UA, AssistanceKind.ORIGIN_AND_VALUE)
TEXT = agreement(covers={"Art. 4": "info.assessment", "Art. 6": "info.spontaneous"})


def ordered(by: CountryCode, effect: str, **about: Any) -> Register:
    told = Instruction("", InstructionEffect(effect), Role.TREATY_DESK, **about)
    held = register(TEXT, laws=(own_law_opening_all("UA"),))
    return held.with_living_law(LivingLaw(by, instructions=(told,)))


def codes(ruling: Ruling) -> list[str]:
    """Return what an instruction added to a ruling: its ground, or its condition."""
    grounds = [each.code for each in ruling.grounds if each.code.startswith("instruction")]
    asked = ruling.conditions if isinstance(ruling, Permission) else ()
    return [*grounds, *(each.code for each in asked if each.code == "approval_needed")]


def test_nobody_asks_himself() -> None:
    assert problems_in_ask(Ask(KE, KE, ASK.kind)) == (
        Problem("same_administration", "requested", (("party", KE),)),
    )
    assert problems_in_ask(ASK) == ()


@pytest.mark.parametrize(
    ("effect", "code"), [("hold", "instruction_hold"), ("higher-approval", "approval_needed")]
)
@pytest.mark.parametrize(
    ("about", "concerned"),
    [
        ({}, True),
        ({"acts": frozenset({ActKind.ASK})}, True),
        ({"acts": frozenset({ActKind.ANSWER})}, False),
        ({"purposes": frozenset({ASK.kind.purpose})}, True),
        ({"purposes": frozenset({Purpose.STATISTICS})}, False),
        ({"kinds": frozenset({AssistanceKind.RECOVERY})}, False),
        ({"partners": frozenset({KE})}, False),
    ],
)
def test_an_instruction_concerns_the_asking_it_speaks_of(
    effect: str, code: str, about: dict[str, object], *, concerned: bool
) -> None:
    ruling = rule_on_asking(ordered(KE, effect, **about), ASK, on=ON)
    assert codes(ruling) == ([code] if concerned else [])


@pytest.mark.parametrize(
    ("about", "concerned"),
    [
        ({"acts": frozenset({ActKind.VOLUNTEER})}, True),
        ({"acts": frozenset({ActKind.ANSWER})}, False),
        ({"purposes": frozenset({AssistanceKind.SPONTANEOUS.purpose})}, True),
        ({"purposes": frozenset({Purpose.STATISTICS})}, False),
        ({"kinds": frozenset({AssistanceKind.SPONTANEOUS})}, True),
        ({"kinds": frozenset({AssistanceKind.RECOVERY})}, False),
    ],
)
def test_an_instruction_concerns_the_volunteering_it_speaks_of(
    about: dict[str, object], *, concerned: bool
) -> None:
    ruling = rule_on_volunteering(ordered(UA, "hold", **about), Volunteer(UA, KE), on=ON)
    assert codes(ruling) == (["instruction_hold"] if concerned else [])


def test_a_purpose_told_with_it_is_the_one_an_instruction_is_held_to() -> None:
    held = ordered(UA, "hold", purposes=frozenset({Purpose.STATISTICS}))
    act = Volunteer(UA, KE, purpose=Purpose.STATISTICS)
    assert codes(rule_on_volunteering(held, act, on=ON)) == ["instruction_hold"]


def test_pages_name_their_marks_by_the_way_a_ground_bears() -> None:
    assert [each.value for each in Bearing] == ["for", "against", "open"]
