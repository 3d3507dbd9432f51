"""The pages of oral requests and of what left alone: what they say, offer and take."""

from typing import Any

import pytest

from comity.assistance.models import DutyRelease, OralRequest, Request
from comity.assistance.terms import RequestState
from comity.assistance.terms.oral import OralState
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.test_pages import browser_of, signed_in
from tests.integration.assistance.urgently import (
    CALL,
    NIGHT,
    approve_alone,
    let_alone,
    put,
    take,
)
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "partner": "Ukraine",
    "put_at": CALL.put_at,
    "means": "telephone",
    "spoken_with": CALL.spoken_with,
    "why_urgent": CALL.why,
    "kind": CALL.kind,
    "subject": CALL.subject,
    "asked": CALL.asked,
}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_call_is_typed_and_found_again(scene: Scene) -> None:
    browser = browser_of("j.alvarez")
    assert "Nothing was asked by word of mouth" in text_of(browser.get("/oral/"))
    wrong = browser.post("/oral/put/", {**TYPED, "put_at": "yesterday"})
    assert "Write day and time as" in text_of(wrong)
    made = browser.post("/oral/put/", TYPED)
    said = OralRequest.objects.select_related("request").get()
    assert made.headers["Location"] == f"/requests/{said.request.reference}/oral/"
    page = text_of(browser.get(made.headers["Location"]))
    assert CALL.spoken_with in page and "by the custom of the house" in page
    assert CALL.subject in text_of(browser.get("/oral/"))
    assert "Put by word of mouth" in text_of(browser.get(f"/requests/{said.request.reference}/"))


def test_the_central_unit_reminds_and_joins_on_one_page(scene: Scene) -> None:
    reference = take(scene).request.reference
    written = scene.received(urgent=True, subject=CALL.subject)
    browser, address = browser_of("c.unit"), f"/requests/{reference}/oral/"
    page = text_of(browser.get(address))
    assert written in page and "words of the subject are the same" in page
    assert "Close it" not in page
    browser.post(address, {"act": "remind", "means": "telephone"})
    assert OralRequest.objects.get().reminders == 1
    wrong = text_of(browser.post(address, {"act": "join", "written": reference}))
    assert "cannot confirm" in wrong
    assert "This may confirm" in text_of(browser.get(f"/requests/{written}/"))
    browser.post(address, {"act": "join", "written": written})
    assert OralRequest.objects.get().stands is OralState.CONFIRMED


def test_acting_alone_is_offered_only_where_own_law_lets_it(scene: Scene) -> None:
    reference = scene.draft(NIGHT, urgent=True)
    scene.submit(reference, NIGHT)
    browser, address = browser_of(NIGHT), f"/requests/{reference}/alone/"
    assert browser.get(address).status_code == 302
    assert "Let it leave alone" not in text_of(browser.get(f"/requests/{reference}/"))
    let_alone(scene, "ask")
    assert "Let it leave alone" in text_of(browser.get(f"/requests/{reference}/"))
    assert "Exactly what would leave" in text_of(browser.get(address))
    version = str(Request.objects.get(reference=reference).version)
    typed = {"version": version, "alone": "danger_to_life", "reason": "The ferry leaves."}
    # Without a fresh sign-in it asks for one and lets nothing out.
    asked = browser.post(address, typed)
    assert asked.status_code == 302 and "reauthenticate" in asked.headers["Location"]
    assert Request.objects.get(reference=reference).stands is RequestState.SUBMITTED
    fresh = signed_in(NIGHT)
    assert "Choose" in text_of(fresh.post(address, {**typed, "alone": "tired"}))
    fresh.post(address, typed)
    assert Request.objects.get(reference=reference).stands is RequestState.SENT


def test_the_review_is_done_on_its_page_and_read_by_an_auditor(scene: Scene) -> None:
    let_alone(scene, "ask")
    reference = scene.draft(NIGHT, urgent=True)
    scene.submit(reference, NIGHT)
    made = approve_alone(scene, reference)
    address = f"/duty-releases/{made.pk}/"
    auditor = browser_of("a.hale")
    assert reference in text_of(auditor.get("/duty-releases/"))
    assert "Record the review" not in text_of(auditor.get(address))
    assert "Record the review" not in text_of(browser_of(NIGHT).get(address))
    browser = browser_of("m.chen")
    wrong = {"review": "release_not_confirmed", "follows": "nothing_follows", "reason": "No."}
    assert "has a consequence" in text_of(browser.post(address, wrong))
    browser.post(address, {**wrong, "follows": "recall_follows"})
    assert DutyRelease.objects.get().follows == "recall_follows"
    assert "recall" not in text_of(browser_of("e.stone").get("/duty-releases/"))


def test_the_same_over_the_api(scene: Scene) -> None:
    caller = Caller("c.unit").sign_in()
    body = {
        "partner": "UA",
        "kind": CALL.kind,
        "subject": CALL.subject,
        "asked": CALL.asked,
        "put_at": CALL.put_at,
        "spoken_with": CALL.spoken_with,
        "why": CALL.why,
    }
    made = caller.post("/oral/take", body)
    assert made.status_code == 201, made.content
    reference = made.json()["reference"]
    assert made.json()["due_on"] == "2026-11-25"
    assert caller.get("/oral").json()["items"][0]["reference"] == reference
    letter = {"written_on": "2026-11-20", "received_on": "2026-11-21", "number": "K-1"}
    told = caller.post(f"/requests/{reference}/oral/confirm", letter)
    assert told.json()["state"] == "confirmed", told.content
    assert caller.post(f"/requests/{reference}/oral/remind", {}).status_code == 409
    assert put(scene).reminders == 0
