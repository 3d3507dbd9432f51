"""A reply in parts on the pages, over the API, and where others look for what is theirs."""

import json
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from comity.assistance import services
from comity.assistance.models import Answer, ReplyPart, Request
from comity.assistance.services.completing import register_completion
from comity.assistance.terms.parts import PartsStayError
from comity.officers.queries import officer_named
from tests.integration.assistance import informing
from tests.integration.assistance.informing import settle_telling
from tests.integration.assistance.parting import AGENCYS, COURTS, decide, drafted, part
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.turning import ask_completion
from tests.integration.assistance.urgently import LETTER, take
from tests.integration.letters.paper import keep_address

FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def browser(who: str) -> Client:
    client = Client()
    client.force_login(officer_named(who))
    return client


def test_a_part_is_written_ruled_and_withheld_on_its_pages(scene: Scene) -> None:
    reference = drafted(scene)
    officer = browser("j.alvarez")
    page = f"/requests/{reference}/parts/"
    assert "No part waits" in officer.get(page).content.decode()
    wrong = officer.post(f"{page}new/", {"originator": "court", "part_text": "Seen."})
    assert "This is needed." in wrong.content.decode()
    right = {"originator": "court", "part_text": "Seen.", "named": "District court"}
    assert officer.post(f"{page}new/", right).status_code == 302
    shown = officer.get(page).content.decode()
    assert "waits for its originator" in shown
    assert "District court has not consented to its release." in shown
    noted = {"act": "note", "leave": "Order 4", "consents": "on"}
    assert officer.post(f"{page}1/", noted).status_code == 302
    assert "may go" in officer.get(page).content.decode()
    held = {"act": "withhold", "ground": "ex.secret", "told": "on"}
    assert officer.post(f"{page}1/", held).status_code == 302
    shown = officer.get(f"{page}1/").content.decode()
    assert "industrial, commercial or professional secret" in shown
    assert officer.post(f"{page}1/", {"act": "take_up"}).status_code == 302
    assert officer.post(f"{page}1/", {"act": "leave_out"}).status_code == 302
    assert not ReplyPart.objects.exists()


def test_whoever_releases_reads_each_part_and_why_one_stays(scene: Scene) -> None:
    reference = drafted(scene)
    part(scene, reference)
    part(scene, reference, AGENCYS)
    boss, officer = browser("m.chen"), browser("j.alvarez")
    page = boss.get(f"/requests/{reference}/release/").content.decode()
    assert "Immigration and Customs has not consented to its release." in page
    assert "Parts that may not go now: 2." in page
    told = officer.post(f"/requests/{reference}/parts/", {"still_to_come": "The rest."})
    assert told.status_code == 302
    assert Answer.objects.get().partial
    page = boss.get(f"/requests/{reference}/release/").content.decode()
    assert "Parts that may not go now" not in page


def test_an_agency_finds_what_is_asked_of_it_and_decides(scene: Scene) -> None:
    reference = drafted(scene)
    made = part(scene, reference, AGENCYS)
    boss = browser("e.stone")
    assert "Nothing of yours waits" in browser("m.chen").get("/parts/").content.decode()
    assert AGENCYS.text in boss.get("/").content.decode()
    assert AGENCYS.text in boss.get("/parts/").content.decode()
    page = f"/parts/{made.pk}/"
    shown = boss.get(page).content.decode()
    assert AGENCYS.text in shown
    assert Request.objects.get().subject not in shown
    read = {"written_at": dict(FIELD.findall(shown))["written_at"]}
    assert "This is needed." in boss.post(page, {"act": "refuse", **read}).content.decode()
    anew = {"originator": "agency", "agency": "ICE", "part_text": "Our agent was seen."}
    officer = browser("j.alvarez")
    officer.post(f"/requests/{reference}/parts/1/", {"act": "write", **anew})
    for old in (read, {}, {"written_at": "soon"}):
        shown = boss.post(page, {"act": "consent", **old}).content.decode()
        assert "It was changed after you read it" in shown
    read = {"written_at": dict(FIELD.findall(shown))["written_at"]}
    assert boss.post(page, {"act": "consent", **read}).status_code == 302
    made.refresh_from_db()
    assert (made.consented, made.decided_by) == (True, "e.stone")
    assert "This is decided" in boss.get(page).content.decode()
    assert browser("m.chen").get(page).status_code == 404


def test_the_card_says_how_many_parts_stay(scene: Scene) -> None:
    reference = drafted(scene)
    part(scene, reference, COURTS)
    shown = browser("j.alvarez").get(f"/requests/{reference}/").content.decode()
    assert "1 part has not gone yet." in shown


def test_the_same_is_done_over_the_api(scene: Scene) -> None:
    reference = drafted(scene)
    officer = browser("j.alvarez")

    def post(path: str, **body: object) -> dict[str, object]:
        sent = officer.post(path, json.dumps(body), content_type="application/json")
        assert sent.status_code in {200, 201}, sent.content
        told: dict[str, object] = sent.json()
        return told

    of_case = f"/api/v1/requests/{reference}/parts"
    post(of_case, text="Seen.", originator="court", named="Court")
    seen = officer.get(of_case).json()["items"]
    assert [(each["standing"], each["originator_says"]) for each in seen] == [("waits", "nothing")]
    post(f"{of_case}/1", text="Heard.", originator="court", named="Court")
    post(f"{of_case}/1/note", consents=True, leave="Order 4")
    post(f"{of_case}/1/withhold", ground="ex.secret", told=False)
    post(f"{of_case}/1/take-up")
    post(of_case, text="Ours.", originator="agency", agency="ICE")
    post(f"/api/v1/requests/{reference}/reply-in-part", still_to_come="More.")
    seen = officer.get(of_case).json()["items"]
    assert [each["standing"] for each in seen] == ["permitted", "waits"]
    boss = browser("e.stone")
    asked = boss.get("/api/v1/parts").json()["items"]
    assert [each["text"] for each in asked] == ["Ours."]

    def decide_read(written_at: str) -> tuple[int, dict[str, object]]:
        body = json.dumps({"consents": True, "written_at": written_at})
        page = f"/api/v1/parts/{asked[0]['key']}/decide"
        sent = boss.post(page, body, content_type="application/json")
        return sent.status_code, sent.json()

    status, told = decide_read("2026-01-01T09:00:00Z")
    assert (status, told["code"]) == (409, "stale_version")
    _status, told = decide_read(asked[0]["written_at"])
    assert told["consents"] is True
    assert browser("d.reyes").get(of_case).status_code == 404
    post(f"{of_case}/2/leave-out")


def test_a_part_that_waits_is_found_by_no_search_of_whose_it_is(scene: Scene) -> None:
    reference = drafted(scene)
    decide(scene, part(scene, reference, AGENCYS))
    scene.release(reference)
    for who, hits in (("j.alvarez", True), ("e.stone", False)):
        page = browser(who).get("/search/?q=agent").content.decode()
        assert (reference in page) is hits


def staying_over_the_api(officer: Client, reference: str) -> list[str]:
    told = officer.get(f"/api/v1/requests/{reference}/parts").json()["items"]
    return [each["standing"] for each in told]


def test_a_part_of_information_is_read_ruled_and_left_out_as_one_of_a_reply(scene: Scene) -> None:
    settle_telling(scene)
    reference = informing.drafted(scene)
    part(scene, reference, COURTS)
    with pytest.raises(PartsStayError):
        informing.release(scene, reference)
    officer, page = browser("j.alvarez"), f"/requests/{reference}/parts/"
    shown = officer.get(page).content.decode()
    assert "waits for its originator" in shown
    assert 'name="still_to_come"' not in shown
    assert (
        "District court has not consented to its release."
        in officer.get(f"{page}1/").content.decode()
    )
    assert staying_over_the_api(officer, reference) == ["waits"]
    assert officer.post(f"{page}1/", {"act": "leave_out"}).status_code == 302
    assert informing.release(scene, reference).state == "volunteered"


def test_a_part_stays_to_be_read_when_its_request_was_completed_and_waits_to_be_decided(
    scene: Scene,
) -> None:
    scene.settle_assessment(own_law=True)
    keep_address(scene)
    reference = take(scene).request.reference
    scene.accept(reference)
    scene.write_answer(reference)
    part(scene, reference, COURTS)
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="Wait.", officer=scene.officer("m.chen"), at=scene.now
        )
    ask_completion(scene, reference)
    with transaction.atomic(durable=True):
        register_completion(
            reference,
            added="The invoice is of 3 May.",
            came=LETTER,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )
    officer, page = browser("j.alvarez"), f"/requests/{reference}/parts/"
    assert "waits for its originator" in officer.get(page).content.decode()
    assert officer.get(f"{page}1/").status_code == 200
    assert staying_over_the_api(officer, reference) == ["waits"]
