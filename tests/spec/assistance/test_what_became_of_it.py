"""What became of it: those who asked say back what the answer was good for.

Information that arrives and of which nobody says what came teaches nobody to send more. Feedback is
a code and, where it tells, an amount; the statistics of the pair are made of it.

Picture: statistics-en: What the two administrations did for each other in a year.
"""

from collections.abc import Mapping

from comity.assistance.feedback_rules import problems_in_feedback
from comity.assistance.terms.feedback import FeedbackCode, FeedbackDraft, replaces
from tests.spec.moves import assert_rows


def wrong_with(row: Mapping[str, str]) -> str:
    said = FeedbackDraft(row["became of it"], row["amount"], row["currency"])
    return ", ".join(problem.code for problem in problems_in_feedback(said)) or "nothing"


def test_feedback_is_a_code_and_an_amount_where_it_tells() -> None:
    table = """
        became of it    | amount | currency | what is wrong
        used_in_seizure |        |          | nothing
        used_in_seizure | 120000 | USD      | nothing
        duty_assessed   | 84000  | USD      | nothing
        duty_assessed   |        |          | missing
        duty_assessed   | 84000  |          | currency_missing
        duty_assessed   | a lot  | USD      | not_an_amount
        not_useful      | 1      | USD      | no_amount_with_it
        nice            |        |          | unknown_code
    """
    assert_rows(table, wrong_with)


def kept(row: Mapping[str, str]) -> str:
    later, earlier = FeedbackCode(row["said later"]), FeedbackCode(row["said first"])
    return "the later alone" if replaces(later, earlier) else "both"


def test_results_stand_beside_each_other_and_correct_what_was_said_too_early() -> None:
    table = """
        said first    | said later      | what counts
        not_yet_known | used_in_seizure | the later alone
        duty_assessed | used_in_seizure | both
        duty_assessed | duty_assessed   | the later alone
        duty_assessed | not_useful      | the later alone
    """
    assert_rows(table, kept)
