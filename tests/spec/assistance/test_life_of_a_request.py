"""The life of a request: who may do what, from where, on each side of it."""

from comity.assistance.lifecycle import BEGINNINGS, hindrance, next_step, steps_from
from comity.assistance.terms import Action, Channel, Party, RequestState
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

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
    posted          |                 |                 |                 | ACC REF QUE PART ANS
    accepted        |                 |                 |                 | REF QUE PART ANS
    answered        |                 | open            |                 |
    opened          |                 | close           |                 | close
"""
REGISTERS = {
    "ACC": "register_acceptance",
    "REF": "register_refusal",
    "QUE": "register_question",
    "PART": "register_part",
    "ANS": "register_answer",
}
CAST = {
    "approver of CBP": Viewer(1, "M. Chen", "CBP", frozenset({Role.APPROVER})),
    "officer of CBP": Viewer(2, "J. Alvarez", "CBP", frozenset({Role.REQUEST_OFFICER})),
    "approver of ICE": Viewer(3, "E. Stone", "ICE", frozenset({Role.APPROVER})),
    "central unit": Viewer(4, "C. Unit", "ICE", frozenset({Role.CENTRAL_UNIT})),
}


def rows(table: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def walk(record: Party, table: str, channel: Channel = Channel.NODE) -> None:
    state = BEGINNINGS[record][0]
    for row in rows(table):
        action, by = Action(row["does"]), Party(row["by"])
        step = next_step(state, action, by=by, record=record, channel=channel)
        state = step.after
        assert state == row["and it stands at"]


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
            may = [
                step.action.value
                for step in steps_from(state, record=Party.REQUESTING, channel=channel)
                if hindrance(step, officer=viewer, agency="CBP", writers={2}) is None
            ]
            assert may == [REGISTERS.get(each, each) for each in row[name].split()], (state, name)


def test_each_move_here_is_for_certain_officers_of_one_agency() -> None:
    """CBP asks; nobody of ICE moves its requests, and the central unit only closes them."""
    who_may(WHO_MAY, Channel.NODE)


def test_letters_are_dispatched_and_registered_by_the_central_unit_alone() -> None:
    who_may(WHO_MAY_ON_PAPER, Channel.LETTER)
