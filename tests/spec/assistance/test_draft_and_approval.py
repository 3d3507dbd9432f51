"""The draft and its approval: a second person lets a request out, and nobody else moves it.

The officer who wrote it submits it; an approver of the same agency, signed in afresh, approves
that version of it and no other. From then on it cannot be changed, only completed, withdrawn or
answered.

Picture: approve-en: An approver reads the whole request, with the ruling and its article, before
it leaves.
"""

from comity.assistance.lifecycle import hindrance, steps_from
from comity.assistance.terms import Channel, Party, RequestState
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.spec.moves import rows, walk

OUR_WAY = """
    by         | does    | and it stands at
    requesting | submit  | submitted
    requesting | return  | draft
    requesting | submit  | submitted
    requesting | approve | sent
    requested  | accept  | accepted
    requested  | release | answered
    requesting | open    | opened
    requesting | close   | closed
"""
THEIR_WAY = """
    by         | does          | and it stands at
    requested  | accept        | accepted
    requested  | draft_answer  | answer_drafted
    requested  | draft_answer  | answer_drafted
    requested  | return_answer | accepted
    requested  | draft_answer  | answer_drafted
    requested  | release       | answered
    requesting | open          | opened
    requested  | close         | closed
"""
OUR_WAY_ON_PAPER = """
    by         | does                | and it stands at
    requesting | submit              | submitted
    requesting | approve             | approved
    requesting | return              | draft
    requesting | submit              | submitted
    requesting | approve             | approved
    requesting | dispatch            | posted
    requesting | register_question   | posted
    requesting | register_acceptance | accepted
    requesting | register_answer     | answered
    requesting | open                | opened
    requesting | close               | closed
"""
THEIR_WAY_ON_PAPER = """
    by         | does          | and it stands at
    requested  | accept        | accepted
    requested  | dispatch      | accepted
    requested  | draft_answer  | answer_drafted
    requested  | release       | approved
    requested  | return_answer | accepted
    requested  | draft_answer  | answer_drafted
    requested  | release       | approved
    requested  | dispatch      | answered
    requested  | close         | closed
"""
WHO_MAY = """
    where it stands | approver of CBP         | officer of CBP  | approver of ICE | central unit
    draft           |                         | submit withdraw |                 |
    submitted       | return approve          |                 |                 |
    answered        |                         | open            |                 |
    opened          | ask_further             | close           |                 | close
    refused         |                         | close           |                 | close
"""
WHO_MAY_ON_PAPER = """
    where it stands | approver of CBP | officer of CBP  | approver of ICE | central unit
    submitted       | return approve  |                 |                 |
    approved        | return          |                 |                 | dispatch
    posted          |                 |                 |                 | register what came
    accepted        |                 |                 |                 | register what came
    answered        |                 | open            |                 |
    opened          |                 | close           |                 | close
"""
CAST = {
    "approver of CBP": Viewer(1, "M. Chen", "CBP", frozenset({Role.APPROVER})),
    "officer of CBP": Viewer(2, "J. Alvarez", "CBP", frozenset({Role.REQUEST_OFFICER})),
    "approver of ICE": Viewer(3, "E. Stone", "ICE", frozenset({Role.APPROVER})),
    "central unit": Viewer(4, "C. Unit", "ICE", frozenset({Role.CENTRAL_UNIT})),
}


def test_our_request_goes_out_is_decided_there_and_its_answer_is_opened_here() -> None:
    walk(Party.REQUESTING, OUR_WAY)


def test_a_partners_request_is_accepted_answered_and_opened_there() -> None:
    walk(Party.REQUESTED, THEIR_WAY)


def test_without_a_node_there_a_letter_goes_and_what_comes_back_is_registered() -> None:
    walk(Party.REQUESTING, OUR_WAY_ON_PAPER, Channel.LETTER)


def test_a_request_that_came_by_letter_is_answered_by_letter() -> None:
    walk(Party.REQUESTED, THEIR_WAY_ON_PAPER, Channel.LETTER)


def who_may(table: str, channel: Channel) -> None:
    for row in rows(table):
        state = RequestState(row["where it stands"])
        for name, viewer in CAST.items():
            found = (
                step.action.value
                for step in steps_from(state, record=Party.REQUESTING, channel=channel)
                if hindrance(step, officer=viewer, agency="CBP", writers={2}) is None
            )
            may = ["register what came" if "register" in each else each for each in found]
            assert " ".join(dict.fromkeys(may)) == row[name], (state, name)


def test_each_move_here_is_for_certain_officers_of_one_agency() -> None:
    """CBP asks; nobody of ICE moves its requests, and the central unit only closes them."""
    who_may(WHO_MAY, Channel.NODE)


def test_letters_are_dispatched_and_registered_by_the_central_unit_alone() -> None:
    who_may(WHO_MAY_ON_PAPER, Channel.LETTER)
