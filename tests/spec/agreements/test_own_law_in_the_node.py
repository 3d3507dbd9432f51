"""Own law that lives in the node: instructions, promises and broken promises decide for their days.

Register files hold what a legislator wrote. What the house orders, what partners promise and what
they break is kept in the node, and every ruling asks it too.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from comity.agreements.rules import rule_on_answering, rule_on_asking
from comity.agreements.terms import (
    ActKind,
    Answer,
    Ask,
    AssistanceKind,
    Bar,
    Breach,
    BreachState,
    DomesticLaw,
    Instruction,
    InstructionEffect,
    LivingLaw,
    Purpose,
)
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.rulings import Permission, Role, Ruling
from tests.spec.language import (
    READ,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law,
    register,
)

KE, UA = CountryCode("KE"), CountryCode("UA")
TEXT = agreement("ke-ua", covers={"Art. 4": "info.assessment"})
LAW = own_law("KE")
STRICT = replace(LAW, bars=(Bar("Section 2", READ, on_breach=True),))
HELD = register(TEXT, laws=(LAW,))
ASK = Ask(KE, UA, AssistanceKind.ORIGIN_AND_VALUE)
ASKED = Ask(UA, KE, AssistanceKind.ORIGIN_AND_VALUE)


def order(effect: str = "hold", **about: Any) -> Instruction:
    return Instruction("", InstructionEffect(effect), Role.TREATY_DESK, **about)


def test_an_instruction_counts_for_its_days_its_partner_its_act_and_its_purpose() -> None:
    """What an instruction does not speak of stays permitted."""
    period = Period(day("2026-01-01"), day("2026-07-01"))
    held = {
        "all": order(period=period),
        "ask": order(period=period, acts=frozenset({ActKind.ASK})),
        "cn": order(period=period, partners=frozenset({CountryCode("CN")})),
        "duty": order(period=period, purposes=frozenset({Purpose.DUTY_ASSESSMENT})),
        "tax": order(period=period, purposes=frozenset({Purpose.STATISTICS})),
        "recovery": order(period=period, kinds=frozenset({AssistanceKind.RECOVERY})),
    }
    rulings = """
        instruction | act    | on         | ruling
        all         | ask    | 2025-12-31 | permitted by Art. 4 of ke-ua
        all         | ask    | 2026-01-01 | referred to treaty_desk under ke-ua: instruction_hold
        all         | ask    | 2026-06-30 | referred to treaty_desk under ke-ua: instruction_hold
        all         | ask    | 2026-07-01 | permitted by Art. 4 of ke-ua
        all         | answer | 2026-06-30 | referred to treaty_desk under ke-ua: instruction_hold
        ask         | ask    | 2026-06-30 | referred to treaty_desk under ke-ua: instruction_hold
        ask         | answer | 2026-06-30 | permitted by Art. 4 of ke-ua
        cn          | ask    | 2026-06-30 | permitted by Art. 4 of ke-ua
        duty        | ask    | 2026-06-30 | referred to treaty_desk under ke-ua: instruction_hold
        tax         | ask    | 2026-06-30 | permitted by Art. 4 of ke-ua
        recovery    | ask    | 2026-06-30 | permitted by Art. 4 of ke-ua
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        known = HELD.with_living_law(LivingLaw(KE, (held[row["instruction"]],)))
        if row["act"] == "ask":
            return rule_on_asking(known, ASK, on=day(row["on"]))
        return rule_on_answering(known, Answer(ASKED), on=day(row["on"]))

    assert_rulings(rulings, rule)


def test_the_instruction_of_one_node_is_not_that_of_another() -> None:
    known = HELD.with_living_law(LivingLaw(UA, (order(),)))
    assert isinstance(rule_on_asking(known, ASK, on=day("2026-06-30")), Permission)


def test_a_ground_says_that_there_is_an_instruction_and_nothing_more() -> None:
    """How many there are is not told either: two that do the same are one ground."""
    known = HELD.with_living_law(LivingLaw(KE, (order(), order(), order("refer"))))
    ruling = rule_on_asking(known, ASK, on=day("2026-06-30"))
    assert in_words(ruling) == (
        "referred to treaty_desk under ke-ua: instruction_hold, instruction_refer"
    )
    assert {g.cites.code for g in ruling.grounds if g.code.startswith("instruction")} == {
        "cited_national_instruction"
    }
    assert all(not g.cites.facts for g in ruling.grounds if g.code.startswith("instruction"))


def test_a_higher_approval_is_a_condition_that_names_the_office() -> None:
    known = HELD.with_living_law(LivingLaw(KE, (order("higher-approval"),)))
    ruling = rule_on_asking(known, ASK, on=day("2026-06-30"))
    assert isinstance(ruling, Permission)
    assert ("approval_needed", (("role", "treaty_desk"),)) in [
        (condition.code, condition.facts) for condition in ruling.conditions
    ]


@pytest.mark.parametrize(
    ("law", "state", "ruling"),
    [
        (LAW, "alleged", "referred to central_unit under ke-ua: breach_alleged"),
        (LAW, "established", "referred to treaty_desk under ke-ua: breach_established"),
        (STRICT, "alleged", "referred to central_unit under ke-ua: breach_alleged"),
        (STRICT, "established", "refused: breach_barred"),
    ],
)
def test_a_broken_promise_stops_what_would_be_released(
    law: DomesticLaw, state: str, ruling: str
) -> None:
    """Where own law bars it, it refuses; elsewhere, and while it is alleged, a person decides."""
    period = Period(day("2026-03-01"), day("2026-05-01"))
    living = LivingLaw(KE, breaches=(Breach(UA, BreachState(state), period),))
    known = register(TEXT, laws=(law,)).with_living_law(living)
    assert in_words(rule_on_answering(known, Answer(ASKED), on=day("2026-03-01"))) == ruling
    for open_day in ("2026-02-28", "2026-05-01"):
        assert isinstance(rule_on_answering(known, Answer(ASKED), on=day(open_day)), Permission)


def test_where_the_agreement_lets_a_side_suspend_its_article_is_cited() -> None:
    text = replace(
        TEXT, provisions=(*TEXT.provisions, *agreement(covers={"Art. 9": "data.breach"}).provisions)
    )
    living = LivingLaw(KE, breaches=(Breach(UA, BreachState.ESTABLISHED, Period()),))
    known = register(text, laws=(LAW,)).with_living_law(living)
    ruling = rule_on_answering(known, Answer(ASKED), on=day("2026-03-01"))
    broken = next(g for g in ruling.grounds if g.code == "breach_established")
    assert ("article", "Art. 9") in broken.cites.facts


def test_what_a_partner_broke_is_no_reason_not_to_ask_it() -> None:
    living = LivingLaw(KE, breaches=(Breach(UA, BreachState.ESTABLISHED, Period()),))
    known = register(TEXT, laws=(STRICT,)).with_living_law(living)
    assert isinstance(rule_on_asking(known, ASK, on=day("2026-03-01")), Permission)
