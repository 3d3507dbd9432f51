"""The pages let out the version that was read, and show what they have no word for."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation

from comity.assistance.models import Answer, Request
from comity.exchange.jobs import Courier
from comity.exchange.models import Outbound
from comity.officers.queries import officer_named
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
    answer = browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return browser


@pytest.mark.parametrize("told", [{}, {"version": ""}, {"version": "two"}, {"version": "1"}])
def test_a_form_without_the_version_that_stands_there_lets_no_request_out(
    desk: Scene, told: dict[str, str]
) -> None:
    desk.settle_assessment()
    reference = desk.draft()
    desk.submit(reference)
    approver, path = signed_in("m.chen"), f"/requests/{reference}/approve/"
    assert 'name="version" value="2"' in approver.get(path).content.decode()
    answer = approver.post(path, {"action": "approve", **told})
    assert "changed after you read it" in answer.content.decode()
    assert Request.objects.get(reference=reference).state == "submitted"
    approver.post(path, {"action": "approve", "version": "2"})
    assert Request.objects.get(reference=reference).state == "sent"


@pytest.mark.parametrize("told", [{}, {"version": "1"}])
def test_a_form_without_the_version_that_stands_there_lets_no_answer_out(
    desk: Scene, told: dict[str, str]
) -> None:
    desk.settle_assessment(own_law=True)
    reference = desk.received()
    desk.accept(reference)
    desk.write_answer(reference)
    approver, path = signed_in("m.chen"), f"/requests/{reference}/release/"
    assert 'name="version" value="2"' in approver.get(path).content.decode()
    answer = approver.post(path, {"action": "approve", **told})
    assert "changed after you read it" in answer.content.decode()
    assert not Outbound.objects.filter(type="assistance.answer").exists()


def test_a_code_that_no_draft_may_hold_any_more_is_shown_as_it_stands(desk: Scene) -> None:
    desk.settle_assessment()
    reference = desk.received()
    desk.accept(reference)
    desk.write_answer(reference)
    Answer.objects.update(
        onward="perhaps", handling="H9", purposes=["curiosity"], proceedings=["duel"]
    )
    for username, page in [("j.alvarez", ""), ("j.alvarez", "answer/")]:
        answer = browser_of(username).get(f"/requests/{reference}/{page}")
        assert answer.status_code == 200
    release = browser_of("m.chen").get(f"/requests/{reference}/release/")
    told = release.content.decode()
    assert all(code in told for code in ("perhaps", "H9", "curiosity", "duel"))


def test_why_a_partner_would_not_take_a_message_is_told_in_our_words(desk: Scene) -> None:
    desk.settle_assessment()
    reference = desk.sent()
    Courier(desk.keys, desk.partner, clock=lambda: desk.now).pass_once()
    Outbound.objects.update(refused="call_this_number")
    told = browser_of("j.alvarez").get(f"/requests/{reference}/").content.decode()
    assert "a cause that this node does not know" in told
    assert "call_this_number" not in told
