"""Conditions that count days, and how they name what a text lists."""

from datetime import date
from typing import Any

import pytest

from comity.agreements.rules.conditions import conditions_of
from tests.spec.language import agreement, day, with_parameters

ON = day("2026-11-21")


def the_one(
    kind: str, supplied_on: date | None = None, **parameters: Any
) -> tuple[str, dict[str, str]]:
    text = with_parameters(agreement(covers={"Art. 9": kind}), kind, **parameters)
    (condition,) = conditions_of(text, on=ON, asked_on=ON, supplied_on=supplied_on)
    return condition.code, dict(condition.facts)


def test_what_was_lent_goes_back_by_a_day_once_it_was_supplied() -> None:
    told = {"due_days": "30", "days": "30"}
    assert the_one("doc.return", due_days=30) == ("return_days", told)
    by = {**told, "day": "2026-12-21"}
    assert the_one("doc.return", ON, due_days=30) == ("return_by", by)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("use.legal_duty", "legal_duty_notice_days"),
        ("use.notice_of_evidence", "notice_of_evidence_days"),
        ("data.breach", "report_misuse_days"),
    ],
)
def test_days_that_run_from_an_event_to_come_are_told_as_a_number(kind: str, code: str) -> None:
    assert the_one(kind, ON, days=5) == (code, {"days": "5"})


def test_purposes_are_told_in_words() -> None:
    code, facts = the_one("use.purpose", purposes=("duty-assessment", "statistics"))
    assert (code, facts["purposes"]) == (
        "use_for_purposes_only",
        "assessment of duties, statistics",
    )


def test_a_request_in_writing_is_not_confirmed_in_writing() -> None:
    assert the_one("req.form", confirm_days=10)[0] == "request_form"
