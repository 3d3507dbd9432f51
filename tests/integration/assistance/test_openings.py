"""Openings that a link does not tell: acts and facts of one node, and nothing waits for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.lifecycle import steps_from
from comity.assistance.models import Answer, Deadline, Request
from comity.assistance.queries import FactCode, NextWho, inbox, request_detail, timeline
from comity.assistance.services.reckoning import reckon_slice
from comity.assistance.terms import Action, Channel, StepNotAllowedError, Tab
from comity.exchange.models import Link, Outbound
from comity.exchange.services.openings import set_openings
from comity.ledger.models import LedgerEntry
from tests.integration.assistance import informing
from tests.integration.assistance.replying import (
    answered_in_part_there,
    open_partial,
    put_question,
    write_question,
)
from tests.integration.assistance.scene import ON, Scene
from tests.integration.exchange.test_link_doors import browser
from tests.integration.rest.client import Caller, problem_of

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = {"question": "Who signed the invoice?", "reopens": True}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def keep_here(scene: Scene) -> None:
    with transaction.atomic(durable=True):
        set_openings("UA", told=False, officer=scene.officer("t.brooks"), at=scene.now)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def answered_by_them(scene: Scene) -> str:
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    return reference


def answered_by_us(scene: Scene, **change: Any) -> str:
    reference = scene.received(**change)
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    return reference


def close(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("c.unit"), at=scene.now)


def last_fact(scene: Scene, reference: str) -> tuple[FactCode, bool, str]:
    fact = timeline(reference, seen_by=scene.officer("j.alvarez"))[-1]
    return fact.code, fact.at is not None, fact.signed_by


def openings_sent() -> int:
    kinds = ("assistance.opened", "assistance.partial_opened")
    return Outbound.objects.filter(type__in=kinds).count()


def test_an_opening_that_is_kept_here_is_an_act_and_fact_of_this_node(scene: Scene) -> None:
    keep_here(scene)
    reference = answered_by_them(scene)
    scene.open(reference)
    assert (stored(reference).state, stored(reference).opening_message_id) == ("opened", "")
    assert openings_sent() == 0
    told = LedgerEntry.objects.get(about=reference, event="answer.opened")
    assert told.by == "j.alvarez"
    assert dict(told.facts())["message"] == ""
    assert last_fact(scene, reference) == (FactCode.OPENED_HERE, True, "US/ledger")


def test_a_partial_reply_that_was_opened_is_not_told_either(scene: Scene) -> None:
    keep_here(scene)
    reference = scene.sent()
    scene.accepted_there(reference)
    answered_in_part_there(scene, reference)
    open_partial(scene, reference)
    assert Answer.objects.get().opened_at is not None
    assert openings_sent() == 0


def test_what_was_told_before_stays_told_and_what_is_opened_after_is_told_again(
    scene: Scene,
) -> None:
    first = answered_by_them(scene)
    scene.open(first)
    keep_here(scene)
    assert last_fact(scene, first)[0] is FactCode.DELIVERED
    with transaction.atomic(durable=True):
        set_openings("UA", told=True, officer=scene.officer("n.okafor"), at=scene.now)
    second = answered_by_them(scene)
    scene.open(second)
    assert openings_sent() == 2


def test_after_an_opening_that_was_kept_here_one_may_ask_further_and_close(scene: Scene) -> None:
    keep_here(scene)
    reference = answered_by_them(scene)
    scene.open(reference)
    write_question(scene, reference)
    put_question(scene, reference)
    assert stored(reference).state == "sent"
    assert Outbound.objects.latest("pk").type == "assistance.question"
    other = answered_by_them(scene)
    scene.open(other)
    close(scene, other)
    assert stored(other).state == "closed"


def test_information_opened_here_is_not_told(scene: Scene) -> None:
    keep_here(scene)
    reference = informing.told_us(scene)
    informing.allocate(scene, reference)
    scene.open(reference)
    assert stored(reference).state == "noted"
    assert openings_sent() == 0
    assert last_fact(scene, reference) == (FactCode.OPENED_HERE, True, "US/ledger")


def test_nobody_here_waits_for_a_partner_that_does_not_tell_openings(scene: Scene) -> None:
    waits = answered_by_us(scene)
    officer = scene.officer("j.alvarez")
    assert request_detail(waits, seen_by=officer).next_who is NextWho.PARTNER
    assert last_fact(scene, waits) == (FactCode.OPENED, False, "")
    scene.tell("link.openings", {"told": False}, under=None)
    detail = request_detail(waits, seen_by=officer)
    assert detail.next_who is NextWho.US_OFFICER
    assert Action.CLOSE in {offered.action for offered in detail.actions}
    assert last_fact(scene, waits) == (FactCode.UNTOLD, False, "")
    (row,) = inbox(seen_by=scene.officer("c.unit"), tab=Tab.FROM_PARTNERS, on=ON)
    assert (row.next_action, row.next_who) == (Action.CLOSE, NextWho.US_OFFICER)


def test_the_day_by_which_it_is_closed_counts_from_the_answer(scene: Scene) -> None:
    scene.tell("link.openings", {"told": False}, under=None)
    reference = answered_by_us(scene)
    closing = Deadline.objects.get(request__reference=reference, matter="closing")
    assert closing.begins == scene.now.date()
    scene.tell("link.openings", {"told": True}, under=None)
    request_of_another = answered_by_us(scene, reference="UA-US-2026-00008")
    there = Deadline.objects.filter(request__reference=request_of_another, matter="closing")
    assert not there.exists()


def test_what_was_answered_before_the_word_came_is_reckoned_anew(scene: Scene) -> None:
    reference = answered_by_us(scene)
    closing = Deadline.objects.filter(request__reference=reference, matter="closing")

    def reckoned() -> bool:
        with transaction.atomic(durable=True):
            while reckon_slice(at=scene.now):
                pass
        return closing.exists()

    assert not reckoned()
    scene.tell("link.openings", {"told": False}, under=None)
    assert reckoned()
    scene.tell("link.openings", {"told": True}, under=None)
    assert not reckoned()


def test_a_question_after_an_opening_that_was_not_told_brings_it_back(scene: Scene) -> None:
    reference = answered_by_us(scene)
    scene.tell("assistance.question", {"reference": reference, **QUESTION})
    assert stored(reference).state == "received"


def test_a_question_after_we_closed_what_nobody_told_was_opened_brings_it_back(
    scene: Scene,
) -> None:
    reference = answered_by_us(scene)
    close(scene, reference)
    scene.tell("assistance.question", {"reference": reference, **QUESTION})
    assert stored(reference).state == "received"


def test_an_opening_that_crosses_our_closing_is_noted_once(scene: Scene) -> None:
    reference = answered_by_us(scene)
    close(scene, reference)
    scene.now += timedelta(hours=1)
    scene.tell("assistance.opened", {"reference": reference})
    request = stored(reference)
    assert (request.state, request.opened_at) == ("closed", scene.now)
    events = LedgerEntry.objects.filter(about=reference).values_list("event", flat=True)
    assert list(events).count("answer.opening_received") == 1
    with pytest.raises(StepNotAllowedError):
        scene.tell("assistance.opened", {"reference": reference})


def test_what_was_refused_and_closed_is_neither_opened_nor_asked_further(scene: Scene) -> None:
    reference = scene.received()
    with transaction.atomic(durable=True):
        services.refuse_request(
            reference,
            ground="ex.burden",
            reasons="Too much at once.",
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )
    close(scene, reference)
    for kind, body in (("assistance.opened", {}), ("assistance.question", QUESTION)):
        with pytest.raises(StepNotAllowedError):
            scene.tell(kind, {"reference": reference, **body})


def test_a_partner_whose_link_was_made_before_is_asked_nothing(scene: Scene) -> None:
    """A node that never says anything of openings tells them, as every node before did."""
    link = Link.objects.get(code="UA")
    assert (link.tells_openings, link.openings_told) == (True, True)
    reference = answered_by_us(scene)
    scene.tell("assistance.opened", {"reference": reference})
    request = stored(reference)
    assert request.state == "opened"
    offered = steps_from(request.stands, record=request.own_side, channel=Channel.NODE)
    assert Action.CLOSE in {step.action for step in offered}


def test_the_decision_is_made_and_seen_on_the_page_and_at_the_api(scene: Scene) -> None:
    caller, page = Caller("n.okafor").sign_in(), browser("n.okafor")
    assert caller.get("/links/UA/openings").json() == {"partner": "UA", "tells": True, "told": True}
    page.post("/links/UA/keys/openings/", {"told": "no"})
    assert not Link.objects.get(code="UA").tells_openings
    shown = page.get("/links/UA/keys/").content.decode()
    assert "known here alone; the partner is not told" in shown
    assert "Tell openings again" in shown
    told = caller.post("/links/UA/openings", {"told": True}).json()
    assert told == {"partner": "UA", "tells": True, "told": True}
    problem_of(Caller("j.alvarez").sign_in().get("/links/UA/openings"), 403, "not_allowed")
    problem_of(caller.get("/links/BR/openings"), 404, "not_found")
