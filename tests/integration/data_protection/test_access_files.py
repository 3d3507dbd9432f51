"""Attached files are read for a person behind the search: names, text, and what could not be."""

import io
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import SubjectItem, SubjectRequest
from comity.assistance.queries.access import items_of
from comity.assistance.queries.access_files import unread_files
from comity.assistance.services import attach_exhibit
from comity.assistance.services.access import keep_access_law, search_subject
from comity.assistance.services.access_moves import end_subject, erase_subject
from comity.assistance.services.rectifying import was_supplied_by_us
from comity.assistance.terms.access import LawDraft
from comity.assistance.terms.access_files import (
    FilePlace,
    FileRead,
    FilesBeingReadError,
    FileUnread,
)
from comity.evidence.models import Exhibit
from comity.evidence.terms import Intake
from comity.evidence.vault import vault
from comity.interfaces.access_replies import reply_of, reply_told
from comity.ledger.models import LedgerEntry
from comity.node import access_reading
from comity.node.access_reading import read_files
from comity.node.logs import line_of as logged
from comity.node.time_keeping import TimeKeeping
from comity.officers.models import Officer
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import (
    ON,
    Scene,
    answer_body,
    exhibit_told,
    line_of,
    request_body,
)
from tests.integration.assistance.standing import OF_KIND, Exchange, let_exchange
from tests.integration.data_protection.asking import (
    ASKED,
    DPO,
    GRANT,
    PERSON,
    WITHHOLD,
    approved,
    consulted,
    decided,
    opinion_comes,
    proposed,
    question_comes,
    released,
    searched,
)
from tests.integration.rest.client import Caller
from tests.unit.assistance.standing_files import LINE, csv_of
from tests.unit.interfaces.test_file_places import workbook, zipped

CSV = f"Number;Importer\n1;Other\n2;{PERSON}\n"


def attached(scene: Scene, name: str, content: bytes | str, **change: Any) -> str:
    """A request of ours with one file, which the person is named in nowhere else."""
    reference = scene.draft(**change)
    held = content.encode() if isinstance(content, str) else content
    sealed = vault().seal(io.BytesIO(held))
    with transaction.atomic(durable=True):
        attach_exhibit(
            reference,
            sealed,
            intake=Intake(name, "application/octet-stream", "file of the case"),
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    return reference


def pass_by(scene: Scene) -> None:
    """The worker's turn."""
    read_files(scene.now, stop=threading.Event(), own_code="US")


def in_files(made: SubjectRequest) -> list[tuple[str, tuple[FilePlace, ...]]]:
    return [(item.exhibit.file_name, item.file_places) for item in items_of(made) if item.exhibit]


def test_names_and_text_of_files_are_found_and_the_record_names_nobody(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    attached(desk, f"{PERSON}.jpg", b"\xff\xd8\xff picture")
    attached(desk, "book.xlsx", workbook([["Importer"], [PERSON]]))
    attached(desk, "note.txt", "Nobody we know.")
    made = searched(desk)
    assert (made.reads_files, in_files(made)) == (True, [])
    with pytest.raises(FilesBeingReadError):
        proposed(desk, made)
    pass_by(desk)
    assert in_files(made) == [
        ("lines.csv", (FilePlace(3, "Importer"),)),
        (f"{PERSON}.jpg", (FilePlace(0),)),
        ("book.xlsx", (FilePlace(2, "Importer", "Sheet 0"),)),
    ]
    made.refresh_from_db()
    assert (made.reads_files, made.files_read, made.files_unread_count) == (False, 3, 1)
    (unread,) = unread_files(made)
    assert (unread.name, unread.why) == (f"{PERSON}.jpg", FileUnread.KIND)
    entry = LedgerEntry.objects.get(event="subject.files_read")
    assert dict(entry.facts()) == {"files": "3", "unread": "1", "found": "3"}
    assert b"Petrenko" not in bytes(entry.body)


def test_without_any_file_nothing_is_waited_for(desk: Scene) -> None:
    desk.sent(parties=PERSON)
    made = searched(desk)
    assert not made.reads_files
    pass_by(desk)
    assert not LedgerEntry.objects.filter(event="subject.files_read").exists()
    decided(desk, made, 1, GRANT)
    proposed(desk, made)


def test_a_zip_bomb_stays_shut_and_holds_nothing_up(desk: Scene) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    bomb = zipped(**parts, xl__worksheets__sheet1=b"<row/>" * 20_000_000)
    assert len(bomb) < 200_000
    attached(desk, "bomb.xlsx", bomb)
    attached(desk, "lines.csv", CSV)
    made = searched(desk)
    pass_by(desk)
    made.refresh_from_db()
    assert [(each.name, each.why) for each in unread_files(made)] == [
        ("bomb.xlsx", FileUnread.TOO_LARGE)
    ]
    assert [name for name, _ in in_files(made)] == ["lines.csv"]


def test_bytes_that_are_not_those_taken_in_are_told_and_hold_nothing_up(desk: Scene) -> None:
    attached(desk, "first.csv", CSV)
    attached(desk, "second.csv", CSV)
    broken = Exhibit.objects.get(file_name="first.csv")
    vault().remove(broken.pk)
    made = searched(desk)
    pass_by(desk)
    made.refresh_from_db()
    assert [each.why for each in unread_files(made)] == [FileUnread.DAMAGED]
    assert [name for name, _ in in_files(made)] == ["second.csv"]


def test_what_came_with_an_answer_nobody_has_opened_is_not_read(desk: Scene) -> None:
    ours = desk.sent()
    desk.accepted_there(ours)
    told = exhibit_told(b"%PDF-1.7 invoice", file_name=f"{PERSON}.pdf")
    body = {**answer_body(ours), "exhibits": [told]}
    desk.tell("assistance.answer", body, exhibits=(line_of(told),))
    desk.sent(parties=PERSON)
    made = searched(desk)
    pass_by(desk)
    assert in_files(made) == []
    desk.open(ours)
    again(desk, made)
    pass_by(desk)
    (found,) = [item for item in items_of(made) if item.exhibit]
    assert (found.partner, found.place.value, found.request.reference) == ("UA", "file", ours)
    made.refresh_from_db()
    assert [each.why for each in unread_files(made)] == [FileUnread.NOT_HERE]


def again(scene: Scene, made: SubjectRequest) -> None:
    scene.now += timedelta(seconds=1)
    with transaction.atomic(durable=True):
        search_subject(made.reference, officer=scene.officer(DPO), at=scene.now, on=ON)


def test_another_search_keeps_what_was_decided_on_a_file(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    made = searched(desk)
    pass_by(desk)
    decided(desk, made, 1, WITHHOLD)
    again(desk, made)
    pass_by(desk)
    (item,) = items_of(made)
    assert (item.verdict, item.number, item.place_count) == ("withhold", 1, 1)


def test_a_turn_that_is_over_goes_on_with_the_next_file(desk: Scene) -> None:
    for number in range(3):
        attached(desk, f"{number}.csv", CSV)
    made = searched(desk)
    turns = 0
    while made.reads_files and turns < 9:
        # Time for one file: it is asked once for the end, and once before each file.
        seconds = chain((0.0, 1.0), repeat(99.0))
        read_files(desk.now, stop=threading.Event(), own_code="US", clock=seconds.__next__)
        made.refresh_from_db()
        turns += 1
    assert (turns, len(in_files(made))) == (3, 3)


def test_an_ended_request_is_read_for_no_more_nor_for_who_left_the_office(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    made = searched(desk)
    Officer.objects.get(username=DPO).appointments.update(role="auditor")
    pass_by(desk)
    made.refresh_from_db()
    assert (made.reads_files, in_files(made)) == (True, [])
    Officer.objects.get(username=DPO).appointments.update(role="data_protection_officer")
    with transaction.atomic(durable=True):
        end_subject(made.reference, reason="Gone.", officer=desk.officer(DPO), at=desk.now)
    pass_by(desk)
    assert in_files(made) == []


def test_a_file_is_given_by_its_name_and_places_and_withheld_without_a_trace(desk: Scene) -> None:
    attached(desk, "given.csv", CSV)
    attached(desk, "withheld.csv", CSV)
    made = searched(desk)
    pass_by(desk)
    decided(desk, made, 1, GRANT)
    decided(desk, made, 2, WITHHOLD)
    assert not any(map(was_supplied_by_us, items_of(made)))
    proposed(desk, made)
    approved(desk, made)
    reply = reply_of(made.reference, seen_by=desk.officer(DPO))
    (given,) = reply.given
    assert (given.file, given.places, given.texts) == (
        "given.csv",
        (FilePlace(3),),
        (),
    )
    assert "withheld.csv" not in json.dumps(reply_told(reply))
    browser = Client()
    browser.force_login(officer_named(DPO))
    page = browser.get(f"/records/access/{made.reference}/reply/").content.decode()
    assert "given.csv" in page
    assert "line 3" in page
    assert "withheld.csv" not in page


def test_what_goes_to_a_person_names_nobody_else_by_a_column_a_sheet_or_a_key(
    desk: Scene,
) -> None:
    other, third, fourth = "Jane Roe", "Max Muster", "Olena Koval"
    sheet: list[list[object]] = [[other, third], [PERSON, PERSON], ["x", PERSON]]
    attached(desk, "book.xlsx", workbook(sheet))
    attached(desk, "table.csv", f"Number;{other}\n1;{PERSON}\n")
    attached(desk, "lines.json", json.dumps({fourth: PERSON}))
    made = searched(desk)
    pass_by(desk)
    browser = Client()
    browser.force_login(officer_named(DPO))
    where = f"/records/access/{made.reference}/"
    inside = [browser.get(f"{where}items/{n}/").content.decode() for n in (1, 2, 3)]
    for name in (other, third, fourth, "Sheet 0"):
        assert any(name in page for page in inside), "who decides sees the place"
    for item in items_of(made):
        decided(desk, made, item.number, GRANT)
    proposed(desk, made)
    approved(desk, made)
    reply = reply_of(made.reference, seen_by=desk.officer(DPO))
    assert [(each.places, each.place_count) for each in reply.given] == [
        ((FilePlace(2), FilePlace(3)), 3),
        ((FilePlace(2),), 1),
        ((FilePlace(1),), 1),
    ]
    told: Any = reply_told(reply)
    assert told["given"][0]["places"] == [{"line": 2}, {"line": 3}]
    out = [
        json.dumps(told),
        browser.get(f"{where}reply/").content.decode(),
        Caller(DPO).sign_in().get(f"/subject-requests/{made.reference}/reply").text,
    ]
    for text in out:
        assert PERSON in text
        for name in (other, third, fourth, "Sheet 0", "Importer"):
            assert name not in text


def test_a_file_that_is_too_large_is_not_even_opened(
    desk: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(desk, f"{PERSON}.csv", CSV)
    monkeypatch.setattr(access_reading, "MOST_BYTES", len(CSV) - 1)
    opened: list[Exhibit] = []
    monkeypatch.setattr(access_reading, "check_exhibit", opened.append)
    made = searched(desk)
    pass_by(desk)
    made.refresh_from_db()
    assert [each.why for each in unread_files(made)] == [FileUnread.TOO_LARGE]
    assert in_files(made) == [(f"{PERSON}.csv", (FilePlace(0),))]
    assert opened == []


def test_of_a_file_that_breaks_the_reader_the_log_has_the_type_of_the_error_alone(
    desk: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(name: str, pieces: object, **_: object) -> FileRead:
        if pieces is None:
            return FileRead()
        raise KeyError(f"a cell of {PERSON}")

    attached(desk, "lines.csv", CSV)
    monkeypatch.setattr(access_reading, "places_in_file", breaks)
    made = searched(desk)
    pass_by(desk)
    made.refresh_from_db()
    assert [each.why for each in unread_files(made)] == [FileUnread.DAMAGED]
    (line,) = [logged(each) for each in caplog.records if each.name == access_reading.__name__]
    assert line["error"].endswith("KeyError")
    assert PERSON not in json.dumps(line)


def test_a_partners_file_is_given_only_after_it_was_heard(desk: Scene) -> None:
    told = exhibit_told(file_name=f"{PERSON}.pdf")
    reference = "UA-US-2026-00901"
    body = request_body(reference=reference, exhibits=[told])
    desk.tell("assistance.request", body, exhibits=(line_of(told),))
    made = searched(desk)
    pass_by(desk)
    (item,) = items_of(made)
    assert (item.request.reference, item.partner) == (reference, "UA")
    asked = released(desk, consulted(desk, made, item.number))
    opinion_comes(desk, asked)
    decided(desk, made, item.number, GRANT)


def test_pages_and_the_api_tell_what_is_read_and_what_not(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    attached(desk, "scan.pdf", b"%PDF-1.7 scan")
    made = searched(desk)
    browser = Client()
    browser.force_login(officer_named(DPO))
    where = f"/records/access/{made.reference}/"
    assert "reading attached files" in browser.get(where).content.decode()
    pass_by(desk)
    page = " ".join(browser.get(where).content.decode().split())
    for told in ("lines.csv", "scan.pdf", "it is neither text nor a table", "1 attached file was"):
        assert told in page
    assert "line 3, column Importer" in browser.get(f"{where}items/1/").content.decode()
    seen = Caller(DPO).sign_in().get(f"/subject-requests/{made.reference}").json()
    assert seen["items"][0]["file"] == "lines.csv"
    assert seen["items"][0]["places"] == [{"line": 3, "column": "Importer", "sheet": ""}]
    files = {"being_read": False, "read": 1, "by_name_alone": 1}
    assert {name: seen["files"][name] for name in files} == files
    assert seen["files"]["unread"][0]["why"] == "kind"


def test_erasing_who_asked_takes_the_places_away(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    made = searched(desk)
    pass_by(desk)
    SubjectRequest.objects.filter(pk=made.pk).update(state="answered", closed_at=desk.now)
    with transaction.atomic(durable=True):
        from_law(desk)
        erase_subject(
            made.reference,
            officer=desk.officer(DPO),
            signed_in_afresh_at=desk.now,
            at=desk.now,
            on=ON + timedelta(days=9),
        )
    assert SubjectItem.objects.get().places == []


def from_law(scene: Scene) -> None:
    law = LawDraft(article="5 USC 552a", keep_days=1)
    keep_access_law(law, officer=scene.officer(DPO), at=scene.now)


def test_files_of_a_standing_exchange_are_read_both_ways(desk: Scene) -> None:
    let_exchange(desk)
    reference = desk.received(**OF_KIND)
    desk.accept(reference)
    exchange = Exchange(desk, reference).agreed()
    desk.now = datetime(2026, 11, 30, 15, tzinfo=UTC)
    exchange.let_go(exchange.hand_in(csv_of(LINE)))
    word = LINE.split(",")[0]
    draft = replace(ASKED, person=word)
    made = searched(desk, draft)
    pass_by(desk)
    (item,) = [each for each in items_of(made) if each.exhibit]
    assert item.exhibit is not None
    assert (item.exhibit.file_name, item.partner) == ("week.csv", "")
    assert item.file_places[0].line == 2
    # The partner that got it may ask us about it, though no reply brought it.
    assert question_comes(desk, reference).request.reference == reference


def test_one_pass_of_the_clocks_reads_them(desk: Scene) -> None:
    attached(desk, "lines.csv", CSV)
    made = searched(desk)
    TimeKeeping(threading.Event(), "US").pass_once(at=desk.now)
    assert [name for name, _ in in_files(made)] == ["lines.csv"]
