"""Many callers at once: strangers give way to newer ones, floods wait behind themselves."""

import asyncio
import json
from collections.abc import Coroutine, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from comity.exchange.descriptor import read_descriptor
from comity.exchange.models import Inbound
from comity.interfaces.peer.door import Door, make_application
from comity.interfaces.peer.gate import Limits
from comity.interfaces.peer.reading import Deadlines
from tests.hostile.world import keys_of, own_raw
from tests.integration.exchange.conftest import Node, link_with
from tests.nodes.partner_simulator import PartnerSimulator

LIMITS = Limits(half_sent=10, waiting=4, parcels_a_minute=60)
MANY = 5000


@dataclass
class Caller:
    """One request on its way: what it has sent, and what it was answered."""

    door: Door
    pieces: list[bytes]
    ends: bool = True
    status: int = 0
    body: bytes = b""
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self) -> "Caller":
        left = list(self.pieces)

        async def receive() -> MutableMapping[str, Any]:
            if left:
                more = len(left) > 1 or not self.ends
                return {"type": "http.request", "body": left.pop(0), "more_body": more}
            await self.hung_up.wait()
            return {"type": "http.disconnect"}

        async def send(event: MutableMapping[str, Any]) -> None:
            self.status = event.get("status", self.status)
            self.body += event.get("body", b"")

        scope = {"type": "http", "method": "POST", "path": "/parcels", "headers": []}
        await self.door(scope, receive, send)
        return self

    @property
    def code(self) -> str:
        return str(json.loads(self.body)["code"])


@pytest.fixture
def door(attacked: Node) -> Iterator[Door]:
    yield from door_of(attacked, Deadlines(piece=1.0, head=1.0, parcel=5.0))


@pytest.fixture
def patient_door(attacked: Node) -> Iterator[Door]:
    """One that waits longer for a caller than anything here takes on a busy machine."""
    yield from door_of(attacked, Deadlines(piece=60.0, head=60.0, parcel=90.0))


def door_of(node: Node, deadlines: Deadlines) -> Iterator[Door]:
    door = make_application(
        node.keys, "US", clock=lambda: node.now, deadlines=deadlines, limits=LIMITS
    )
    yield door
    door._threads.end()


def played(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_half_sent_heads_are_capped_and_a_partner_is_served_beside_them(
    attacked: Node, door: Door
) -> None:
    attacked.partner.write()
    honest = attacked.partner.parcel()
    half = attacked.partner.head()[:900]

    async def story() -> None:
        strangers = [Caller(door, [half[: 100 + at]], ends=False) for at in range(400)]
        calls = [asyncio.ensure_future(each.call()) for each in strangers]
        await asyncio.sleep(0.1)
        gave_way = [each for each in strangers if each.status]
        assert len(gave_way) == 400 - LIMITS.half_sent
        assert {(each.status, each.code) for each in gave_way} == {(503, "parcel_gave_way")}
        # The oldest gave way, and the newest are still let send.
        assert not any(each.status for each in strangers[-LIMITS.half_sent :])
        served = await Caller(door, [honest[:500], honest[500:]]).call()
        assert served.status == 200
        # The deadline ends the rest.
        await asyncio.wait_for(asyncio.gather(*calls), timeout=3)
        ended = {(each.status, each.code) for each in strangers[-LIMITS.half_sent + 1 :]}
        assert ended == {(408, "parcel_too_slow")}

    played(story())
    assert Inbound.objects.count() == 1


def test_a_partner_that_floods_waits_behind_itself_and_the_other_goes_on(
    attacked: Node, patient_door: Door
) -> None:
    door = patient_door
    other = PartnerSimulator("KE", read_descriptor(own_raw()), keys=keys_of("KE"))
    link_with(other)
    other.write()
    attacked.partner.write()
    flood, quiet = attacked.partner.parcel(), other.parcel()
    head = attacked.partner.head()

    async def story() -> None:
        # It holds its own turn with a parcel that does not go on, and then sends forty more.
        first = Caller(door, [head + b"\n", b"age"], ends=False)
        stuck = asyncio.ensure_future(first.call())
        await asyncio.sleep(0.2)
        more = [Caller(door, [flood]) for _ in range(40)]
        calls = [asyncio.ensure_future(each.call()) for each in more]
        served = await asyncio.wait_for(Caller(door, [quiet]).call(), timeout=30)
        assert served.status == 200
        first.hung_up.set()
        await asyncio.gather(stuck, *calls)
        turned_away = [each for each in more if each.status == 429]
        assert {each.code for each in turned_away} == {"parcel_too_often"}
        assert len(turned_away) == 40 - (LIMITS.waiting - 1)
        assert all(each.status == 200 for each in more if each not in turned_away)

    played(story())
    assert Inbound.objects.count() == 2


def test_more_parcels_than_a_minute_has_room_for_are_turned_away_and_change_nothing(
    attacked: Node, door: Door
) -> None:
    attacked.partner.write()
    parcel = attacked.partner.parcel()

    statuses: list[int] = []

    async def story() -> None:
        while 429 not in statuses and len(statuses) < MANY:
            statuses.append((await Caller(door, [parcel]).call()).status)

    played(story())
    # One comes back each second, so how many are taken depends on how long it took.
    assert set(statuses[:-1]) == {200} and statuses[-1] == 429
    assert len(statuses) > LIMITS.parcels_a_minute
    assert Inbound.objects.count() == 1
