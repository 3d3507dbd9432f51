"""Who may read the record: own agency, the node's own acts, or nothing."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from comity.crypto.keys import SigningKey
from comity.kernel.rulings import Role
from comity.ledger import queries, services
from comity.ledger.finding import page_of_record
from comity.ledger.models import LedgerEntry, LedgerHead
from comity.ledger.terms import UNALLOCATED, RecordFilter
from tests.integration.ledger.conftest import OPENED, Record

pytestmark = pytest.mark.django_db

AGENCIES = ("", "CBP", "ICE")


@dataclass(frozen=True)
class Looking:
    agency: str
    roles: frozenset[Role]


def looking(agency: str, *roles: Role) -> Looking:
    return Looking(agency, frozenset(roles))


@pytest.fixture(autouse=True)
def acts_of_three(at: datetime) -> None:
    for agency in AGENCIES:
        services.append(
            OPENED, about="US-1", by="somebody", agency=agency, at=at, title=agency, parts=[]
        )


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (looking("CBP", Role.REQUEST_OFFICER), ["CBP"]),
        (looking("ICE", Role.INVESTIGATOR), ["ICE"]),
        (looking("CBP", Role.APPROVER), ["CBP"]),
        (looking("CBP", Role.AUDITOR), ["", "CBP", "ICE"]),
        (looking("CBP", Role.DATA_PROTECTION_OFFICER), ["", "CBP", "ICE"]),
        (looking("CBP", Role.CENTRAL_UNIT), ["CBP", "ICE"]),
        (looking("CBP", Role.AEO_MANAGER), []),
        (looking("CBP", Role.TREATY_DESK), []),
        (looking("CBP", Role.ATTACHE), []),
        (looking("CBP", Role.NODE_ADMINISTRATOR), [""]),
        (looking("CBP", Role.NODE_ADMINISTRATOR, Role.APPROVER), ["", "CBP"]),
        (looking("CBP"), []),
        (looking("", Role.APPROVER), []),
        (looking(""), []),
    ],
)
def test_what_a_viewer_sees(viewer: Looking, seen: list[str]) -> None:
    entries = queries.entries_about("US-1", seen_by=viewer)
    assert [entry.agency for entry in entries] == seen
    latest = page_of_record(RecordFilter(), seen_by=viewer, limit=50).entries
    assert [entry.agency for entry in latest] == list(reversed(seen))


def test_entries_about_something_else_are_not_among_them() -> None:
    assert queries.entries_about("US-2", seen_by=looking("CBP", Role.AUDITOR)) == []


def test_the_head_signed_last_is_found(record: Record, key: SigningKey, at: datetime) -> None:
    assert queries.last_checkpoint() is None
    services.sign_checkpoint(key, at=at)
    record(1)
    signed = services.sign_checkpoint(key, at=at)
    found = queries.last_checkpoint()
    assert found == signed
    assert str(found) == "1: 4"


def test_rows_say_what_they_are() -> None:
    assert str(LedgerEntry.objects.get(index=1)) == "1/1 case.opened US-1"
    assert str(LedgerHead.objects.get()) == "1: 3"
    assert dict(LedgerEntry.objects.get(index=1).facts()) == {"title": "CBP", "parts": ""}


def test_a_fact_without_a_value_is_shown_as_nothing(at: datetime) -> None:
    entry = services.append(OPENED, about="US-1", by="node", agency="", at=at, title=None, parts=[])
    assert dict(entry.facts()) == {"title": "", "parts": ""}


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CENTRAL_UNIT, True),
        (Role.AUDITOR, True),
        (Role.DATA_PROTECTION_OFFICER, True),
        (Role.REQUEST_OFFICER, False),
        (Role.APPROVER, False),
        (Role.NODE_ADMINISTRATOR, False),
    ],
)
def test_a_case_of_no_agency_yet_is_the_central_units(role: Role, sees: bool, at: datetime) -> None:
    services.append(
        OPENED, about="US-3", by="node", agency=UNALLOCATED, at=at, title="from UA", parts=[]
    )
    assert bool(queries.entries_about("US-3", seen_by=looking("CBP", role))) is sees
