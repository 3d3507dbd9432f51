"""On the way: what is returned, postponed or withdrawn stands alike in both records.

Each side keeps its own record, and hears of the other's acts by message. A word that comes late
changes nothing that was decided before it was heard.

Picture: request-en: One page tells where a request stands, whose turn it is, and what was done.
"""

from tests.spec.moves import walk_both


def test_a_request_goes_out_is_taken_on_and_answered() -> None:
    table = """
        by         | does         | with those who ask | with those who are asked
        requesting | submit       | submitted          |
        requesting | return       | draft              |
        requesting | submit       | submitted          |
        requesting | approve      | sent               | received
        requested  | accept       | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requested  | release      | answered           | answered
        requesting | open         | opened             | opened
        requesting | close        | closed             | opened
        requested  | close        | closed             | closed
    """
    walk_both(table)


def test_what_is_incomplete_comes_back_and_is_completed_by_two_officers() -> None:
    table = """
        by         | does           | with those who ask | with those who are asked
        requesting | submit         | submitted          |
        requesting | approve        | sent               | received
        requested  | ask_completion | incomplete         | incomplete
        requesting | submit         | completed          | incomplete
        requesting | return         | incomplete         | incomplete
        requesting | submit         | completed          | incomplete
        requesting | approve        | sent               | received
        requested  | accept         | accepted           | accepted
    """
    walk_both(table)


def test_what_is_postponed_waits_for_its_day_and_is_taken_up_again() -> None:
    table = """
        by         | does     | with those who ask | with those who are asked
        requesting | submit   | submitted          |
        requesting | approve  | sent               | received
        requested  | accept   | accepted           | accepted
        requested  | postpone | postponed          | postponed
        requested  | accept   | accepted           | accepted
    """
    walk_both(table)


def test_those_who_asked_may_take_it_back_until_it_is_answered() -> None:
    table = """
        by         | does         | with those who ask | with those who are asked
        requesting | submit       | submitted          |
        requesting | approve      | sent               | received
        requested  | accept       | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requesting | take_back    | taken_back         | taken_back
        requesting | close        | closed             | taken_back
        requested  | close        | closed             | closed
    """
    walk_both(table)


def test_a_refusal_ends_it_for_both() -> None:
    table = """
        by         | does    | with those who ask | with those who are asked
        requesting | submit  | submitted          |
        requesting | approve | sent               | received
        requested  | refuse  | refused            | refused
        requesting | close   | closed             | refused
        requested  | close   | closed             | closed
    """
    walk_both(table)
