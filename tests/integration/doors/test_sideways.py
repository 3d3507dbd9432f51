"""What one may not see is answered like what is not there.

What is hidden is asked for by name at every address, and the reply is compared, byte for byte, with
the reply to a name that nobody has.
"""

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from comity.kernel.rulings import Role
from comity.officers.services import appoint
from tests.integration.assistance.scene import AT, PASSWORD
from tests.integration.doors.routes import BUTTONS, OPERATIONS, PAGES, Row
from tests.integration.doors.visits import address_of, send, text_of
from tests.integration.doors.world import House, Reader, undone

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
}
_VARIES = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|name="typed_by" value="[^"]*"')


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
        nowhere = address_of(house, row, hidden, instead=NOBODYS)
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
