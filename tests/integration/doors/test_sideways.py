"""What one may not see makes no difference: in no list, count, search, filter, feed, log or error.

Two ways of asking. What is hidden is asked for by name, and the reply is compared, byte for byte,
with the reply to a name that nobody has. And a house is read at every door, hidden cases are put
into it, and it is read again: every reply must be the one it was.
"""

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from comity.agreements.services import decide_difference
from comity.assistance.duties import SEE_STATISTICS
from comity.exchange.duties import SEE_TRAFFIC
from comity.interfaces.rest.api import api
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.services import appoint
from tests.integration.assistance.scene import AT, PASSWORD
from tests.integration.doors.routes import BUTTONS, EACH_CODE, OFFICE, OPERATIONS, PAGES, Row
from tests.integration.doors.visits import address_of, send, text_of
from tests.integration.doors.world import (
    MARKS,
    WRITERS,
    House,
    Reader,
    cases_of,
    exhibit_of,
    undone,
)

# Everything an officer of CBP can hold without seeing what is of ICE; the second reader keeps
# links as well, and is told how much goes over them.
AT_CBP = (
    (Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR, Role.AEO_MANAGER, Role.ATTACHE),
    (Role.TREATY_DESK, Role.NODE_ADMINISTRATOR),
)
NOBODYS = {
    **dict.fromkeys(("reference", "case", "about"), "US-UA-2026-99999"),
    "exhibit": str(UUID(int=7)),
    "exhibit_id": str(UUID(int=7)),
    "place": "1-999999",
    "number": "999999",
    "afterword": "1",
}
# Where a keeper of links learns how much is on its way, which is what the office is for.
TRAFFIC = re.compile(r"/(links/?|health/?|node/health)(\?|$)")
# Where an approver, the head of a unit, learns the figures of the whole node, and no case.
FIGURES = re.compile(r"/statistics/[A-Z]{2}(/|\?|$)")
_VARIES = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|name="typed_by" value="[^"]*"|"made_at": "[^"]*"'
)


@pytest.fixture
def readers(house: House) -> list[Reader]:
    """One officer of CBP with all offices of each set, in a browser."""
    found = []
    for number, roles in enumerate(AT_CBP):
        reader = Reader(roles[0], f"CBP{number}")
        officer = appoint(
            reader.username,
            name=reader.username,
            agency="CBP",
            roles=roles,
            password=PASSWORD,
            by="test",
            at=AT,
        )
        browser = Client(raise_request_exception=False)
        browser.force_login(officer)
        house.browsers[reader.username] = browser
        found.append(reader)
    return found


def plain(answer: Any, *names: str) -> tuple[int, str, str]:
    """A reply without what differs from one to the next, and without the names asked for."""
    text = _VARIES.sub("", text_of(answer))
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "…")
    return answer.status_code, answer.headers.get("Content-Type", ""), text


def differing(one: str, other: str) -> list[str]:
    """The lines in which two replies differ, to be told by a failing test."""
    return list(unified_diff(one.split("\n"), other.split("\n"), n=0, lineterm=""))


def of_cases() -> Iterator[Row]:
    """Every row in whose address a case stands; of a page that a button opens, its reading too."""
    for row in (*PAGES, *OPERATIONS):
        if row.case:
            yield row
            if row.route in BUTTONS:
                yield Row("GET", row.route, (), row.case, places=row.places)


def test_what_is_hidden_is_answered_like_what_is_not_there(
    house: House, readers: list[Reader]
) -> None:
    hidden = house.cases["ICE"]["draft"]
    for row in of_cases():
        there = address_of(house, row, hidden)
        # A number within a case is the same in both: the case alone is not there.
        within = {name: str(value) for name, value in row.places.items() if value == 1}
        nowhere = address_of(house, row, hidden, instead=NOBODYS | within)
        assert there != nowhere, row
        for reader in readers:
            with undone():
                one = send(house, reader, row.method, there, row.body, rest=row.is_rest)
                told = plain(one, *_names(there), hidden)
            with undone():
                other = send(house, reader, row.method, nowhere, row.body, rest=row.is_rest)
                expected = plain(other, *_names(nowhere), NOBODYS["reference"])
            assert told == expected, (str(row), str(reader), differing(told[2], expected[2]))


def _names(address: str) -> list[str]:
    return [part for part in re.split(r"[/?&=]", address) if re.search(r"\d.*\d.*\d", part)]


def reads() -> Iterator[Row]:
    """Every address that only reads."""
    for row in (*PAGES, *OPERATIONS):
        if row.method == "GET":
            yield row


def asked_of(row: Row, shown: str) -> set[str]:
    """The names of what may be asked of a list: of its form, or of the API's description."""
    if row.is_rest:
        paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
        given = paths[row.route]["get"].get("parameters", ())
        return {each["name"] for each in given if each["in"] == "query"}
    forms = re.findall(r'<form[^>]*method="get".*?</form>', shown, re.DOTALL)
    return {name for form in forms for name in re.findall(r'\bname="(\w+)"', form)}


def questions(house: House, reader: Reader) -> Iterator[str]:
    """Every reading address, and every list asked for what is hidden in every way it can be."""
    hidden = house.cases["ICE"]["opened"]
    # A case and an officer are asked for where they are looked for; words of the case everywhere.
    wanted = {MARKS["ICE"]: None, hidden: {"q", "item"}, WRITERS["ICE"]: {"q", "by"}}
    for row in reads():
        own = {**house.cases["CBP"], **house.cases["shared"]}
        own[EACH_CODE] = own["opened"]
        if row.case and row.case not in own:
            continue
        yield (address := address_of(house, row, own.get(row.case, "")))
        if OFFICE not in row.duties or row.case:
            continue
        shown = text_of(house.browser(reader).get(address))
        for name in sorted(asked_of(row, shown)):
            for value in (value for value, names in wanted.items() if not names or name in names):
                yield f"{address.split('?')[0]}?{urlencode({name: value})}"


def test_a_hidden_case_changes_no_reply(house: House, readers: list[Reader]) -> None:
    desk = house.scene.officer("t.brooks")
    # Until it is decided, nothing leaves; what is hidden later is to leave.
    decide_difference(house.places["difference"], reasons="Ours.", officer=desk, at=AT)
    asked = {reader: list(asked_by(house, reader)) for reader in readers}
    with undone():
        before = everything_read(house, asked)
        with undone():
            cases_of(house.scene, "ICE", again=True)
            after = everything_read(house, asked)
    assert {
        (str(reader), address): differing(before[reader, address][2], after[reader, address][2])
        for reader, address in before
        if before[reader, address] != after[reader, address]
    } == {}


def asked_by(house: House, reader: Reader) -> Iterator[str]:
    """Every question of a reader, each once, but those whose reply is what the office is for."""
    keeps_links = reader.role in SEE_TRAFFIC.roles
    sees_figures = reader.role is AT_CBP[0][0] and set(AT_CBP[0]) & set(SEE_STATISTICS.roles)
    browser = house.browser(reader)
    for address in dict.fromkeys(questions(house, reader)):
        told = keeps_links and TRAFFIC.search(address)
        if not told and not (sees_figures and FIGURES.search(address)):
            if "-2026-" in address:
                # The first look of a day at a case leaves an entry, and is no other's doing.
                browser.get(address)
            yield address


def everything_read(
    house: House, asked: dict[Reader, list[str]]
) -> dict[tuple[Reader, str], tuple[int, str, str]]:
    return {
        (reader, address): _read(house.browser(reader), address)
        for reader, addresses in asked.items()
        for address in addresses
    }


def _read(browser: Client, address: str) -> tuple[int, str, str]:
    browser.cookies.pop(settings.MESSAGES_COOKIE_NAME, None)
    with undone():
        return plain(browser.get(address))


def test_what_is_done_on_a_case_is_on_the_record_of_its_agency(house: House) -> None:
    """Whoever does it: the central unit sits at one agency, and acts on the cases of the other."""
    central = Reader(Role.CENTRAL_UNIT, "CBP")
    hidden = house.cases["ICE"]
    nobodys = house.cases[""]["received"]
    start = LedgerEntry.objects.count()
    for reference, act, body in (
        (nobodys, "accept", {"agency": "ICE"}),
        (hidden["opened"], "shares", {"agency": "CBP", "purpose": "duty-assessment"}),
    ):
        address = f"/api/v1/requests/{reference}/{act}"
        assert send(house, central, "POST", address, body, rest=True).status_code < 300
    exhibit = exhibit_of(hidden["draft"])
    for address in (
        f"/requests/{hidden['opened H1']}/",
        f"/requests/{hidden['draft']}/exhibits/{exhibit}/",
        f"/api/v1/exhibits/{exhibit}/content?reason=because",
    ):
        assert send(house, central, "GET", address, rest=False).status_code == 200
    made = LedgerEntry.objects.filter(index__gte=start).order_by("index")
    assert [(entry.event, entry.agency) for entry in made] == [
        ("request.accepted", "ICE"),
        ("case.shared", "ICE"),
        ("answer.read", "ICE"),
        ("exhibit.read", "ICE"),
        ("exhibit.copied", "ICE"),
    ]


def test_what_was_shown_is_looked_at_by_the_agency_that_looks(house: House) -> None:
    reference = house.cases["shared"]["shared"]
    send(house, Reader(Role.APPROVER, "CBP"), "GET", f"/requests/{reference}/", rest=False)
    last = LedgerEntry.objects.order_by("index").last()
    assert last is not None
    assert (last.event, last.about, last.agency) == ("answer.read", reference, "CBP")
