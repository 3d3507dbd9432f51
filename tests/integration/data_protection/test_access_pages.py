"""The pages of what persons ask: each act is done there, and each empty page teaches."""

import re
from typing import Any

from django.test import Client

from comity.assistance.models import (
    AccessConsultation,
    Afterword,
    SubjectRequest,
    TransferApproval,
    TransferRule,
)
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import PASSWORD, Scene
from tests.integration.data_protection.asking import DPO, PERSON, question_comes, searched

FORM = {
    "right": "access",
    "person": PERSON,
    "identity": "in_person",
    "identity_on": "2026-11-20",
    "received_on": "2026-11-19",
    "asked": "All of it.",
}


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(officer_named(username))
    return browser


def signed_in(username: str) -> Client:
    """A browser whose officer has just confirmed with the password."""
    browser = browser_of(username)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def page(browser: Client, path: str = "") -> str:
    answer = browser.get(f"/records/access/{path}")
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def press(browser: Client, path: str, **typed: Any) -> None:
    answer = browser.post(f"/records/access/{path}", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert "reauthenticate" not in answer["Location"]


def read_on(browser: Client, found: AccessConsultation) -> dict[str, str]:
    """When what the page shows was written, as the page sends it back."""
    shown = page(browser, f"consultations/{found.pk}/")
    marked = re.search(r'name="written_at" value="([^"]+)"', shown)
    assert marked is not None, shown
    return {"written_at": marked[1]}


def test_a_request_goes_its_way_on_pages(desk: Scene) -> None:
    desk.sent(parties=PERSON)
    officer, second = signed_in(DPO), signed_in("c.unit")
    assert "Nobody has asked yet" in page(officer)
    press(officer, "new/", **FORM)
    made = SubjectRequest.objects.get()
    where = f"{made.reference}/"
    assert "Not searched yet" in page(officer, where)
    press(officer, where, act="search")
    assert "undecided" in page(officer, where)
    press(officer, f"{where}items/1/", act="decide", verdict="grant")
    press(officer, where, act="propose")
    press(second, where, act="return", reason="Look again.")
    assert "Look again." in page(officer, where)
    press(officer, where, act="propose")
    made.refresh_from_db()
    press(second, where, act="approve", version=str(made.version))
    assert PERSON in page(officer, f"{where}reply/")
    press(officer, where, act="answer", number="DP-7", on="2026-11-20")
    made.refresh_from_db()
    assert made.state == "answered"
    assert "person answered" in page(second)


def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Scene) -> None:
    answer = browser_of(DPO).post("/records/access/new/", {**FORM, "right": ""})
    assert answer.status_code == 200
    assert PERSON in answer.content.decode()
    assert not SubjectRequest.objects.exists()


def test_our_law_is_written_down_on_the_page(desk: Scene) -> None:
    officer = browser_of(DPO)
    told = {"days": "10", "unit": "working_days", "article": "5 USC 552a", "consult_days": "5"}
    press(officer, "", **told, keep_days="")
    assert "5 USC 552a" in page(officer)


def test_a_supplier_is_heard_and_we_answer_one_on_pages(desk: Scene) -> None:
    ours = desk.sent(parties=PERSON)
    desk.received(parties=PERSON)
    made = searched(desk)
    theirs = next(item for item in made.items.all() if item.partner)
    officer, second = signed_in(DPO), signed_in("c.unit")
    press(officer, f"{made.reference}/items/{theirs.number}/", act="consult", why="")
    asked = AccessConsultation.objects.get()
    assert f"/records/access/consultations/{asked.pk}/" in page(second)
    press(second, f"consultations/{asked.pk}/", act="release", **read_on(second, asked))
    asked.refresh_from_db()
    assert asked.state == "sent"
    came = question_comes(desk, ours)
    told = {"verdict": "objection", "ground": "investigation", "reasons": "It goes on."}
    press(officer, f"consultations/{came.pk}/", act="opinion", **told)
    before = read_on(second, came)
    press(officer, f"consultations/{came.pk}/", act="opinion", **{**told, "reasons": "Not yet."})
    where = f"/records/access/consultations/{came.pk}/"
    stale = second.post(where, {"act": "release", **before}).content.decode()
    assert "changed after you read it" in " ".join(stale.split())
    press(second, f"consultations/{came.pk}/", act="release", **read_on(second, came))
    assert "objection" in page(second, f"consultations/{came.pk}/")


def test_a_correction_is_written_approved_and_sent_on_pages(desk: Scene) -> None:
    desk.sent(parties=PERSON)
    made = searched(desk)
    officer = signed_in(DPO)
    told = {"field": "parties", "old": PERSON, "corrected": "Ivan Petrenka", "ground": "inaccurate"}
    where = f"{made.reference}/correct/"
    press(officer, where, items=["1"], why="A letter was wrong.", **told)
    written = Afterword.objects.get()
    waiting = officer.get("/records/transfers/waiting/").content.decode()
    address = f"/records/transfers/corrections/{written.request.reference}/{written.number}/"
    assert address in waiting
    assert "Ivan Petrenka" in officer.get(address).content.decode()
    said = officer.post(address, {"verdict": "opposed", "reasons": "Not yet."})
    assert said.status_code == 302
    assert [each.verdict for each in TransferApproval.objects.all()] == ["opposed", "approved"]


def test_rules_are_set_and_ended_on_pages(desk: Scene) -> None:
    officer, path = browser_of(DPO), "/records/transfers/rules/"
    assert "No rule is written down" in officer.get(path).content.decode()
    told = {"article": "Data Act s. 12", "kinds": ["answer"], "partners": "ua, tr"}
    assert officer.post(path, told).status_code == 302
    rule = TransferRule.objects.get()
    assert (rule.kinds, rule.categories, rule.partners) == (["answer"], [], ["TR", "UA"])
    assert "Data Act s. 12" in officer.get(path).content.decode()
    officer.post(f"{path}{rule.pk}/end/")
    rule.refresh_from_db()
    assert rule.ended_by == DPO
