"""What is wrong with what officers type of instructions, assurances and breaches."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.agreements.rules.own_law_drafts import (
    problems_in_assurance,
    problems_in_breach,
    problems_in_instruction,
    problems_in_reason,
)
from comity.agreements.terms import AssuranceDraft, BreachDraft, InstructionDraft
from comity.agreements.wording import SENTENCES
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem

US, ON = CountryCode("US"), date(2026, 11, 21)
ORDER = InstructionDraft(
    effect="hold",
    to="central_unit",
    from_on="2026-11-01",
    office="The office",
    reference="7",
    dated="2026-10-30",
    source="A letter",
    text="Hold it.",
)
PROMISE = AssuranceDraft(
    partner="UA",
    assurance="confidentiality",
    given_by="Somebody",
    document="Note 1",
    given_on="2026-01-01",
    from_on="2026-01-01",
)
BROKEN = BreachDraft(partner="UA", what="It.", known_on="2026-11-21", source="A letter")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    assert all(problem.code in SENTENCES for problem in problems)
    return [(problem.code, problem.field) for problem in problems]


def test_what_is_whole_is_taken() -> None:
    assert problems_in_instruction(ORDER) == ()
    assert problems_in_assurance(PROMISE, own=US) == ()
    assert problems_in_breach(BROKEN, own=US, on=ON) == ()
    assert problems_in_reason("Because.") == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": " "}, ("left_empty", "text")),
        ({"effect": "forbid"}, ("not_offered", "effect")),
        ({"to": "auditor"}, ("not_offered", "to")),
        ({"acts": ("ask", "gossip")}, ("not_offered", "acts")),
        ({"kinds": ("gossip",)}, ("not_offered", "kinds")),
        ({"purposes": ("fun",)}, ("not_offered", "purposes")),
        ({"partners": ("UA", "QQ")}, ("not_offered", "partners")),
        ({"dated": "20261030"}, ("no_such_day", "dated")),
        ({"from_on": "2026-02-30"}, ("no_such_day", "from_on")),
        ({"until_on": "2026-11-01"}, ("ends_before_it_starts", "until_on")),
        ({"reference": "7" * 101}, ("longer_than_allowed", "reference")),
        ({"office": "two\nlines"}, ("hidden_characters", "office")),
    ],
)
def test_each_fault_of_an_instruction_is_named_by_its_field(
    change: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert told(problems_in_instruction(replace(ORDER, **change))) == [problem]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"partner": "US"}, ("partner_is_ourselves", "partner")),
        ({"partner": "QQ"}, ("not_offered", "partner")),
        ({"partner": ""}, ("left_empty", "partner")),
        ({"assurance": "good-will"}, ("not_offered", "assurance")),
        ({"until_on": "2025-01-01"}, ("ends_before_it_starts", "until_on")),
    ],
)
def test_each_fault_of_a_promise_is_named_by_its_field(
    change: dict[str, str], problem: tuple[str, str]
) -> None:
    assert told(problems_in_assurance(replace(PROMISE, **change), own=US)) == [problem]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"breaker": "nobody"}, ("not_offered", "breaker")),
        ({"known_on": "2026-11-22"}, ("day_lies_ahead", "known_on")),
        ({"happened_on": "2026-13-01"}, ("no_such_day", "happened_on")),
        ({"what": ""}, ("left_empty", "what")),
    ],
)
def test_each_fault_of_a_report_is_named_by_its_field(
    change: dict[str, str], problem: tuple[str, str]
) -> None:
    assert told(problems_in_breach(replace(BROKEN, **change), own=US, on=ON)) == [problem]


def test_a_reason_is_owed_and_bounded() -> None:
    assert told(problems_in_reason(" ")) == [("left_empty", "reason")]
    assert told(problems_in_reason("x" * 2001)) == [("longer_than_allowed", "reason")]
    assert told(problems_in_reason("\u202ebackwards")) == [("hidden_characters", "reason")]
