"""Conditions: what follows from a permission, with its day where that can be known."""

from datetime import date
from typing import Any

from comity.agreements.rules import rule_on_answering, rule_on_asking
from comity.agreements.terms import Answer, Ask, AssistanceKind, Instrument
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Condition, Permission
from tests.spec.language import agreement, day, own_law, register, with_parameters

ON = day("2026-11-21")
ASK = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)


def text(kind: str, **parameters: Any) -> Instrument:
    made = agreement(covers={"Art. 4": "info.assessment", "Art. 9": kind})
    return with_parameters(made, kind, **parameters)


def asked(held: Instrument, *, oral: bool = False) -> tuple[Condition, ...]:
    act = Ask(ASK.requesting, ASK.requested, ASK.kind, oral=oral)
    ruling = rule_on_asking(register(held), act, on=ON)
    assert isinstance(ruling, Permission)
    return ruling.conditions


def answered(held: Instrument, received_on: date | None = None) -> tuple[Condition, ...]:
    act = Answer(ASK, received_on=received_on)
    ruling = rule_on_answering(register(held, laws=(own_law("UA"),)), act, on=ON)
    assert isinstance(ruling, Permission)
    return ruling.conditions


def told(conditions: tuple[Condition, ...]) -> dict[str, str]:
    return {each.code: dict(each.facts).get("day", "") for each in conditions}


def test_days_to_answer_run_from_the_day_of_the_request() -> None:
    ninety = text("exe.deadline", days=90)
    assert told(asked(ninety)) == {"answer_by": "2027-02-19"}
    assert told(answered(ninety, day("2026-10-01"))) == {"answer_by": "2026-12-30"}
    assert told(answered(ninety)) == {"answer_days": ""}
    other = text("exe.deadline", days=90, counted_from="end of the enquiry")
    assert told(asked(other)) == {"answer_days": ""}


def test_what_was_put_by_word_of_mouth_is_confirmed_in_writing() -> None:
    form = text("req.form", confirm_days=10)
    assert told(asked(form, oral=True)) == {"request_form": "", "confirm_oral_by": "2026-12-01"}
    assert told(asked(form)) == {"request_form": ""}
    assert "confirm_oral" in told(asked(text("req.form"), oral=True))


def test_days_of_keeping_run_from_the_day_of_supply() -> None:
    kept = text("data.retention", max_days=365)
    assert told(answered(kept)) == {"keep_no_longer_than": "2027-11-21"}
    assert told(asked(kept)) == {"keep_days": ""}
    by_case = text("data.retention", max_days=365, event="end of the case")
    assert told(answered(by_case)) == {"keep_days": ""}


def test_consent_before_court_and_notice_before_disclosure_are_told() -> None:
    court = text("use.proceedings", criminal="consent", civil="yes", form_of_consent="written")
    asking = next(c for c in asked(court) if c.code == "consent_before_court")
    assert dict(asking.facts) == {"form": "written", "proceedings": "criminal"}
    assert told(asked(text("use.legal_duty", days=5))) == {"legal_duty_notice_days": ""}
