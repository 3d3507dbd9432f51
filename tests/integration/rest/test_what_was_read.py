"""Nothing leaves but what was read: whoever sends back the instant that was shown is let out.

Instants have microseconds here and milliseconds in many programs; an answer that cut them off
would refuse everyone who repeats it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from comity.assistance.terms.standing import StandingWord
from comity.exchange.models import Outbound
from tests.integration.assistance.delivering import OF_KIND as CONTROLLED_DELIVERY
from tests.integration.assistance.delivering import Desk, let_deliver
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.standing import OF_KIND as STANDING_EXCHANGE
from tests.integration.assistance.standing import Exchange, let_exchange
from tests.integration.data_protection.asking import PERSON, opined, question_comes
from tests.integration.rest.client import Caller, problem_of
from tests.unit.assistance.standing_files import TERMS


@dataclass(frozen=True)
class Waiting:
    """What waits for a second person: where it is read, who lets it go, how it is written on."""

    path: str
    who: str
    write_on: Callable[[], object]
    changed: str


@pytest.fixture
def at_an_uneven_instant(scene: Scene) -> Scene:
    """The scene, now, at an instant that milliseconds do not hold."""
    scene.now = (timezone.now() - timedelta(minutes=1)).replace(microsecond=123457)
    return scene


def ahead(days: int) -> str:
    # The door asks the clock of the machine what day it is.
    return (timezone.now().date() + timedelta(days=days)).isoformat()


def a_plan(scene: Scene) -> Waiting:
    let_deliver(scene)
    reference = scene.received(**CONTROLLED_DELIVERY)
    scene.accept(reference)
    desk, days = Desk(scene, reference), {"starts_on": ahead(10), "ends_on": ahead(14)}
    desk.plan(**days)
    path = f"/requests/{reference}/delivery"
    return Waiting(path, "m.chen", lambda: desk.plan(**days), "delivery_plan_changed")


def terms(scene: Scene) -> Waiting:
    let_exchange(scene)
    reference = scene.received(**STANDING_EXCHANGE)
    scene.accept(reference)
    exchange = Exchange(scene, reference)
    facts = {**TERMS, "starts_on": ahead(10), "ends_on": ahead(400)}
    exchange.say(StandingWord.TERMS, facts)
    path = f"/requests/{reference}/standing"
    return Waiting(
        path, "m.chen", lambda: exchange.say(StandingWord.TERMS, facts), "standing_changed"
    )


def an_opinion(scene: Scene) -> Waiting:
    scene.settle_assessment(own_law=True)
    came = question_comes(scene, scene.sent(parties=PERSON))
    opined(scene, came)
    path = f"/access-consultations/{came.pk}"
    return Waiting(path, "c.unit", lambda: opined(scene, came), "stale_version")


PLACES = [a_plan, terms, an_opinion]


def shown_at(caller: Caller, path: str) -> str:
    """When what waits was written, as the door tells it."""
    told = caller.get(path).json()
    return str((told.get("waiting") or told)["written_at"])


def signed_in_afresh(who: str) -> Caller:
    caller = Caller(who).sign_in()
    assert caller.sign_in_afresh().status_code == 200
    return caller


@pytest.mark.parametrize("place", PLACES)
def test_what_was_shown_may_be_sent_back(
    at_an_uneven_instant: Scene, place: Callable[[Scene], Waiting]
) -> None:
    scene = at_an_uneven_instant
    waiting = place(scene)
    caller = signed_in_afresh(waiting.who)
    shown, before = shown_at(caller, waiting.path), Outbound.objects.count()
    assert datetime.fromisoformat(shown) == scene.now
    answer = caller.post(f"{waiting.path}/send", {"written_at": shown})
    assert answer.status_code == 200, answer.content
    assert Outbound.objects.count() == before + 1


@pytest.mark.parametrize("place", PLACES)
def test_what_was_written_on_since_does_not_leave(
    at_an_uneven_instant: Scene, place: Callable[[Scene], Waiting]
) -> None:
    scene = at_an_uneven_instant
    waiting = place(scene)
    caller = signed_in_afresh(waiting.who)
    shown, before = shown_at(caller, waiting.path), Outbound.objects.count()
    scene.now += timedelta(microseconds=1)
    waiting.write_on()
    problem_of(caller.post(f"{waiting.path}/send", {"written_at": shown}), 409, waiting.changed)
    assert Outbound.objects.count() == before
    again = shown_at(caller, waiting.path)
    assert caller.post(f"{waiting.path}/send", {"written_at": again}).status_code == 200
