"""The replies: what is ready leaves at once, and the last reply says that it is the last.

A partial reply leaves the request where it stands. After the final one is opened those who asked
may put a supplementary question, which is decided on and answered like the request itself.
"""

from tests.spec.moves import walk_both


def test_partial_replies_leave_it_open_until_the_final_one() -> None:
    table = """
        by         | does         | with those who ask | with those who are asked
        requesting | submit       | submitted          |
        requesting | approve      | sent               | received
        requested  | accept       | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requested  | release_part | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requested  | release      | answered           | answered
        requesting | open         | opened             | opened
    """
    walk_both(table)


def test_a_supplementary_question_is_decided_on_and_answered_like_the_request() -> None:
    table = """
        by         | does         | with those who ask | with those who are asked
        requesting | submit       | submitted          |
        requesting | approve      | sent               | received
        requested  | accept       | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requested  | release      | answered           | answered
        requesting | open         | opened             | opened
        requesting | ask_further  | sent               | received
        requested  | accept       | accepted           | accepted
        requested  | draft_answer | accepted           | answer_drafted
        requested  | release      | answered           | answered
    """
    walk_both(table)


def test_a_draft_goes_back_to_its_writer_until_somebody_else_releases_it() -> None:
    table = """
        by         | does          | with those who ask | with those who are asked
        requesting | submit        | submitted          |
        requesting | approve       | sent               | received
        requested  | accept        | accepted           | accepted
        requested  | draft_answer  | accepted           | answer_drafted
        requested  | return_answer | accepted           | accepted
        requested  | draft_answer  | accepted           | answer_drafted
        requested  | release       | answered           | answered
    """
    walk_both(table)
