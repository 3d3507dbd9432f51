"""Own means first: what can be found at home is not asked of a partner.

Where the agreement wants own means exhausted, the request is held until the officer has written
down where was looked, on which day, and what it brought; the article stands beside the checklist.
The partner reads those lines in the request.
"""

from collections.abc import Mapping

from comity.assistance.enquiry_rules import own_means_first, problems_in_enquiry
from comity.assistance.fingerprints import traces_in
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.enquiries import EnquiryDraft
from comity.interfaces.sentences import cited
from tests.spec.language import agreement, day
from tests.spec.moves import assert_rows

TODAY = day("2026-11-21")


def wrong_with(row: Mapping[str, str]) -> str:
    typed = EnquiryDraft(row["looked"], row["on"], row["outcome"])
    problems = problems_in_enquiry(typed, on=TODAY)
    return ", ".join(problem.code for problem in problems) or "nothing"


def test_an_enquiry_names_where_when_and_what_it_brought() -> None:
    table = """
        looked       | on         | outcome    | what is wrong
        declarations | 2026-11-02 | not_enough | nothing
        declarations | 2026-11-02 |            | missing
        declarations | 2026-12-02 | nothing    | day_ahead
        neighbours   | 2026-11-02 | nothing    | unknown_code
        declarations | last week  | found      | not_a_day
    """
    assert_rows(table, wrong_with)


def test_the_article_that_wants_own_means_exhausted_is_cited() -> None:
    wants = agreement(covers={"Art. 10(4)": "ex.prior_control"})
    article = own_means_first(wants, on=TODAY)
    assert article is not None
    assert cited(article) == "agreement ke-ua, Art. 10(4)"
    assert own_means_first(agreement(), on=TODAY) is None


def test_a_term_that_is_only_assumed_asks_for_own_means_too() -> None:
    """To look at home first harms nobody."""
    assert own_means_first(agreement(assumes=("ex.prior_control",)), on=TODAY) is not None


def alike(row: Mapping[str, str]) -> str:
    one = {trace.key: trace.mark for trace in traces_in(RequestDraft(facts=row["in one matter"]))}
    other = traces_in(RequestDraft(asked=row["in another"]))
    return ", ".join(one[trace.key].value for trace in other if trace.key in one) or "nothing"


def test_the_same_matter_is_noticed_however_its_numbers_are_written() -> None:
    """The officer is shown what two matters share, and judges; nothing is joined by the machine."""
    table = """
        in one matter                    | in another                       | shared
        Container MSKU 907032-3 was open | It left in msku9070323.          | container
        the ship Orion, IMO 9074729      | IMO: 9074729 called twice        | vessel
        plate KAA 123B at the gate       | Plates: KAA-123B                 | vehicle
        MRN 26UA100000123456K1 of May    | see 26UA100000123456K1.          | declaration
        On 2026-03-04, worth 71760       | On 2026-03-04, worth 71760       | nothing
    """
    assert_rows(table, alike)
