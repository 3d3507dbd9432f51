"""Settlements: what is wrong is named at once, and what was typed survives being stored."""

import pytest

from comity.agreements.rules import problems_in_settlement
from comity.agreements.terms import (
    AssistanceKind,
    Assurance,
    Matter,
    Settlement,
    settlement_data,
    settlement_from,
)
from comity.agreements.wording import FAULTS
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError
from tests.spec.language import agreement, day, register, settlement

HELD = register(agreement(assumes=("use.purpose",)))
ON = day("2026-11-20")
KE, UA, CN = CountryCode("KE"), CountryCode("UA"), CountryCode("CN")
PURPOSES = (("purposes", ("other",)),)
BOTH = frozenset(Assurance)
AGE = (("age", 3),)


def read_back(made: Settlement) -> Settlement:
    return settlement_from(settlement_data(made), about=made.about, by=made.by, on=made.on)


@pytest.mark.parametrize(
    "made",
    [
        settlement("ke-ua", "term", provision="use.purpose", parameters=PURPOSES),
        settlement("ke-ua", "term", provision="exe.deadline", parameters=(("days", 90),)),
        settlement("ke-ua", "event", event="entered-into-force", event_on=ON, party=KE),
        settlement("domestic/ke", "own-law", kinds=frozenset({AssistanceKind.RECOVERY})),
    ],
)  # fmt: skip
def test_a_settlement_is_taken_and_survives_being_stored(made: Settlement) -> None:
    assert problems_in_settlement(HELD, made) == ()
    assert read_back(made) == made


@pytest.mark.parametrize(
    ("about", "matter", "stated", "field"),
    [
        ("ke-ua-1066", "term", {"provision": "use.purpose"}, "about"),
        ("ke-ua", "own-law", {}, "about"),
        ("domestic/xx", "own-law", {}, "about"),
        ("domestic/KE", "own-law", {}, "about"),
        ("ke-ua", "term", {}, "provision"),
        ("ke-ua", "term", {"provision": "ex.burden", "parameters": AGE}, "parameters.age"),
        ("ke-ua", "event", {"event": "signed"}, "event_on"),
        ("ke-ua", "event", {"event_on": ON}, "event"),
        ("ke-ua", "event", {"event": "signed", "event_on": ON, "party": CN}, "party"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_field(
    about: str, matter: str, stated: dict[str, object], field: str
) -> None:
    problems = problems_in_settlement(HELD, settlement(about, matter, **stated))
    assert [problem.field for problem in problems] == [field]
    assert all(problem.code in FAULTS for problem in problems)


def test_a_settlement_without_source_or_statement_is_an_opinion() -> None:
    bare = Settlement("domestic/ke", Matter.OWN_LAW, states=" ", source="", by="", on=ON)
    assert [p.field for p in problems_in_settlement(HELD, bare)] == ["states", "source", "by"]


def test_everything_that_cannot_be_read_is_named_at_once() -> None:
    typed = {
        "matter": "gossip",
        "states": 7,
        "provision": "info.gossip",
        "event_on": "yesterday",
        "party": "XX",
        "kinds": ["gossip"],
        "assurances": "all",
        "parameters": [],
        "colour": "red",
    }
    with pytest.raises(InvalidDraftError) as refused:
        settlement_from(typed, about="ke-ua", by="a clerk", on=ON)
    fields = {problem.field for problem in refused.value.problems}
    assert fields == typed.keys() - {"parameters"}
    with pytest.raises(InvalidDraftError):
        settlement_from({"parameters": "x"}, about="ke-ua", by="a clerk", on=ON)
    assert all(problem.code in FAULTS for problem in refused.value.problems)


def test_a_later_settlement_prevails() -> None:
    first = settlement("ke-ua", "term", provision="use.purpose", article="Art. 1")
    second = settlement("ke-ua", "term", provision="use.purpose", article="Art. 2")
    held = HELD.with_settlements([first]).with_settlements([second]).instrument("ke-ua")
    assert held.provisions[0].article == "Art. 2"
