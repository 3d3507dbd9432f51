"""Every page and operation × office × agency × handling code: shut unless the table opens it.

The addresses come from the resolver and from the API's own description, the offices from the
duties that the code asks. A new address without a row fails; so does one that opens too far, one
that stays shut to whom it is for, and one whose reply holds what its reader may not see.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from comity.agreements.duties import SEE_OWN_LAW
from comity.assistance.lifecycle import STEPS, steps_from
from comity.assistance.models import Request
from comity.assistance.terms import Action
from comity.kernel.rulings import Role
from tests.integration.doors.routes import (
    EACH_CODE,
    OFFICE,
    OPEN,
    OPERATIONS,
    OWN_ACCOUNT,
    PAGES,
    Row,
    operations,
    routes,
)
from tests.integration.doors.visits import (
    carries,
    given_away,
    is_refused,
    knocks,
    send,
    text_of,
)
from tests.integration.doors.world import AGENCIES, READERS, House, Reader, undone

LAW = frozenset(SEE_OWN_LAW.roles)


def test_every_address_has_a_row() -> None:
    known = {row.route for row in PAGES} | OPEN
    found = [route for route in routes() if not OWN_ACCOUNT.match(route)]
    assert sorted(set(found) ^ known) == []


def test_every_operation_has_a_row() -> None:
    known = {(row.method, row.route) for row in OPERATIONS} | {("GET", "/api/v1/health")}
    assert sorted(set(operations()) ^ known) == []


def cases_for(house: House, row: Row) -> list[tuple[str, str]]:
    """The cases a row is tried on, each with whose it is."""
    if not row.case:
        return [(row.owner, "")]
    if row.case == EACH_CODE:
        # What nobody has been given yet, and what was shown to another agency, beside them.
        wanted = ("opened", "shared", "received")
        return [
            (owner, each)
            for owner, held in house.cases.items()
            for state, each in held.items()
            if state.startswith(wanted)
        ]
    return [(owner, held[row.case]) for owner, held in house.cases.items() if row.case in held]


def readers_for(row: Row) -> Iterator[Reader]:
    """Everybody of both agencies; where no case stands and no list, the offices of one each."""
    for place, reader in enumerate(READERS):
        if (
            row.case
            or row.owner
            or OFFICE in row.duties
            or AGENCIES.index(reader.agency) == place % 2
        ):
            yield reader


def wrong_at(house: House, row: Row) -> Iterator[tuple[Any, ...]]:
    """Yield what is wrong at one address: opened to others, shut to its own, or told too much."""
    for owner, reference in cases_for(house, row):
        for reader in readers_for(row):
            with undone():
                answer = knocks(house, reader, row, reference)
                text = text_of(answer)
            # What is begun anew belongs to who begins it.
            whose = owner if row.case or row.owner else reader.agency
            opens = any(carries(reader, duty, whose) for duty in row.duties)
            told = given_away(reader, text, LAW)
            if is_refused(answer) is opens or answer.status_code >= 500 or told:
                yield str(row), str(reader), owner, answer.status_code, told


@pytest.mark.parametrize("rows", [PAGES, OPERATIONS], ids=["pages", "operations"])
def test_a_door_opens_for_whom_the_table_names_and_for_nobody_else(
    house: House, rows: tuple[Row, ...]
) -> None:
    assert [wrong for row in rows for wrong in wrong_at(house, row)] == []


def test_a_page_without_a_row_for_sending_takes_nothing(house: House) -> None:
    takes = {row.route for row in PAGES if row.method == "POST"}
    for row in PAGES:
        if row.route in takes:
            continue
        sent = Row("POST", row.route, (), row.case, places=row.places, query=row.query)
        for _, reference in cases_for(house, row)[:1]:
            for reader in READERS:
                answer = knocks(house, reader, sent, reference)
                assert answer.status_code in {403, 404, 405}, (str(sent), str(reader))


ACTS: dict[Action, tuple[str, Any]] = {
    Action.SUBMIT: ("submit", {}),
    Action.WITHDRAW: ("withdraw", {}),
    Action.RETURN: ("return", {"reason": "x"}),
    Action.APPROVE: ("approve", {"version": 1}),
    Action.OPEN: ("open", {}),
    Action.CLOSE: ("close", {}),
    Action.ACCEPT: ("accept", {"agency": "CBP"}),
    Action.REFUSE: ("refuse", {}),
    Action.DRAFT_ANSWER: ("answer", {}),
    Action.RETURN_ANSWER: ("return-answer", {"reason": "x"}),
    Action.RELEASE: ("release", {"version": 1}),
}


STOPPED = frozenset({"not_allowed", "other_agency", "not_found", "step_not_allowed"})


def test_every_act_of_officers_is_tried() -> None:
    assert set(ACTS) == {step.action for step in STEPS if step.roles}


def test_an_act_is_done_in_the_states_of_the_table_alone(house: House) -> None:
    """Each act on each case of each agency, by each office there: state by state."""
    every = [case for agency in AGENCIES for case in house.cases[agency].values()]
    for case in Request.objects.filter(reference__in=every).select_related("agency"):
        for action, (path, body) in ACTS.items():
            steps = steps_from(case.stands, record=case.own_side)
            roles = {role for step in steps if step.action is action for role in step.roles}
            for role in Role:
                reader = Reader(role, case.agency_code or "")
                with undone():
                    address = f"/api/v1/requests/{case.reference}/{path}"
                    answer = send(house, reader, "POST", address, body, rest=True)
                stopped = answer.status_code >= 400 and answer.json()["code"] in STOPPED
                told = (action, case.state, case.side, role, answer.status_code, answer.content)
                assert stopped is not (role in roles), told
