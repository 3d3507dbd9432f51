"""Nothing typed is lost, no button fools anybody, and pages say early what stands in the way."""

from dataclasses import asdict
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.assistance.models import Enclosure, Request
from comity.interfaces.web import kept
from comity.interfaces.web.requests import views
from comity.officers.models import Officer
from tests.integration.assistance.scene import AGREEMENT, ANSWER, DRAFT, Scene

TYPED = {name: value for name, value in asdict(DRAFT).items() if isinstance(value, str)}
NEW = "/requests/new/"


def browser(username: str, **how: Any) -> Client:
    client = Client(**how)
    client.force_login(Officer.objects.get(username=username))
    return client


def page(answer: Any) -> str:
    return str(answer.content.decode())


def a_file(name: str = "invoice.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7", "application/pdf")


# ---- a chosen file goes in whatever button is pressed


@pytest.mark.parametrize("wish", ["save", "submit", "check", "attach"])
def test_every_button_takes_the_chosen_file_in_first(scene: Scene, wish: str) -> None:
    scene.settle_assessment()
    told = TYPED | {"action": wish, "source": "Broker's file", "file": a_file()}
    answer = browser("j.alvarez").post(NEW, told)
    assert answer.status_code == 302
    assert Enclosure.objects.get().exhibit.file_name == "invoice.pdf"
    assert Request.objects.get().state == ("submitted" if wish == "submit" else "draft")


@pytest.mark.parametrize("wish", ["save", "submit"])
def test_a_file_that_cannot_be_taken_in_stops_the_button(scene: Scene, wish: str) -> None:
    empty = SimpleUploadedFile("invoice.pdf", b"", "application/pdf")
    told = TYPED | {"action": wish, "source": "Broker's file", "file": empty}
    answer = browser("j.alvarez").post(NEW, told)
    assert answer.status_code == 200
    assert 'id="id_file_error"' in page(answer)
    assert "The draft is saved." in page(answer)
    assert Request.objects.get().state == "draft"
    assert not Enclosure.objects.exists()


def test_saving_an_answer_takes_the_chosen_file_in(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    told: dict[str, Any] = {"text": "Four times.", "purposes": ["duty-assessment"]}
    told |= {"onward": ANSWER.onward}
    told |= {"action": "save", "source": "Exporter's file", "file": a_file()}
    assert browser("j.alvarez").post(f"/requests/{reference}/answer/", told).status_code == 302
    assert Enclosure.objects.get().exhibit.source == "Exporter's file"


# ---- buttons, methods, tokens


@pytest.mark.parametrize("act", ["submit", "withdraw", "close", "open"])
def test_the_address_of_a_button_leads_back_to_the_button(scene: Scene, act: str) -> None:
    reference = scene.draft()
    answer = browser("j.alvarez").get(f"/requests/{reference}/{act}/", follow=True)
    assert answer.redirect_chain == [(f"/requests/{reference}/", 302)]
    assert "Press the button again." in page(answer)
    assert Request.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("address", "back"), [("/records/verify/", "/records/"), ("/requests/basis/", NEW)]
)
def test_other_buttons_lead_back_too(scene: Scene, address: str, back: str) -> None:
    who = "a.hale" if "records" in address else "j.alvarez"
    assert browser(who).get(address)["Location"] == back


def test_a_wrong_method_is_told_in_the_frame(scene: Scene) -> None:
    for address, method in (("/requests/", "post"), ("/records/verify/", "put")):
        answer = getattr(browser("a.hale"), method)(address)
        assert answer.status_code == 405
        assert answer["Allow"]
        assert "Nothing was done." in page(answer)


def test_a_form_of_an_earlier_session_comes_back_with_what_was_typed(scene: Scene) -> None:
    client = browser("j.alvarez", enforce_csrf_checks=True)
    mark = kept.mark_for(scene.officer("j.alvarez"))
    told = {"subject": "Typed for an hour", "action": "save", kept.MARK: mark}
    answer = client.post(NEW, told, follow=True)
    assert answer.redirect_chain == [(NEW, 302)]
    assert "Typed for an hour" in page(answer)
    assert "csrfmiddlewaretoken" in page(answer)
    assert not Request.objects.exists()


def test_a_form_without_this_officers_mark_is_not_given_back(scene: Scene) -> None:
    client = browser("j.alvarez", enforce_csrf_checks=True)
    for mark in ("", kept.mark_for(scene.officer("m.chen"))):
        assert client.post(NEW, {"subject": "x", kept.MARK: mark}).status_code == 403
    assert kept_forms(client) == []


def kept_forms(client: Client) -> list[str]:
    return [key for key in dict(client.session.items()) if key.startswith("kept")]


# ---- what is said, and when


def test_saving_says_only_what_keeps_a_draft_from_being_saved(scene: Scene) -> None:
    told = {"facts": "x" * 9000}
    saving = page(browser("j.alvarez").post(NEW, told | {"action": "save"}))
    assert "The draft was not saved" in saving
    assert saving.count("field-error") == 1
    submitting = page(browser("j.alvarez").post(NEW, told | {"action": "submit"}))
    assert submitting.count("field-error") > 1


def test_an_approver_of_what_the_law_refers_finds_the_button_shut(scene: Scene) -> None:
    reference = scene.draft()
    scene.submit(reference)
    shut = page(browser("m.chen").get(f"/requests/{reference}/approve/"))
    assert "What the law says" in shut
    assert "Why it may" not in shut
    assert 'value="approve"' not in shut
    assert "The law does not carry this act as it stands" in shut
    scene.settle_assessment()
    may = page(browser("m.chen").get(f"/requests/{reference}/approve/"))
    assert "Why it may" in may
    assert 'value="approve"' in may


def test_the_treaty_desk_is_led_from_a_referred_request_to_the_instrument(scene: Scene) -> None:
    reference = scene.draft()
    scene.submit(reference)
    for who, led in (("t.brooks", True), ("j.alvarez", False)):
        shown = page(browser(who).get(f"/requests/{reference}/"))
        assert (f'href="/agreements/{AGREEMENT}/#settle"' in shown) is led
    assert 'id="settle"' in page(browser("t.brooks").get(f"/agreements/{AGREEMENT}/"))


def test_a_missing_link_is_told_while_the_draft_is_written(scene: Scene) -> None:
    told = "is linked to this one: once approved, it goes by letter"
    client = browser("j.alvarez")
    for partner, missing in (("CN", True), ("UA", False)):
        assert (told in page(client.post("/requests/basis/", {"partner": partner}))) is missing
        reference = scene.draft(partner=partner, under="")
        assert (told in page(client.get(f"/requests/{reference}/"))) is missing


@pytest.mark.parametrize("address", ["/agreements/", f"/agreements/{AGREEMENT}/"])
def test_an_impossible_day_is_told_at_its_field_and_kept(scene: Scene, address: str) -> None:
    client = browser("t.brooks")
    wrong = page(client.get(address, {"on": "2026-13-40"}))
    assert 'value="2026-13-40"' in wrong
    assert 'aria-describedby="on_error"' in wrong
    right = page(client.get(address, {"on": "2020-02-03"}))
    assert "on_error" not in right
    assert "As the law stood on" in right
    assert "3 Feb 2020" in right


def test_a_draft_has_a_day_and_no_deadline(scene: Scene) -> None:
    scene.draft(reply_wanted_on="2020-02-03")
    shown = page(browser("j.alvarez").get("/?tab=mine"))
    assert "days late" not in shown


def test_the_example_of_a_day_keeps_its_order_in_arabic(scene: Scene) -> None:
    client = browser("j.alvarez")
    client.post("/language/", {"language": "ar"})
    assert '<bdi dir="ltr">2026-12-01</bdi>' in page(client.get(NEW))


def test_a_case_shows_the_latest_of_its_entries_and_leads_to_all_of_them(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.settle_assessment()
    client = browser("j.alvarez")
    client.post(NEW, TYPED | {"action": "submit"})
    reference = Request.objects.get().reference
    whole = page(client.get(f"/requests/{reference}/"))
    recorded = whole.count('<td><a href="/records/')
    assert recorded > 1
    assert "Latest entries" not in whole
    monkeypatch.setattr(views, "LATEST_SHOWN", recorded - 1)
    text = page(client.get(f"/requests/{reference}/"))
    assert "Latest entries" in text
    assert text.count('<td><a href="/records/') == recorded - 1
    assert f'href="/records/?about={reference}"' in text
