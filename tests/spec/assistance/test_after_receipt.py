"""After receipt: what came keeps its limits, and its supplier keeps its say.

Other uses, passing on and courts need the supplier's consent, asked for exactly that use. A
supplier may ask to have something deleted, corrected or used no more; it asks, and does not
command, and each item is answered.

Picture: request-narrow: On a narrow screen the limits stand above the answer.
"""

from collections.abc import Mapping

from comity.agreements.terms import Proceedings, Purpose, Use
from comity.assistance.afterword_rules import covers, problems_in_item_replies, stands
from comity.assistance.handling_rules import grounds_of_handling
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordState, ItemReply
from tests.spec.language import day
from tests.spec.moves import assert_rows

CONSENT = AfterwordDraft(purpose="offence-investigation", proceedings="criminal")


def covered(row: Mapping[str, str]) -> str:
    use = {"purpose": row["for"], "proceedings": row["in"], "onward_to": row["passed to"]}
    return "yes" if covers(CONSENT, **use) else "no"


def test_a_consent_to_a_criminal_court_covers_that_use_and_nothing_wider() -> None:
    table = """
        for                   | in             | passed to  | covered
        offence-investigation | criminal       |            | yes
        offence-investigation | administrative |            | no
        offence-investigation | criminal       | tax office | no
        duty-assessment       | criminal       |            | no
    """
    assert_rows(table, covered)


def test_a_consent_holds_until_its_last_day_and_not_after_it_was_withdrawn() -> None:
    until = day("2026-12-31")
    assert stands(AfterwordState.GIVEN, until=until, on=until)
    assert not stands(AfterwordState.GIVEN, until=until, on=day("2027-01-01"))
    assert not stands(AfterwordState.WITHDRAWN, until=None, on=until)


def barred(row: Mapping[str, str]) -> str:
    use = Use(
        Purpose.DUTY_ASSESSMENT,
        Proceedings(row["in"]) if row["in"] else None,
        row["passed to"],
        row["consent"],
    )
    codes = [tuple(row["marked"].split(" ", 1))]
    found = grounds_of_handling([(scheme, code) for scheme, code in codes], use, supplier="Kenya")
    return ", ".join(ground.code for ground in found) or "nothing"


def test_a_handling_code_is_kept_in_its_own_scheme_and_bars_what_it_says() -> None:
    table = """
        marked     | in       | passed to | consent | what bars it
        europol H1 | criminal |           |         | handling_needs_leave
        europol H1 | criminal |           | KE-7    | nothing
        europol H1 |          | tax board |         | nothing
        europol H2 |          | tax board |         | handling_needs_leave
        tlp RED    |          | tax board |         | handling_bars
        tlp GREEN  |          | tax board |         | nothing
    """
    assert_rows(table, barred)


def answered(row: Mapping[str, str]) -> str:
    reply = ItemReply("answer", row["it says"], row["article"], row["disclosed to"])
    recall = AfterwordDraft(wish=row["asked to"], items=("answer",))
    problems = problems_in_item_replies((reply,), recall=recall)
    return ", ".join(problem.code for problem in problems) or "nothing"


def test_each_item_of_a_recall_is_answered_with_what_became_of_it() -> None:
    table = """
        asked to   | it says   | article | disclosed to | what is wrong
        delete     | deleted   |         |              | nothing
        delete     | kept      | Art. 17 |              | nothing
        delete     | kept      |         |              | missing
        delete     | disclosed |         | the court    | nothing
        delete     | disclosed |         |              | missing
        delete     | corrected |         |              | unknown_code
        correct    | corrected |         |              | nothing
        stop_using | use_ended |         |              | nothing
    """
    assert_rows(table, answered)
