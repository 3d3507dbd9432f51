"""Entries are found by item, officer, basis, kind and time; filters combine, and pages join."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.crypto.keys import SigningKey
from comity.kernel.rulings import Role
from comity.ledger import finding, services
from comity.ledger.finding import Place, count_of_record, page_of_record
from comity.ledger.models import LedgerMention
from comity.ledger.terms import OVERSIGHT, Act, EventKind, RecordFilter
from comity.ledger.verification import verify_ledger
from tests.integration.ledger.conftest import Record
from tests.integration.ledger.test_reading import looking

pytestmark = pytest.mark.django_db
AUDITOR = looking("CBP", Role.AUDITOR)
RULED = EventKind("case.ruled", ("under", "article", "exhibits", "partner"), "{under}")


@pytest.fixture(autouse=True)
def thirty(record: Record, at: datetime) -> None:
    record(20)
    for step in range(10):
        services.append(
            RULED,
            about=f"US-{step}",
            by="M. Chen",
            agency="ICE" if step % 2 else "CBP",
            at=at + timedelta(days=1, seconds=step),
            under="us-ua-2016" if step < 4 else "us-ke-2014",
            article="Art. 4",
            exhibits=["ab" * 32] if step == 3 else [],
            partner="UA",
        )


def found(**asked: Any) -> list[int]:
    page = page_of_record(RecordFilter(**asked), seen_by=AUDITOR, limit=100)
    return sorted(entry.index for entry in page.entries)


def test_each_filter_finds_what_it_says(at: datetime) -> None:
    assert found(item="US-3") == [3, 23]
    assert found(item="ab" * 32) == [23]
    assert found(item="us-ua-2016") == [20, 21, 22, 23]
    assert found(basis="us-ke-2014") == list(range(24, 30))
    assert found(basis="UA") == []
    assert found(by="M. Chen") == list(range(20, 30))
    assert found(events=("case.ruled",)) == list(range(20, 30))
    assert found(since=at + timedelta(days=1)) == list(range(20, 30))
    assert found(until=at + timedelta(seconds=2)) == [0, 1]


def test_filters_combine(at: datetime) -> None:
    assert found(item="UA", basis="us-ua-2016", until=at + timedelta(days=1, seconds=2)) == [20, 21]
    assert found(item="US-3", by="node") == []


@pytest.mark.parametrize("dense", [0, 2000])
def test_pages_join_without_gap_or_double(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_DENSE", dense)
    indexes: list[int] = []
    before: Place | None = None
    while True:
        page = page_of_record(RecordFilter(item="UA"), seen_by=AUDITOR, limit=3, before=before)
        indexes += [entry.index for entry in page.entries]
        if not page.before:
            break
        epoch, _, index = page.before.partition("-")
        before = int(epoch), int(index)
    assert indexes == list(range(29, 19, -1))


def test_entries_of_one_instant_are_paged_by_their_place(at: datetime) -> None:
    services.append_many([Act(RULED, "X", "B", "", at, _FACTS) for _ in range(7)])
    first = page_of_record(RecordFilter(item="X"), seen_by=AUDITOR, limit=3)
    second = page_of_record(RecordFilter(item="X"), seen_by=AUDITOR, limit=9, before=(1, 34))
    assert [e.index for e in (*first.entries, *second.entries)] == [36, 35, 34, 33, 32, 31, 30]


_FACTS = {"under": "", "article": "", "exhibits": [], "partner": ""}


@pytest.mark.parametrize("dense", [0, 2000])
def test_what_somebody_did_by_a_basis_is_found_and_counted(
    dense: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_DENSE", dense)
    asked = RecordFilter(by="M. Chen", basis="us-ua-2016")
    assert found(by="M. Chen", basis="us-ua-2016") == [20, 21, 22, 23]
    assert count_of_record(asked, seen_by=AUDITOR).number == 4
    assert found(by="node", basis="us-ua-2016") == []
    assert found(by="M. Chen", item="US-3") == [23]


def test_what_is_named_as_two_kinds_is_found_and_counted_once(at: datetime) -> None:
    told = {"under": "Q", "article": "Q", "exhibits": ["Q"], "partner": "Q"}
    services.append_many([Act(RULED, "Q", "B", "", at, told) for _ in range(3)])
    assert found(item="Q") == [30, 31, 32]
    assert count_of_record(RecordFilter(item="Q"), seen_by=AUDITOR).number == 3


def test_what_was_found_is_counted_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_of_record(RecordFilter(item="UA"), seen_by=AUDITOR).number == 10
    monkeypatch.setattr(finding, "MOST_COUNTED", 9)
    count = count_of_record(RecordFilter(item="UA"), seen_by=AUDITOR)
    assert (count.number, count.is_least) == (9, True)


def test_nobody_counts_what_they_may_not_see() -> None:
    officer = looking("ICE", Role.INVESTIGATOR)
    assert count_of_record(RecordFilter(item="UA"), seen_by=officer).number == 5
    assert count_of_record(RecordFilter(by="node"), seen_by=officer).number == 0
    page = page_of_record(RecordFilter(), seen_by=officer, limit=9, before=(1, 20))
    assert page.entries == ()


def test_an_agency_called_like_oversight_reads_none_of_its_looks(at: datetime) -> None:
    services.append(RULED, about="Y", by="A", agency=OVERSIGHT, at=at, **_FACTS)
    for viewer in (looking(OVERSIGHT, Role.APPROVER), looking("CBP", Role.CENTRAL_UNIT)):
        assert count_of_record(RecordFilter(item="Y"), seen_by=viewer).number == 0
    assert count_of_record(RecordFilter(item="Y"), seen_by=AUDITOR).number == 1


def test_a_page_costs_a_fixed_number_of_questions() -> None:
    with CaptureQueriesContext(connection) as asked:
        page_of_record(RecordFilter(item="UA", basis="Art. 4"), seen_by=AUDITOR, limit=5)
    assert len(asked) == 5


def test_hiding_an_entry_from_searching_is_found_out(key: SigningKey) -> None:
    LedgerMention.objects.filter(value="us-ua-2016", index=21).delete()
    report = verify_ledger(key.public())
    assert [(fault.code, fault.index) for fault in report.faults] == [("ledger_names_differ", 21)]


def test_giving_what_is_named_to_another_agency_is_found_out(key: SigningKey) -> None:
    LedgerMention.objects.filter(value="us-ua-2016", index=21).delete()
    LedgerMention.objects.create(
        value="us-ua-2016", agency="DEA", by="M. Chen", epoch=1, index=21, kind="instrument"
    )
    report = verify_ledger(key.public())
    assert [(fault.code, fault.index) for fault in report.faults] == [("ledger_names_differ", 21)]


def test_giving_what_is_named_to_another_officer_is_found_out(key: SigningKey) -> None:
    LedgerMention.objects.filter(value="us-ua-2016", index=21).update(by="J. Alvarez")
    report = verify_ledger(key.public())
    assert [(fault.code, fault.index) for fault in report.faults] == [("ledger_names_differ", 21)]


def test_a_first_page_that_holds_all_is_its_own_count() -> None:
    asked = RecordFilter(item="us-ua-2016")
    page = page_of_record(asked, seen_by=AUDITOR, limit=5)
    with CaptureQueriesContext(connection) as questions:
        count = count_of_record(asked, seen_by=AUDITOR, first=page)
    assert (count.number, count.is_least, len(questions)) == (4, False, 0)
