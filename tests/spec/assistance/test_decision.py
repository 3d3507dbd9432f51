"""The decision: whole, in part, on conditions, or refused with the ground.

The central unit decides. What is left out is named, and a refusal on some grounds is told only
after the partner was consulted, where the agreement wants that.
"""

from collections.abc import Mapping

from comity.assistance.deciding_rules import (
    consulted_first,
    problems_in_acceptance,
    problems_in_consultation,
)
from comity.assistance.terms.deciding import Acceptance, Consulted
from tests.spec.language import agreement, day, with_parameters
from tests.spec.moves import assert_rows

TODAY = day("2026-11-21")
ESCAPE = "ex.sovereignty"


def wrong_with(row: Mapping[str, str]) -> str:
    typed = Acceptance(row["accepted"], row["not done"], row["conditions"])
    return ", ".join(p.code for p in problems_in_acceptance(typed)) or "nothing"


def test_an_acceptance_in_part_names_what_will_not_be_done() -> None:
    table = """
        accepted | not done                | conditions              | what is wrong
        whole    |                         |                         | nothing
        whole    |                         | Not in criminal courts. | nothing
        part     | No bank records.        |                         | nothing
        part     |                         |                         | missing
        whole    | No bank records.        |                         | whole_leaves_nothing
        perhaps  |                         |                         | unknown_code
    """
    assert_rows(table, wrong_with)


def consulted(row: Mapping[str, str]) -> str:
    held = Consulted(row["consulted on"], row["what came of it"])
    problems = problems_in_consultation(held, owed=row["owed"] == "yes", on=TODAY)
    return ", ".join(problem.code for problem in problems) or "nothing"


def test_a_consultation_that_is_owed_is_told_with_its_day_and_what_came_of_it() -> None:
    table = """
        owed | consulted on | what came of it           | what is wrong
        no   |              |                           | nothing
        yes  |              |                           | consultation_owed, missing
        yes  | 2026-11-20   | They would take extracts. | nothing
        yes  | 2026-11-22   | They would take extracts. | day_ahead
        no   | 2026-11-20   |                           | missing
    """
    assert_rows(table, consulted)


def test_the_agreement_says_which_grounds_want_a_consultation_first() -> None:
    plain = agreement(covers={"Art. 9": ESCAPE})
    wants = with_parameters(plain, ESCAPE, consultation=True)
    assert [ground.value for ground in consulted_first(wants, on=TODAY)] == [ESCAPE]
    assert not consulted_first(plain, on=TODAY)
