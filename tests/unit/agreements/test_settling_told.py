"""All that is told of a settlement that cannot be made: the field, the facts, the order."""

from dataclasses import replace
from typing import Any

import pytest

from comity.agreements.rules import problems_in_settlement
from comity.agreements.terms import CATALOGUE, Matter, ProvisionKind, Settlement
from comity.agreements.wording import FAULTS
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from tests.spec.language import agreement, day, register, settlement

HELD = register(agreement("ke-ua"))
ON = day("2026-11-20")
KE, CN = CountryCode("KE"), CountryCode("CN")


def told(made: Settlement) -> list[Problem]:
    """Return what is told of a settlement; each sentence has all the facts it speaks of."""
    problems = problems_in_settlement(HELD, made)
    assert all(words(problem) for problem in problems)
    return list(problems)


def words(problem: Problem) -> str:
    return FAULTS[problem.code].format(**dict(problem.facts))


def unsaid(field: str) -> Problem:
    return Problem("settlement_incomplete", field, (("field", field),))


def about_nothing(about: str) -> Problem:
    return Problem("settlement_about_nothing", "about", (("about", about),))


@pytest.mark.parametrize("field", ["states", "source", "by"])
def test_a_settlement_says_what_it_states_who_says_so_and_where_it_was_read(field: str) -> None:
    made = settlement("domestic/ke", "own-law")
    assert told(made) == []
    blank: dict[str, Any] = {field: " \n"}
    assert told(replace(made, **blank)) == [unsaid(field)]


@pytest.mark.parametrize("about", ["ke-ua-1066", "domestic/ke", ""])
def test_a_term_or_an_event_is_settled_of_an_agreement_in_the_register(about: str) -> None:
    term = settlement(about, "term", provision="use.purpose")
    event = settlement(about, "event", event="signed", event_on=ON)
    assert told(term) == told(event) == [about_nothing(about)]


@pytest.mark.parametrize(
    "about", ["ke-ua", "ke", "domestic/", "domestic/KE", "domestic/xx", "domestic/domestic/ke"]
)
def test_own_law_is_settled_of_a_country(about: str) -> None:
    assert told(settlement(about, "own-law")) == [about_nothing(about)]


def test_a_term_names_its_kind_of_provision() -> None:
    assert told(settlement("ke-ua", "term")) == [unsaid("provision")]
    assert told(settlement("ke-ua", "term", parameters=(("age", 3),))) == [unsaid("provision")]


def test_each_parameter_that_is_refused_is_told_with_its_value() -> None:
    given = (("age", 3), ("days", "ninety"), ("counted_from", " "))
    refused = told(settlement("ke-ua", "term", provision="exe.deadline", parameters=given))
    assert [(each.code, each.field) for each in refused] == [
        ("unknown_parameter", "parameters.age"),
        ("wrong_type", "parameters.days"),
        ("empty_text", "parameters.counted_from"),
    ]
    assert [dict(each.facts)["value"] for each in refused] == ["3", "ninety", " "]
    assert words(refused[1]) == "days must be: whole number above nought."


def test_a_choice_that_is_refused_is_told_with_the_known_ones() -> None:
    given = (("criminal", "perhaps"),)
    [refused] = told(settlement("ke-ua", "term", provision="use.proceedings", parameters=given))
    known = CATALOGUE[ProvisionKind("use.proceedings")].parameters["criminal"].choices
    assert words(refused) == f"criminal cannot be “perhaps”. Known: {', '.join(sorted(known))}"


def test_an_event_names_what_happened_and_the_day() -> None:
    assert told(settlement("ke-ua", "event", event="signed")) == [unsaid("event_on")]
    assert told(settlement("ke-ua", "event", event_on=ON)) == [unsaid("event")]
    assert told(settlement("ke-ua", "event")) == [unsaid("event"), unsaid("event_on")]


def test_an_event_concerns_a_party_to_the_agreement_or_all_of_them() -> None:
    happened = settlement("ke-ua", "event", event="signed", event_on=ON)
    assert told(happened) == told(replace(happened, party=KE)) == []
    stranger = Problem("party_not_in_instrument", "party", (("party", "CN"),))
    assert told(replace(happened, party=CN)) == [stranger]
    assert told(replace(happened, about="ke-xx", party=CN)) == [about_nothing("ke-xx")]


def test_everything_wrong_with_a_settlement_is_told_at_once_and_in_order() -> None:
    words = [unsaid("states"), unsaid("source"), unsaid("by")]
    empty = Settlement("nothing", Matter.EVENT, states="", source="", by="", on=ON)
    subject = about_nothing("nothing")
    assert told(empty) == [*words, subject, unsaid("event"), unsaid("event_on")]
    assert told(replace(empty, matter=Matter.TERM)) == [*words, subject, unsaid("provision")]
    assert told(replace(empty, matter=Matter.OWN_LAW)) == [*words, subject]
