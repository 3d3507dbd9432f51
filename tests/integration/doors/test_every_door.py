"""Every page and operation × office × agency × handling code: shut unless the table opens it.

The addresses come from the resolver and from the API's own description, the offices from the
duties that the code asks. A new address without a row fails; so does one that opens too far, one
that stays shut to whom it is for, and one whose reply holds what its reader may not see.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from comity.agreements.duties import SEE_OWN_LAW
from comity.assistance.channels import channel_of
from comity.assistance.lifecycle import STEPS, steps_from
from comity.assistance.models import Request
from comity.assistance.terms import Action
from comity.assistance.terms.replies import OF_PART
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.turning import LACKS, PUT_OFF
from tests.integration.doors.routes import (
    BUTTONS,
    CAME,
    EACH_CODE,
    LEFT,
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
    SEEN_BY_ALL_OF,
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
    # Both agencies have the same cases: those of one are enough.
    return [
        (owner, held[row.case])
        for owner, held in house.cases.items()
        if row.case in held and owner != "CBP"
    ]


def readers_for(row: Row, owner: str) -> Iterator[Reader]:
    """Who comes: every office where it belongs, and from elsewhere those who might get in.

    Where nothing stands that belongs to an agency, the offices come from one each.
    """
    theirs = row.case or row.owner
    home = {"shared": "ICE", "": "CBP"}.get(owner, owner)
    for place, reader in enumerate(READERS):
        at_home = reader.agency == home if theirs else AGENCIES.index(reader.agency) == place % 2
        may_try = any(reader.role in duty.roles for duty in (*row.duties, *SEEN_BY_ALL_OF))
        if at_home or (may_try and (theirs or OFFICE in row.duties)):
            yield reader


def wrong_at(house: House, row: Row) -> Iterator[tuple[Any, ...]]:
    """Yield what is wrong at one address: opened to others, shut to its own, or told too much."""
    for owner, reference in cases_for(house, row):
        for reader in readers_for(row, owner):
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
            for reader in READERS[::5]:
                with undone():
                    answer = knocks(house, reader, sent, reference)
                assert answer.status_code in {403, 404, 405}, (str(sent), str(reader))


def test_the_address_of_a_button_does_and_tells_nothing(house: House) -> None:
    for row in PAGES:
        if row.route not in BUTTONS:
            continue
        looks = Row("GET", row.route, (), row.case, places=row.places)
        for owner, reference in cases_for(house, row):
            for reader in READERS[::2]:
                with undone():
                    before = LedgerEntry.objects.count()
                    answer = knocks(house, reader, looks, reference)
                    done = LedgerEntry.objects.count() - before
                told = given_away(reader, text_of(answer), LAW)
                expected: tuple[int, int, list[str]] = (302 if reader.role else 403, 0, [])
                assert (answer.status_code, done, told) == expected, (
                    str(looks),
                    str(reader),
                    owner,
                )


REFUSED = {"ground": "ex.ongoing", "reasons": "x"}
ANSWERED = {"text": "x", "purposes": ["duty-assessment"], "onward": "consent"}
IN_PART = {**ANSWERED, "still_to_come": "x"}
ACTS: dict[Action, tuple[str, Any]] = {
    Action.SUBMIT: ("submit", {}),
    Action.WITHDRAW: ("withdraw", {}),
    Action.RETURN: ("return", {"reason": "x"}),
    Action.APPROVE: ("approve", {"version": 1}),
    Action.DISPATCH: ("dispatch", LEFT),
    Action.REGISTER_ACCEPTANCE: ("replies", {"kind": "accepted", "came": CAME}),
    Action.REGISTER_REFUSAL: ("replies", {"kind": "refused", "came": CAME, **REFUSED}),
    Action.REGISTER_QUESTION: ("replies", {"kind": "asks_more", "came": CAME, **REFUSED}),
    Action.REGISTER_ANSWER: ("replies", {"kind": "answer", "came": CAME, "answer": ANSWERED}),
    Action.REGISTER_PART: ("replies", {"kind": "partial", "came": CAME, "answer": IN_PART}),
    Action.OPEN: ("open", {}),
    Action.ASK_FURTHER: ("question/put", {"version": 1}),
    Action.DROP_QUESTION: ("question/drop", {}),
    Action.CLOSE: ("close", {}),
    Action.ACCEPT: ("accept", {"agency": "CBP"}),
    Action.REFUSE: ("refuse", {}),
    Action.ASK_COMPLETION: ("ask-completion", LACKS),
    Action.POSTPONE: ("postpone", PUT_OFF),
    Action.REGISTER_COMPLETION: ("register-completion", {"added": "x", **CAME}),
    Action.TAKE_BACK: ("take-back", {"reasons": "x"}),
    Action.DRAFT_ANSWER: ("answer", {}),
    Action.RETURN_ANSWER: ("return-answer", {"reason": "x"}),
    Action.RELEASE: ("release", {"version": 1}),
    Action.WRITE_INFORMATION: ("information", {"subject": "x"}),
    Action.RETURN_INFORMATION: ("return-information", {"reason": "x"}),
    Action.TELL: ("tell", {"version": 1}),
    Action.ALLOCATE: ("allocate", {"agency": "CBP"}),
}
# Whom the law refuses is left out where its alert is released, and nowhere else.
BY_ANOTHER_DOOR = frozenset({*OF_PART.values(), Action.LEAVE_OUT})


STOPPED = frozenset({"not_allowed", "other_agency", "not_found", "step_not_allowed"})


def test_every_act_of_officers_is_tried() -> None:
    # A partial reply leaves by the door of the final one.
    assert {*ACTS, *BY_ANOTHER_DOOR} == {step.action for step in STEPS if step.roles}


def one_in_each_state(house: House, agency: str) -> Iterator[Request]:
    """One case of an agency in each state, on each side."""
    found = Request.objects.filter(reference__in=house.cases[agency].values())
    known = set()
    for case in found.select_related("agency").order_by("pk"):
        if (case.side, case.state, case.channel) not in known:
            known.add((case.side, case.state, case.channel))
            yield case


def test_an_act_is_done_in_the_states_of_the_table_alone(house: House) -> None:
    """Each act on a case in each state, by each office there."""
    for case in one_in_each_state(house, "ICE"):
        for action, (path, body) in ACTS.items():
            steps = steps_from(case.stands, record=case.own_side, channel=channel_of(case))
            meant = {action, OF_PART.get(action)}
            roles = {role for step in steps if step.action in meant for role in step.roles}
            for role in Role:
                reader = Reader(role, "ICE")
                with undone():
                    address = f"/api/v1/requests/{case.reference}/{path}"
                    answer = send(house, reader, "POST", address, body, rest=True)
                stopped = answer.status_code >= 400 and answer.json()["code"] in STOPPED
                told = (action, case.state, case.side, role, answer.status_code, answer.content)
                assert stopped is not (role in roles), told
