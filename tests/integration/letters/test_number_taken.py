"""A letter was registered under a number that the partner's node uses afterwards."""

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import Request
from comity.assistance.queries.renumbered import SameNumber, same_number
from comity.assistance.services import close_request
from comity.assistance.terms import Channel, ReferenceTakenError, RequestState
from comity.evidence.models import Exhibit
from comity.exchange.models import Link
from comity.exchange.terms import LinkState
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.letters.paper import dispatch, register_request, without_node

NUMBER = "UA-US-2026-00007"
OURS = "UA-US-2026-90001"
BOTH = SameNumber(letter=OURS, node=NUMBER)


@pytest.fixture
def letter(scene: Scene) -> Request:
    without_node(scene)
    made = register_request(scene, reference=NUMBER)
    scene.attach(NUMBER, b"%PDF-1.7 a letter", "c.unit")
    Link.objects.update(state=LinkState.CONFIRMED)
    return made


def found(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def test_the_node_has_its_number_and_the_letter_goes_on_under_one_of_ours(
    scene: Scene, letter: Request
) -> None:
    scene.received(reference=NUMBER)
    assert found(NUMBER).channel == Channel.NODE
    assert (found(OURS).pk, found(OURS).channel) == (letter.pk, Channel.LETTER)
    assert Exhibit.objects.get().case == OURS
    moved = LedgerEntry.objects.get(event="letter.renumbered")
    assert (moved.about, dict(moved.facts())["item"]) == (OURS, NUMBER)
    scene.accept(OURS)
    dispatch(scene, OURS)
    assert found(OURS).stands is RequestState.ACCEPTED
    assert found(NUMBER).stands is RequestState.RECEIVED


def test_what_was_done_with_the_letter_stays(scene: Scene, letter: Request) -> None:
    scene.accept(NUMBER)
    dispatch(scene, NUMBER)
    scene.write_answer(NUMBER)
    scene.release(NUMBER)
    dispatch(scene, NUMBER, number="D-2026/120")
    with transaction.atomic(durable=True):
        close_request(NUMBER, officer=scene.officer("c.unit"), at=scene.now)
    scene.received(reference=NUMBER)
    assert found(OURS).stands is RequestState.CLOSED
    assert found(OURS).letters.count() == 3


def test_a_number_of_the_node_itself_is_used_once(scene: Scene, letter: Request) -> None:
    scene.received(reference=NUMBER)
    with pytest.raises(ReferenceTakenError):
        scene.received(reference=NUMBER)
    assert Request.objects.count() == 2


def test_a_number_that_we_gave_stays_ours(scene: Scene, letter: Request) -> None:
    ours = register_request(scene).reference
    with pytest.raises(ReferenceTakenError):
        scene.received(reference=ours)
    assert found(ours).channel == Channel.LETTER


def test_officers_are_told_on_both_if_they_may_see_both(scene: Scene, letter: Request) -> None:
    unit = scene.officer("c.unit")
    assert same_number(letter, seen_by=unit) is None
    scene.received(reference=NUMBER)
    for reference in (OURS, NUMBER):
        assert same_number(found(reference), seen_by=unit) == BOTH
        browser = Client()
        browser.force_login(Officer.objects.get(username="c.unit"))
        page = browser.get(f"/requests/{reference}/").content.decode()
        assert "One number, two matters" in page
        assert f"/requests/{OURS}/" in page and f"/requests/{NUMBER}/" in page
    scene.accept(NUMBER)
    assert same_number(found(NUMBER), seen_by=scene.officer("j.alvarez")) is None
    assert same_number(found(scene.received(reference="UA-US-2026-00008")), seen_by=unit) is None
