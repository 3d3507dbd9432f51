"""What of a draft looks mistyped, and that it is told beside the right field."""

from dataclasses import fields
from datetime import date
from typing import Any

from comity.assistance.doubts import DOUBTED, doubts_in_draft
from comity.assistance.rules import problems_in
from comity.assistance.terms import RequestDraft


def found(**typed: Any) -> list[tuple[str, str, str]]:
    doubts = doubts_in_draft(RequestDraft(**typed))
    return [(doubt.field, doubt.code, doubt.about) for doubt in doubts]


def test_a_doubt_stands_at_the_field_in_which_the_number_was_typed() -> None:
    assert found(hs_code="9801") == [("hs_code", "hs_national", "")]
    assert found(consignment_reference="26ZZ401010ABCDEF15") == [
        ("consignment_reference", "country_of_number", "")
    ]
    for field in ("subject", "facts", "parties", "goods_description", "enquiries_made", "asked"):
        assert found(**{field: "on board of IMO 9074728"}) == [(field, "check_digit", "9074728")]


def test_what_keeps_a_request_back_is_not_told_twice() -> None:
    draft = RequestDraft(hs_code="73089")
    assert doubts_in_draft(draft) == ()
    assert "hs_code_malformed" in {each.code for each in problems_in(draft, on=date(2026, 11, 21))}


def test_a_declaration_of_a_country_without_such_numbers_raises_no_doubt() -> None:
    assert found(consignment_reference="UA100000/2026/000123") == []
    assert found(hs_code="8482.10", facts="Invoice 9074728, box 12.") == []


def test_every_doubt_has_a_field_of_the_draft_to_stand_at() -> None:
    assert set(DOUBTED) <= {field.name for field in fields(RequestDraft)}
    everywhere: dict[str, Any] = dict.fromkeys(DOUBTED, "IMO 9074728")
    doubts = doubts_in_draft(RequestDraft(**everywhere))
    assert {doubt.field for doubt in doubts} <= set(DOUBTED)
