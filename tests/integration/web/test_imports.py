"""The pages and the API of an import: told row by row, handed over once, confirmed by another."""

import csv
import io
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from comity.assistance.models import CaseloadImport, Request, WaitingRow
from comity.assistance.terms.imports import ImportState
from comity.node.working import run_imports
from tests.integration.assistance.old_files import HEADINGS, IN, OUT, confirm, second_unit
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller
from tests.integration.web.test_desk_pages import browser, page


@pytest.fixture
def house(scene: Scene) -> Scene:
    second_unit(scene)
    return scene


def as_csv(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode()


def as_workbook(*rows: tuple[str, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def sent(content: bytes, action: str, **more: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("open.csv", content), "action": action, **more}


def test_a_file_is_checked_and_every_refused_row_is_told_with_its_column(house: Scene) -> None:
    wrong = (*IN[:6], "lost", *IN[7:])
    central = browser("c.unit")
    shown = page(central.post("/imports/", sent(as_csv(OUT, wrong), "hand_over")))
    assert "1 would be taken in, 0 were imported before, 1 are refused." in shown
    assert "Write one of these: accepted, received." in shown
    assert not CaseloadImport.objects.exists()
    assert "Handed over" not in shown


def test_a_checked_file_is_not_kept_and_a_handed_over_one_waits(house: Scene) -> None:
    central = browser("c.unit")
    shown = page(central.post("/imports/", sent(as_workbook(OUT, IN), "check")))
    assert "2 would be taken in" in shown and "may be handed over" in shown
    assert not CaseloadImport.objects.exists()
    assert central.post("/imports/", sent(as_workbook(OUT, IN), "hand_over")).status_code == 302
    found = CaseloadImport.objects.get()
    own = page(central.get(f"/imports/{found.pk}/"))
    assert "a second person" in own and "Confirm the import" not in own
    other = browser("c.second")
    assert "Confirm the import" in page(other.get(f"/imports/{found.pk}/"))
    asked = other.post(f"/imports/{found.pk}/", {"action": "confirm"})
    assert "/accounts/reauthenticate/" in asked["Location"]
    found.refresh_from_db()
    assert found.stands is ImportState.PROPOSED
    assert "open.csv" in page(browser("a.hale").get("/imports/"))


def test_headings_and_files_that_do_not_do_are_told_in_words(house: Scene) -> None:
    central = browser("c.unit")
    strange = (*HEADINGS[:4], "Betreff", *HEADINGS[5:])
    shown = page(central.post("/imports/", sent(as_csv(OUT, headings=strange), "check")))
    assert "No column of the file tells this." in shown
    named = sent(as_csv(OUT, headings=strange), "check", columns="subject = Betreff")
    assert "may be handed over" in page(central.post("/imports/", named))
    assert "neither XLSX nor CSV" in page(central.post("/imports/", sent(b"%PDF-1.7", "check")))
    assert "This is needed." in page(central.post("/imports/", {"action": "check"}))


def test_what_a_row_says_is_shown_inert(house: Scene) -> None:
    hostile = ("<script>alert(1)</script>", "=cmd|'/C calc'!A0", *OUT[2:])
    shown = page(browser("c.unit").post("/imports/", sent(as_csv(hostile), "check")))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown


def test_the_api_does_the_same_and_tells_how_far_it_is(house: Scene) -> None:
    caller = Caller("c.unit").sign_in()
    raw = "application/octet-stream"
    place = "/caseload-imports?file_name=open.csv"
    checked = caller.post(f"{place}&dry_run=true", as_csv(OUT, IN), content_type=raw)
    assert (checked.status_code, checked.json()["taken"]) == (200, 2)
    assert checked.json()["number"] is None
    made = caller.post(place, as_csv(OUT, IN), content_type=raw)
    assert made.status_code == 201
    number = made.json()["number"]
    assert caller.post(f"/caseload-imports/{number}/confirm").status_code == 403
    seen = caller.get(f"/caseload-imports/{number}").json()
    assert (seen["state"], seen["rows"], seen["waiting"]) == ("proposed", 2, 2)
    assert caller.get("/caseload-imports").json()["items"] == [seen]
    second = Caller("c.second").sign_in()
    second.sign_in_afresh()
    assert second.post(f"/caseload-imports/{number}/confirm").json()["state"] == "confirmed"
    assert caller.post(f"/caseload-imports/{number}/end").json()["state"] == "withdrawn"


class OneLook(threading.Event):
    """Set once the worker would rest."""

    def wait(self, timeout: float | None = None) -> bool:
        if timeout:
            self.set()
        return self.is_set()


@pytest.mark.django_db(transaction=True)
def test_an_error_nobody_foresaw_stops_the_import_and_its_page_says_so(
    house: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    browser("c.unit").post("/imports/", sent(as_csv(OUT, IN), "hand_over"))
    number = CaseloadImport.objects.get().pk
    confirm(house, number)
    WaitingRow.objects.filter(number=3).update(cells={"no column": ""})
    run_imports(own_code="US", stop=OneLook())
    found = CaseloadImport.objects.get()
    assert (found.stands, found.taken) == (ImportState.STOPPED, 0)
    assert not Request.objects.exists()
    assert [record.exc_info is not None for record in caplog.records] == [True]
    shown = page(browser("c.unit").get(f"/imports/{number}/"))
    assert "Stopped at row 2." in shown and "the log of this node names the cause" in shown
    assert Caller("c.unit").sign_in().get(f"/caseload-imports/{number}").json()["problems"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_a_confirmed_import_in(house: Scene) -> None:
    central = browser("c.unit")
    central.post("/imports/", sent(as_csv(OUT, IN), "hand_over"))
    number = CaseloadImport.objects.get().pk
    confirm(house, number)

    run_imports(own_code="US", stop=OneLook())
    assert CaseloadImport.objects.get().stands is ImportState.DONE
    ours = Request.objects.get(side="requesting")
    shown = page(browser("j.alvarez").get(f"/requests/{ours.reference}/"))
    assert "From the former files" in shown and "Paper file in room 12." in shown
