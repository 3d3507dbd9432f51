"""What persons ask: the moves, the clock, and what is proposed."""

from datetime import date
from itertools import product

import pytest

from comity.assistance.access_rules import (
    SupplierLaw,
    answer_due,
    exemption_proposed,
    problems_in_law,
    problems_in_opinion,
    problems_in_subject,
    problems_in_verdict,
    state_after,
)
from comity.assistance.terms.access import (
    MOVES,
    LawDraft,
    OpinionDraft,
    SubjectDraft,
    SubjectMove,
    SubjectMoveError,
    SubjectState,
    VerdictDraft,
)
from comity.kernel.working_days import Calendar, Weekends

ON = date(2026, 11, 21)
WHOLE = SubjectDraft(
    right="access",
    person="Ivan Petrenko",
    identity="in_person",
    identity_on="2026-11-20",
    received_on="2026-11-19",
    asked="All of it.",
)


@pytest.mark.parametrize(("state", "move"), list(product(SubjectState, SubjectMove)))
def test_what_the_table_does_not_say_is_refused(state: SubjectState, move: SubjectMove) -> None:
    if (state, move) in MOVES:
        assert state_after(state, move) is MOVES[state, move]
        return
    with pytest.raises(SubjectMoveError):
        state_after(state, move)


def test_every_state_is_reached_from_the_first() -> None:
    reached = {SubjectState.OPEN}
    for _ in SubjectState:
        reached |= {after for (before, _move), after in MOVES.items() if before in reached}
    assert reached == set(SubjectState)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"right": "money"}, "right"),
        ({"person": ""}, "person"),
        ({"person": "Li"}, "person"),
        ({"identifiers": "12"}, "identifiers"),
        ({"identifiers": "\n".join(f"number {n}" for n in range(11))}, "identifiers"),
        ({"identity_on": ""}, "identity_on"),
        ({"received_on": "2026-11-31"}, "received_on"),
        ({"received_on": "2026-11-22"}, "received_on"),
        ({"asked": "\u202e"}, "asked"),
        ({"contact": "x" * 501}, "contact"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(change: dict[str, str], field: str) -> None:
    told = {name: getattr(WHOLE, name) for name in SubjectDraft.__slots__}
    problems = problems_in_subject(SubjectDraft(**{**told, **change}), on=ON)
    assert [problem.field for problem in problems] == [field]
    assert problems_in_subject(WHOLE, on=ON) == ()


def test_the_days_run_from_the_later_of_coming_and_showing_who_they_are() -> None:
    week = (Calendar("XX", Weekends()),)
    law = LawDraft(days=1, unit="working_days", article="x")

    def due(received: date, shown: date | None) -> date | None:
        return answer_due(law, received_on=received, identity_on=shown, calendars=week)

    friday, thursday = date(2026, 11, 20), date(2026, 11, 19)
    assert due(thursday, friday) == due(friday, thursday) == date(2026, 11, 23)
    assert due(friday, None) is None


def test_an_exemption_is_proposed_while_it_goes_on_and_where_the_supplier_is_heard() -> None:
    heard = SupplierLaw("Art. 19(3)", binds=True)
    propose = exemption_proposed
    assert propose(from_partner=True, going_on=True, heard=heard) == ("investigation", "")
    assert propose(from_partner=True, going_on=False, heard=heard) == (
        "partner_condition",
        "Art. 19(3)",
    )
    assert propose(from_partner=False, going_on=False, heard=heard) == ("", "")
    assert propose(from_partner=True, going_on=False, heard=SupplierLaw()) == ("", "")


def test_what_is_withheld_names_its_ground_and_article() -> None:
    assert problems_in_verdict(VerdictDraft("grant")) == ()
    named = [problem.field for problem in problems_in_verdict(VerdictDraft("neither"))]
    assert named == ["ground", "cites"]
    assert [each.field for each in problems_in_opinion(OpinionDraft("objection"))] == ["ground"]
    assert problems_in_opinion(OpinionDraft("no_objection")) == ()
    law = LawDraft(days=0, unit="years", consult_days=0, keep_days=-1)
    assert {each.field for each in problems_in_law(law)} == {
        *("days", "unit", "article", "consult_days", "keep_days")
    }
