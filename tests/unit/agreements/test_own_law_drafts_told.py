"""All that is told of instructions, assurances and breaches: each field, bound, day, in order."""

from collections.abc import Mapping
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
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem

OWN, TODAY, TOMORROW = CountryCode("UA"), "2026-11-21", "2026-11-22"
INSTRUCTION = InstructionDraft(
    effect="hold",
    to="approver",
    from_on="2026-11-01",
    office="The ministry",
    reference="7",
    dated="2026-10-30",
    source="A letter, in the safe",
    text="Hold it.",
)
ASSURANCE = AssuranceDraft(
    partner="KE",
    assurance="confidentiality",
    given_by="The commissioner",
    document="Note 1",
    given_on="2026-01-01",
    from_on="2026-01-01",
)
BREACH = BreachDraft(partner="KE", what="It was read out.", known_on=TODAY, source="A letter")
Draft = InstructionDraft | AssuranceDraft | BreachDraft
TEXTS = [
    (INSTRUCTION, "office", 200),
    (INSTRUCTION, "reference", 100),
    (INSTRUCTION, "source", 1000),
    (INSTRUCTION, "text", 8000),
    (ASSURANCE, "unit", 200),
    (ASSURANCE, "given_by", 200),
    (ASSURANCE, "document", 1000),
    (BREACH, "unit", 200),
    (BREACH, "item", 100),
    (BREACH, "what", 8000),
    (BREACH, "source", 1000),
]
OF_ONE_LINE = {"office", "reference", "unit", "given_by", "item"}
TOO_LONG, HIDDEN = "longer_than_allowed", "hidden_characters"


def told(draft: Draft, changes: Mapping[str, Any] | None = None) -> list[Problem]:
    """Return what is told of a draft with some of its fields typed otherwise."""
    match replace(draft, **changes or {}):
        case InstructionDraft() as changed:
            return list(problems_in_instruction(changed))
        case AssuranceDraft() as changed:
            return list(problems_in_assurance(changed, own=OWN))
        case BreachDraft() as changed:
            return list(problems_in_breach(changed, own=OWN, on=date.fromisoformat(TODAY)))


def problems(code: str, *fields: str) -> list[Problem]:
    return [Problem(code, field) for field in fields]


@pytest.mark.parametrize(
    ("blank", "owed"),
    [
        (InstructionDraft(), "effect to from_on office reference dated source text"),
        (AssuranceDraft(), "partner assurance given_by document given_on from_on"),
        (BreachDraft(breaker=""), "breaker partner what known_on source"),
    ],
)
def test_a_blank_draft_is_told_every_field_it_owes_in_the_order_of_the_form(
    blank: Draft, owed: str
) -> None:
    assert told(blank) == problems("left_empty", *owed.split())


@pytest.mark.parametrize(
    "to", ["central_unit", "treaty_desk", "approver", "data_protection_officer"]
)
def test_an_instruction_may_leave_a_decision_to_each_office_that_decides(to: str) -> None:
    assert told(INSTRUCTION, {"to": to}) == []


@pytest.mark.parametrize(
    "to", ["request_officer", "investigator", "aeo_manager", "attache", "node_administrator"]
)
def test_an_instruction_leaves_no_decision_to_an_office_that_decides_nothing(to: str) -> None:
    assert told(INSTRUCTION, {"to": to}) == problems("not_offered", "to")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (INSTRUCTION, "from_on"),
        (INSTRUCTION, "until_on"),
        (INSTRUCTION, "dated"),
        (ASSURANCE, "given_on"),
        (ASSURANCE, "from_on"),
        (ASSURANCE, "until_on"),
        (BREACH, "happened_on"),
        (BREACH, "known_on"),
    ],
)
def test_a_day_that_no_calendar_has_is_named_by_its_field(draft: Draft, field: str) -> None:
    assert told(draft, {field: "2026-02-30"}) == problems("no_such_day", field)


@pytest.mark.parametrize("draft", [INSTRUCTION, ASSURANCE])
def test_a_period_lasts_a_day_at_least(draft: InstructionDraft | AssuranceDraft) -> None:
    days = {"from_on": TODAY, "until_on": TODAY}
    assert told(draft, days) == problems("ends_before_it_starts", "until_on")
    assert told(draft, {**days, "until_on": TOMORROW}) == []


@pytest.mark.parametrize("field", ["happened_on", "known_on"])
def test_a_breach_is_reported_on_its_day_and_not_before(field: str) -> None:
    assert told(BREACH, {field: TODAY}) == []
    assert told(BREACH, {field: TOMORROW}) == problems("day_lies_ahead", field)


@pytest.mark.parametrize("draft", [ASSURANCE, BREACH])
def test_a_partner_is_another_country(draft: AssuranceDraft | BreachDraft) -> None:
    assert told(draft, {"partner": "UA"}) == problems("partner_is_ourselves", "partner")
    assert told(draft, {"partner": "Kenya"}) == problems("not_offered", "partner")


def test_a_breach_names_a_promise_that_can_be_given_or_none() -> None:
    for named in ("", "confidentiality", "law-enforcement-use"):
        assert told(BREACH, {"assurance": named}) == []
    assert told(BREACH, {"assurance": "good-will"}) == problems("not_offered", "assurance")


@pytest.mark.parametrize(("draft", "field", "longest"), TEXTS)
def test_a_text_as_long_as_allowed_is_taken_and_the_limit_told_of_a_longer_one(
    draft: Draft, field: str, longest: int
) -> None:
    assert told(draft, {field: "x" * longest}) == []
    too_long = Problem(TOO_LONG, field, (("limit", str(longest)),))
    assert told(draft, {field: "x" * (longest + 1)}) == [too_long]


@pytest.mark.parametrize(("draft", "field"), [(draft, field) for draft, field, _ in TEXTS])
def test_only_what_is_told_at_length_has_several_lines(draft: Draft, field: str) -> None:
    refused = problems(HIDDEN, field) if field in OF_ONE_LINE else []
    assert told(draft, {field: "First,\nsecond."}) == refused


@pytest.mark.parametrize(("draft", "field"), [(draft, field) for draft, field, _ in TEXTS])
def test_no_text_reads_backwards(draft: Draft, field: str) -> None:
    assert told(draft, {field: "\u202etsrif"}) == problems(HIDDEN, field)


def test_a_reason_has_two_thousand_characters_in_several_lines() -> None:
    assert problems_in_reason("x\n" * 1000) == ()
    too_long = Problem(TOO_LONG, "reason", (("limit", "2000"),))
    assert problems_in_reason("x" * 2000 + "\u202e") == (too_long, Problem(HIDDEN, "reason"))


def test_everything_wrong_with_an_instruction_is_told_at_once_and_in_order() -> None:
    wrong = InstructionDraft(
        effect="forbid",
        to="auditor",
        partners=("KE", "QQ", "XX"),
        kinds=("gossip", "rumour"),
        purposes=("fun",),
        acts=("ask", "gossip"),
        from_on=TODAY,
        until_on=TODAY,
        office="Two\nlines",
        reference="7" * 101,
        dated="yesterday",
        source="A letter",
        text=" ",
    )
    assert told(wrong) == [
        *problems("left_empty", "text"),
        *problems("not_offered", "effect", "to", "kinds", "purposes", "acts"),
        *problems("not_offered", "partners", "partners"),
        *problems("no_such_day", "dated"),
        *problems("ends_before_it_starts", "until_on"),
        *problems(HIDDEN, "office"),
        Problem(TOO_LONG, "reference", (("limit", "100"),)),
    ]


def test_everything_wrong_with_an_assurance_is_told_at_once_and_in_order() -> None:
    wrong = AssuranceDraft(
        partner="UA",
        unit="Two\nlines",
        assurance="good-will",
        given_by="",
        document="\u202e1 etoN",
        given_on="yesterday",
        from_on=TODAY,
        until_on=TODAY,
    )
    assert told(wrong) == [
        *problems("left_empty", "given_by"),
        *problems("partner_is_ourselves", "partner"),
        *problems("not_offered", "assurance"),
        *problems("no_such_day", "given_on"),
        *problems("ends_before_it_starts", "until_on"),
        *problems(HIDDEN, "unit", "document"),
    ]


def test_everything_wrong_with_a_breach_is_told_at_once_and_in_order() -> None:
    wrong = BreachDraft(
        breaker="nobody",
        partner="UA",
        unit="Two\nlines",
        assurance="good-will",
        item="Two\nlines",
        what="\u202eti",
        happened_on="yesterday",
        known_on=TOMORROW,
        source=" ",
    )
    assert told(wrong) == [
        *problems("left_empty", "source"),
        *problems("not_offered", "breaker"),
        *problems("partner_is_ourselves", "partner"),
        *problems("not_offered", "assurance"),
        *problems("no_such_day", "happened_on"),
        *problems("day_lies_ahead", "known_on"),
        *problems(HIDDEN, "unit", "item", "what"),
    ]
