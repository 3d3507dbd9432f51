"""What is wrong with a draft is said once, for every door."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.agreements.terms import AssistanceKind, Assurance, DataCategory, ProvisionKind, Purpose
from comity.assistance.rules import (
    answer_in,
    ask_in,
    problems_in,
    problems_in_answer,
    problems_in_text,
    unstorable,
)
from comity.assistance.terms import LIMITS, AnswerDraft, RequestDraft

ON = date(2026, 11, 21)
WHOLE = RequestDraft(
    partner="UA",
    kind="origin-and-value",
    purpose="duty-assessment",
    subject="Ball bearings, suspected undervaluation",
    facts="Like goods entered at four times the price.\nThe invoice number was used before.",
    asked="The value declared for export, and a copy of the invoice.",
    legal_elements="19 USC 1401a",
    proceedings_nature="administrative",
    enquiries_made="Invoice and payment record were inspected.",
)
ANSWER = AnswerDraft(text="The export value was USD 71 760.", purposes=("duty-assessment",))


def codes(draft: RequestDraft) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems_in(draft, on=ON)}


def test_a_whole_draft_has_no_problem() -> None:
    assert problems_in(WHOLE, on=ON) == ()


def test_an_empty_draft_misses_what_no_request_goes_out_without_and_may_be_kept() -> None:
    problems = problems_in(RequestDraft(), on=ON)
    assert {problem.code for problem in problems} == {"missing"}
    assert len(problems) == 9
    assert unstorable(problems) == ()


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("partner", "ZZ", "unknown_country"),
        ("partner", "ua", "unknown_country"),
        ("origin_country", "Q1", "unknown_country"),
        ("kind", "favours", "unknown_code"),
        ("purpose", "curiosity", "unknown_code"),
        ("proceedings_nature", "duel", "unknown_code"),
        ("subject", " \t ", "missing"),
        ("subject", "x" * 151, "too_long"),
        ("subject", "two\nlines", "control_characters"),
        ("facts", "nul \x00", "control_characters"),
        ("facts", "reversed \u202efdp.exe", "control_characters"),
        ("facts", "half a letter \ud800", "control_characters"),
        ("hs_code", "84a", "hs_code_malformed"),
        ("hs_code", "848", "hs_code_malformed"),
        ("reply_wanted_on", "soon", "not_a_day"),
        ("reply_wanted_on", "2026-02-30", "not_a_day"),
        ("reply_wanted_on", "2026-W48-1", "not_a_day"),
        ("reply_wanted_on", "2026-11-20", "day_passed"),
        ("reply_wanted_on", "2036-11-20", "day_too_far"),
    ],
)
def test_a_wrong_value_is_named_by_field_and_code(field: str, typed: str, code: str) -> None:
    change: dict[str, Any] = {field: typed}
    assert (field, code) in codes(replace(WHOLE, **change))


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("125000.00", "USD", set()),
        ("0", "USD", set()),
        ("-1", "USD", {("value_amount", "negative_value")}),
        ("12,5", "USD", {("value_amount", "not_an_amount")}),
        ("١٢", "USD", {("value_amount", "not_an_amount")}),
        ("1e9", "USD", {("value_amount", "not_an_amount")}),
        ("10", "", {("value_currency", "currency_missing")}),
        ("10", "usd", set()),
        ("10", "ﬆd", {("value_currency", "currency_malformed")}),
        ("12 500.00", "USD", set()),
        ("12\u202f500", "USD", set()),
        ("12 50", "USD", {("value_amount", "not_an_amount")}),
        ("12 500,00", "USD", {("value_amount", "not_an_amount")}),
        ("12,500.00", "USD", {("value_amount", "not_an_amount")}),
        ("-1 000", "USD", {("value_amount", "negative_value")}),
    ],
)
def test_an_amount_is_exact_and_has_a_currency(
    amount: str, currency: str, expected: set[tuple[str, str]]
) -> None:
    assert codes(replace(WHOLE, value_amount=amount, value_currency=currency)) == expected


def test_a_value_is_kept_in_one_form_and_what_is_ambiguous_as_it_was_typed() -> None:
    tidy = replace(WHOLE, value_amount=" 1 234\u2009567.50 ", value_currency="eur").tidied()
    assert (tidy.value_amount, tidy.value_currency) == ("1234567.50", "EUR")
    kept = replace(WHOLE, value_amount="1.234,50", value_currency="€").tidied()
    assert (kept.value_amount, kept.value_currency) == ("1.234,50", "€")


def test_what_cannot_be_kept_is_told_apart_from_what_is_only_not_ready() -> None:
    draft = replace(WHOLE, facts="x" * 8001, kind="favours", asked="bell \x07", partner="U/")
    kept_out = {(p.field, p.code) for p in unstorable(problems_in(draft, on=ON))}
    assert kept_out == {
        ("facts", "too_long"),
        ("asked", "control_characters"),
        ("partner", "unknown_country"),
    }


def test_arabic_with_direction_marks_and_cyrillic_are_taken() -> None:
    draft = replace(WHOLE, subject="شركة \u200fالنيل", parties="ТОВ «Дніпро»\nКиїв")
    assert problems_in(draft, on=ON) == ()


def test_what_was_typed_right_can_be_read() -> None:
    draft = replace(WHOLE, reply_wanted_on="2026-12-24", value_amount="10.50")
    assert draft.reply_day == date(2026, 12, 24)
    assert str(draft.amount) == "10.50"
    assert replace(draft, reply_wanted_on="never").reply_day is None
    assert replace(draft, value_amount="NaN").amount is None
    assert replace(draft, value_amount="much").amount is None


def test_a_draft_means_an_act_of_asking_once_partner_and_kind_are_chosen() -> None:
    ask = ask_in(WHOLE, requesting="US")
    assert ask is not None
    assert (ask.requesting, ask.requested) == ("US", "UA")
    assert (ask.kind, ask.purpose) == (AssistanceKind.ORIGIN_AND_VALUE, Purpose.DUTY_ASSESSMENT)
    assert ask_in(replace(WHOLE, partner=""), requesting="US") is None
    assert ask_in(replace(WHOLE, kind=""), requesting="US") is None
    unstated = ask_in(replace(WHOLE, purpose=""), requesting="US")
    assert unstated is not None
    assert unstated.purpose is None


def test_an_answer_means_an_act_with_what_it_contains_and_what_was_promised() -> None:
    request = replace(WHOLE, assures_confidentiality=True, assures_law_enforcement_use=True)
    ask = ask_in(request, requesting="US")
    assert ask is not None
    draft = replace(ANSWER, categories=("personal",), touches=("ex.secret",))
    act = answer_in(draft, ask=ask, request=request)
    assert act.categories == {DataCategory.PERSONAL}
    assert act.touches == {ProvisionKind.EX_SECRET}
    assert act.assurances == set(Assurance)
    assert answer_in(ANSWER, ask=ask, request=WHOLE).assurances == frozenset()


def test_a_whole_answer_has_no_problem() -> None:
    assert problems_in_answer(ANSWER) == ()
    assert problems_in_answer(replace(ANSWER, handling="H1", retention_days=1095)) == ()


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"text": " "}, "text", "missing"),
        ({"text": "x" * 20001}, "text", "too_long"),
        ({"text": "\x1b[2J"}, "text", "control_characters"),
        ({"purposes": ()}, "purposes", "missing"),
        ({"purposes": ("curiosity",)}, "purposes", "unknown_code"),
        ({"proceedings": ("duel",)}, "proceedings", "unknown_code"),
        ({"onward": "perhaps"}, "onward", "unknown_code"),
        ({"handling": "H9"}, "handling", "unknown_code"),
        ({"categories": ("gossip",)}, "categories", "unknown_code"),
        ({"touches": ("info.assessment",)}, "touches", "unknown_code"),
        ({"retention_days": 0}, "retention_days", "retention_out_of_range"),
        ({"retention_days": 10**9}, "retention_days", "retention_out_of_range"),
    ],
)
def test_a_wrong_value_in_an_answer_is_named(change: dict[str, Any], field: str, code: str) -> None:
    problems = problems_in_answer(replace(ANSWER, **change))
    assert (field, code) in {(problem.field, problem.code) for problem in problems}


@pytest.mark.parametrize(
    "change",
    [
        {"purposes": ("curiosity",)},
        {"proceedings": ("duel",)},
        {"onward": "perhaps"},
        {"onward": ""},
        {"handling": "H9"},
        {"categories": ("gossip",)},
        {"touches": ("info.assessment",)},
    ],
)
def test_an_answer_holds_known_codes_even_as_a_draft(change: dict[str, Any]) -> None:
    problems = problems_in_answer(replace(ANSWER, **change))
    assert [problem.field for problem in unstorable(problems)] == list(change)


def test_a_reason_is_owed_and_bounded() -> None:
    assert [p.code for p in problems_in_text("", field="reason")] == ["missing"]
    assert [p.code for p in problems_in_text("x" * 2001, field="reason")] == ["too_long"]
    assert problems_in_text("The article is missing.\nSee Art. 4.", field="reason") == ()


def test_every_field_of_both_drafts_has_a_limit_or_is_no_text() -> None:
    texts = [name for name, value in vars_of(RequestDraft()) if isinstance(value, str)]
    texts += [name for name, value in vars_of(AnswerDraft()) if isinstance(value, str)]
    assert set(texts) <= set(LIMITS)


def vars_of(draft: RequestDraft | AnswerDraft) -> list[tuple[str, object]]:
    return [(name, getattr(draft, name)) for name in draft.__dataclass_fields__]
