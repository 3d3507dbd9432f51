"""Rulings, errors and the filling of sentences."""

from datetime import date

from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.kernel.rulings import (
    Citation,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Role,
    outcome_of,
)
from comity.kernel.wording import N_, fill

ON = date(2020, 1, 1)
GROUNDS = (Ground("in_force", Citation.quoting("Art. 1")),)


def test_each_kind_of_ruling_comes_down_to_one_word() -> None:
    assert outcome_of(Permission("a", "Art. 1", "", ON, GROUNDS)) is Outcome.PERMITTED
    assert outcome_of(Refusal(ON, GROUNDS)) is Outcome.REFUSED
    assert outcome_of(Referral(ON, GROUNDS, Role.TREATY_DESK)) is Outcome.REFERRED


def test_an_error_carries_its_code_and_facts() -> None:
    error = NotFoundError(reference="us-ua-1990")
    assert (error.code, error.facts) == ("not_found", (("reference", "us-ua-1990"),))
    assert "us-ua-1990" in str(error)


def test_an_invalid_draft_names_every_problem() -> None:
    problems = (Problem("missing", "subject"), Problem("missing", "facts"))
    assert InvalidDraftError(problems).problems == problems


def test_a_sentence_is_filled_and_a_missing_fact_leaves_its_place() -> None:
    assert fill(N_("{a} asks {b}"), [("a", "KE")]) == "KE asks {b}"
