"""Pages of countersigned terms: what would leave, what differs, and every act of the desk."""

from typing import Any

import pytest
from django.test import Client

from comity.agreements.models import Proposal, TermsProposal
from comity.agreements.queries import terms_differences
from comity.exchange.services import sign_terms
from comity.officers.models import Officer
from tests.integration.assistance.scene import AGREEMENT, Scene
from tests.integration.assistance.terms_scene import (
    MORE,
    asked_on_other_terms,
    proposed_by_partner,
)

TERMS = "/links/terms/"


def browser(username: str = "t.brooks", language: str = "en") -> Client:
    client = Client(headers={"Accept-Language": language})
    client.force_login(Officer.objects.get(username=username))
    return client


def page(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.usefixtures("scene")
def test_an_empty_page_says_what_terms_are() -> None:
    told = page(browser().get(TERMS))
    assert "Nothing has been proposed yet" in told
    assert "The authentic text prevails" in told


def test_what_would_leave_is_shown_before_it_leaves(scene: Scene) -> None:
    asked = {"agreement": AGREEMENT, "partner": "UA"}
    shown = page(browser().get(f"{TERMS}propose/", asked))
    assert "reference = &quot;us-ua-2016&quot;" in shown
    answer = browser().post(f"{TERMS}propose/", asked, follow=True)
    made = TermsProposal.objects.get()
    assert answer.redirect_chain == [(f"{TERMS}{made.pk}/", 302)]
    assert "being signed" in page(answer)
    sign_terms(scene.keys, at=scene.now)
    assert "both signatures are good" in page(browser().get(f"{TERMS}{made.pk}/"))
    again = browser().post(f"{TERMS}propose/", asked)
    assert "stands between" in page(again)


def test_an_encoding_like_ours_is_countersigned_by_one_button(scene: Scene) -> None:
    proposal, _ = proposed_by_partner(scene)
    shown = page(browser().get(f"{TERMS}{proposal}/"))
    assert "Both encodings are the same, to the last remark." in shown
    answer = browser().get(f"{TERMS}{proposal}/countersign/", follow=True)
    assert "Press the button again." in page(answer)
    answer = browser().post(f"{TERMS}{proposal}/countersign/", follow=True)
    assert "Countersigned." in page(answer)


def test_another_encoding_is_compared_and_can_be_taken_over(scene: Scene) -> None:
    proposal, _ = proposed_by_partner(scene, more=MORE)
    shown = page(browser().get(f"{TERMS}{proposal}/"))
    assert "Only the second has this provision: time limit for the answer (Article 9)" in shown
    assert "Begin a change with theirs" in shown
    refused = browser().post(f"{TERMS}{proposal}/countersign/", follow=True)
    assert "Our own encoding is another (differences: 1)" in page(refused)
    browser().post(f"{TERMS}{proposal}/take-over/")
    assert MORE in Proposal.objects.get().text
    again = browser().post(f"{TERMS}{proposal}/take-over/", follow=True)
    assert "You are changing this file already" in page(again)


def test_declining_wants_its_reasons_and_keeps_what_was_typed(scene: Scene) -> None:
    proposal, _ = proposed_by_partner(scene, more=MORE)
    told = page(browser().post(f"{TERMS}{proposal}/decline/", {"reason": ""}))
    assert "Say why" in told
    answer = browser().post(f"{TERMS}{proposal}/decline/", {"reason": "Not ours."}, follow=True)
    assert "Declined." in page(answer)
    assert "Not ours." in page(answer)


def test_a_difference_relied_on_is_shown_and_decided(scene: Scene) -> None:
    asked_on_other_terms(scene)
    (found,) = terms_differences(seen_by=scene.officer("t.brooks"))
    assert "Their encoding is not known here." in page(browser().get(TERMS))
    path = f"{TERMS}differences/{found.id}/"
    assert "Go by our own encoding" in page(browser().get(path))
    assert "Say why" in page(browser().post(path, {"reason": ""}))
    answer = browser().post(path, {"reason": "Ours is the text."}, follow=True)
    assert "Ours is the text." in page(answer)
    assert "Go by our own encoding" not in page(browser().get(path))


@pytest.mark.parametrize("path", ["countersign/", "take-over/", "decline/"])
def test_only_the_treaty_desk_acts(scene: Scene, path: str) -> None:
    proposal, _ = proposed_by_partner(scene)
    told = browser("j.alvarez").post(f"{TERMS}{proposal}/{path}", {"reason": "x"})
    assert told.status_code == 403
    assert TermsProposal.objects.get().steps.count() == 1
    assert "Our answer" not in page(browser("j.alvarez").get(f"{TERMS}{proposal}/"))


def test_the_pages_stand_in_arabic_too(scene: Scene) -> None:
    proposal, _ = proposed_by_partner(scene, more=MORE)
    asked_on_other_terms(scene)
    (found,) = terms_differences(seen_by=scene.officer("t.brooks"))
    asked = f"propose/?agreement={AGREEMENT}&partner=UA"
    for path in ("", asked, f"{proposal}/", f"differences/{found.id}/"):
        told = browser(language="ar").get(f"{TERMS}{path}")
        assert told.status_code == 200
        assert 'dir="rtl"' in page(told)


@pytest.mark.usefixtures("scene")
def test_agreements_and_links_lead_to_terms() -> None:
    assert 'href="/links/terms/"' in page(browser().get("/links/"))
    shown = page(browser().get(f"/agreements/{AGREEMENT}/"))
    assert f'href="/links/terms/?agreement={AGREEMENT}"' in shown
