"""Who looked at what is recorded once a day, and told to those entitled and to nobody else."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, transaction
from django.test import Client

from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.ledger.terms import OVERSIGHT, RecordFilter
from comity.oversight import services
from comity.oversight.queries import looks, who_has_seen
from comity.oversight.services import note_answer_read
from tests.integration.oversight.conftest import House

OPENED_PAGE = "/requests/{}/"


def entries(event: str) -> list[tuple[str, str, str]]:
    found = LedgerEntry.objects.filter(event=event).order_by("index")
    return [(each.about, each.by, each.agency) for each in found]


def test_reading_an_answer_again_is_recorded_once_a_day(house: House) -> None:
    browser = house.browser("k.ortiz")
    for _ in range(3):
        assert browser.get(OPENED_PAGE.format(house.opened)).status_code == 200
    assert entries("answer.read") == [(house.opened, "k.ortiz", "CBP")]


def test_the_next_day_it_is_recorded_again(house: House) -> None:
    officer, at = house.scene.officer("k.ortiz"), house.scene.now

    def read(at: datetime) -> bool:
        with transaction.atomic():
            return note_answer_read(
                house.opened, partner="UA", officer=officer, at=at, since=at - timedelta(hours=9)
            )

    read_at = (at, at + timedelta(hours=2), at + timedelta(days=1))
    assert [read(each) for each in read_at] == [True, False, True]


def test_what_is_our_own_is_read_without_an_entry(house: House) -> None:
    browser = house.browser("d.reyes")
    assert browser.get(OPENED_PAGE.format(house.ours)).status_code == 200
    assert entries("answer.read") == []


def test_reading_an_exhibit_is_recorded_under_its_salted_digest(house: House) -> None:
    exhibit = house.exhibit
    address = f"/requests/{exhibit.case}/exhibits/{exhibit.id}/"
    assert house.browser("k.ortiz").get(address).status_code == 200
    found = LedgerEntry.objects.get(event="exhibit.read")
    assert dict(found.facts()) == {"exhibit": exhibit.record_name}
    assert exhibit.digest not in str(found.facts())


def test_a_look_of_an_auditor_is_told_to_oversight_alone(house: House) -> None:
    assert house.browser("a.hale").get(OPENED_PAGE.format(house.opened)).status_code == 200
    assert entries("answer.read") == [(house.opened, "a.hale", OVERSIGHT)]
    for who in ("j.alvarez", "m.chen", "c.unit", "n.okafor", "t.brooks"):
        seen = LedgerEntry.objects.visible_to(house.scene.officer(who))
        assert not seen.filter(agency=OVERSIGHT).exists(), who
    for who in ("a.hale", "p.singh"):
        page = looks(RecordFilter(), seen_by=house.scene.officer(who), limit=50)
        assert "a.hale" in {entry.by for entry in page.entries}


def test_an_officers_page_never_names_an_auditor_who_looked(house: House) -> None:
    house.browser("a.hale").get(OPENED_PAGE.format(house.opened))
    for who in ("j.alvarez", "m.chen", "c.unit"):
        browser = house.browser(who)
        for address in (
            f"/requests/{house.opened}/",
            "/records/",
            f"/records/?about={house.opened}",
        ):
            page = browser.get(address).content.decode()
            assert OVERSIGHT not in page, (who, address)
    seen = house.browser("m.chen").get(f"/requests/{house.opened}/seen/").content.decode()
    assert "j.alvarez" in seen
    assert "a.hale" not in seen


def test_who_works_on_cases_looks_as_one_who_does(house: House) -> None:
    auditor = house.scene.officer("a.hale")
    from_case = replace(auditor, roles=auditor.roles | {Role.APPROVER})
    with transaction.atomic():
        note_answer_read(
            house.opened,
            partner="UA",
            officer=from_case,
            at=house.scene.now,
            since=house.scene.now - timedelta(hours=1),
        )
    assert entries("answer.read") == [(house.opened, "a.hale", "CBP")]


def test_who_has_seen_a_case_is_told_to_its_approver(house: House) -> None:
    page = who_has_seen(house.opened, seen_by=house.scene.officer("m.chen"), limit=10)
    assert [(entry.event, entry.by) for entry in page.entries] == [("answer.opened", "j.alvarez")]


def test_another_agencys_case_has_no_page_of_who_has_seen_it(house: House) -> None:
    with pytest.raises(NotFoundError):
        who_has_seen(house.opened, seen_by=house.scene.officer("e.stone"), limit=10)
    with pytest.raises(NotAllowedError):
        who_has_seen(house.opened, seen_by=house.scene.officer("j.alvarez"), limit=10)


def test_what_an_auditor_searches_for_is_recorded_once(house: House) -> None:
    browser = house.browser("a.hale")
    for query in ("?by=m.chen", "?by=m.chen&before=1-3", "?by=m.chen", "?basis=us-ua-2016", ""):
        assert browser.get(f"/records/{query}").status_code == 200
    asked = LedgerEntry.objects.filter(event="record.searched").order_by("index")
    told = [dict(entry.facts())["asked"] for entry in asked]
    assert told == ["by: m.chen", "basis: us-ua-2016"]


def test_what_others_search_for_is_nobodys_concern(house: House) -> None:
    assert house.browser("m.chen").get("/records/?by=m.chen").status_code == 200
    assert entries("record.searched") == []


def test_a_disk_that_takes_nothing_keeps_nobody_from_reading(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> bool:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(services, "note_answer_read", full)
    assert house.browser("k.ortiz").get(OPENED_PAGE.format(house.opened)).status_code == 200
    assert "could not be recorded" in caplog.text


def test_the_log_of_looks_filters_by_case_and_officer(house: House) -> None:
    house.browser("k.ortiz").get(OPENED_PAGE.format(house.opened))
    auditor: Client = house.browser("a.hale")
    page = auditor.get(f"/records/readings/?about={house.opened}&by=k.ortiz").content.decode()
    assert "answer.read" in page
    assert "j.alvarez</bdi>" not in page
    nothing = auditor.get("/records/readings/?event=request.sent").content.decode()
    assert "Nobody has looked" in nothing
