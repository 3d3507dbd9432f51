"""Consent, recall and notice on the pages, and over the API; by letter too."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from comity.assistance.models import Afterword, Answer, Request
from comity.assistance.terms.afterwords import AfterwordState
from comity.exchange.models import Outbound
from comity.officers.queries import officer_named
from tests.integration.assistance.afterwording import comes
from tests.integration.assistance.scene import PASSWORD, Scene


@pytest.fixture
def desk(scene: Scene) -> Iterator[Scene]:
    # The pages read the clock; the scene goes by the same one.
    scene.now = datetime.now(UTC)
    with translation.override("en"):
        yield scene


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(officer_named(username))
    return browser


def signed_in(username: str) -> Client:
    """A browser whose officer has just signed in afresh."""
    browser = browser_of(username)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def opened(desk: Scene) -> str:
    desk.settle_assessment()
    reference = desk.sent()
    desk.accepted_there(reference)
    desk.answered_there(reference)
    desk.open(reference)
    return reference


def released(desk: Scene) -> str:
    desk.settle_assessment(own_law=True)
    reference = desk.received()
    desk.accept(reference)
    desk.write_answer(reference)
    desk.release(reference)
    return reference


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def in_days(number: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def test_consent_is_written_by_an_officer_and_sent_by_the_central_unit(desk: Scene) -> None:
    reference = opened(desk)
    officer, unit = browser_of("j.alvarez"), signed_in("c.unit")
    assert "Ask the supplier" in text(officer, f"/requests/{reference}/")
    path = f"/requests/{reference}/afterwords/consent/new/"
    assert "This is needed." in officer.post(path, {"why": ""}).content.decode()
    typed = {"purpose": "immigration", "why": "A visa was asked for.", "day": in_days(30)}
    assert officer.post(path, typed).status_code == 302
    page = f"/requests/{reference}/afterwords/1/"
    assert "Send it to the partner" not in text(officer, page)
    assert "to be sent" in text(unit, "/")
    assert "Send it to the partner" in text(unit, page)
    assert unit.post(page, {"act": "send"}).status_code == 302
    assert Outbound.objects.latest("pk").type == "assistance.consent_asked"
    assert "to be sent" not in text(unit, "/")
    assert "asked, not answered" in text(officer, f"/requests/{reference}/")


def test_sending_asks_for_a_fresh_sign_in(desk: Scene) -> None:
    reference = opened(desk)
    path = f"/requests/{reference}/afterwords/consent/new/"
    browser_of("j.alvarez").post(path, {"purpose": "immigration", "why": "A visa."})
    answer = browser_of("c.unit").post(f"/requests/{reference}/afterwords/1/", {"act": "send"})
    assert "reauthenticate" in answer.headers["Location"]
    assert Afterword.objects.get().stands is AfterwordState.DRAFTED


def test_what_a_partner_asks_is_decided_on_its_page_with_our_own_law_beside(desk: Scene) -> None:
    reference = released(desk)
    comes(
        desk,
        reference,
        "consent_asked",
        purpose="immigration",
        proceedings="",
        onward_to="",
        court="",
        day="",
        why="A visa was asked for.",
    )
    unit, page = signed_in("c.unit"), f"/requests/{reference}/afterwords/1/"
    assert "to be decided" in text(unit, "/")
    assert "to be decided" not in text(browser_of("j.alvarez"), "/")
    assert "Our own law on giving consent" in text(unit, page)
    assert "This is needed." in unit.post(page, {"act": "decide"}).content.decode()
    told = {"act": "decide", "decision": "given", "until": in_days(60), "conditions": "Once."}
    assert unit.post(page, told).status_code == 302
    assert Outbound.objects.latest("pk").type == "assistance.consent_given"
    assert "Withdraw the consent" in text(unit, page)


def test_a_recall_is_answered_on_its_page_and_the_answer_says_that_it_is_gone(
    desk: Scene,
) -> None:
    reference = opened(desk)
    told = {"wish": "delete", "items": ["answer"], "corrected": "", "why": "Wrong firm."}
    comes(desk, reference, "recall_asked", **told)
    unit, page = signed_in("c.unit"), f"/requests/{reference}/afterwords/1/"
    assert "The text of the answer" in text(unit, page)
    assert unit.post(page, {"act": "answer", "fate_0": "deleted"}).status_code == 302
    assert Answer.objects.get().is_erased
    shown = text(browser_of("j.alvarez"), f"/requests/{reference}/")
    assert "Its text was deleted" in shown
    assert "71 760" not in shown
    seen = browser_of("j.alvarez").get(f"/api/v1/requests/{reference}").json()
    assert seen["answer"]["text"] == ""


def test_what_is_not_seen_is_not_there(desk: Scene) -> None:
    reference = opened(desk)
    path = f"/requests/{reference}/afterwords/consent/new/"
    browser_of("j.alvarez").post(path, {"purpose": "immigration", "why": "A visa."})
    stranger = browser_of("d.reyes")
    for address in (path, f"/requests/{reference}/afterwords/1/"):
        assert stranger.get(address).status_code == 404
    assert stranger.get(f"/api/v1/requests/{reference}/afterwords").status_code == 404
    assert browser_of("a.hale").get(path).status_code == 403


def test_the_same_over_the_api_with_a_letter_where_the_partner_has_no_node(desk: Scene) -> None:
    reference = opened(desk)
    Request.objects.update(channel="letter")
    officer, unit = browser_of("j.alvarez"), signed_in("c.unit")
    path = f"/api/v1/requests/{reference}/afterwords"
    body = {"kind": "consent", "purpose": "immigration", "why": "A visa."}
    made = officer.post(path, json.dumps(body), content_type="application/json")
    assert (made.status_code, made.json()["state"]) == (201, "drafted")
    bare = unit.post(f"{path}/1/send", "{}", content_type="application/json")
    assert bare.status_code == 422
    before = Outbound.objects.count()
    letter = {"number": "D-7", "on": in_days(-1)}
    sent = unit.post(
        f"{path}/1/send", json.dumps({"letter": letter}), content_type="application/json"
    )
    assert (sent.json()["state"], sent.json()["letter"]) == ("open", "D-7")
    decided = unit.post(
        f"{path}/1/decide",
        json.dumps({"given": True, "until": in_days(9), "letter": {**letter, "number": "UA-9"}}),
        content_type="application/json",
    )
    assert (decided.json()["state"], decided.json()["reply_letter"]) == ("given", "UA-9")
    assert Outbound.objects.count() == before
    ruled = officer.post(
        f"/api/v1/requests/{reference}/uses",
        json.dumps({"purpose": "immigration"}),
        content_type="application/json",
    )
    assert ruled.json()["outcome"] == "permitted"
    asked = officer.get(f"/api/v1/rulings/use?reference={reference}&purpose=immigration")
    assert asked.json()["outcome"] == "permitted"


def test_a_partners_letter_that_asks_consent_is_taken_down_and_decided(desk: Scene) -> None:
    reference = released(desk)
    Request.objects.update(channel="letter")
    unit = signed_in("c.unit")
    path = f"/api/v1/requests/{reference}/afterwords"
    letter = {"number": "UA-3", "on": in_days(-2)}
    body = {"kind": "consent", "purpose": "immigration", "why": "A visa.", "letter": letter}
    made = unit.post(path, json.dumps(body), content_type="application/json")
    assert (made.json()["state"], made.json()["ours"]) == ("open", False)
    told = {"given": False, "reasons": "No.", "letter": {"number": "D-9", "on": in_days(0)}}
    done = unit.post(f"{path}/1/decide", json.dumps(told), content_type="application/json")
    assert done.json()["state"] == "refused"
