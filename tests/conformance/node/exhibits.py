"""Exhibits, given by this node's door and fetched by its puller."""

import asyncio
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from tests.conformance.node import ends  # isort: skip  starts Django, before models are read

from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.evidence.arrival import Arrival
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import announce, grant, take_in
from comity.evidence.source import SealedExhibits
from comity.evidence.terms import Announced, Intake
from comity.evidence.vault import furnish, vault
from comity.exchange import wiring
from comity.exchange.connection import Answer
from comity.exchange.descriptor import read_descriptor
from comity.exchange.queries import is_linked
from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.services import sealing_key_of
from comity.exchange.transport import HttpsTransport
from comity.interfaces.peer.door import Door, make_application
from comity.kernel.errors import ComityError, Problem
from tests.conformance.node import media
from tests.conformance.node.checks import Told, base, text_of
from tests.conformance.node.ends import AT, PEOPLE
from tests.home import HOME

CASE = "UA-US-2026-00001"


def _begin(told: Told) -> tuple[NodeKeys, str]:
    keys = ends.begin(told)
    furnish(keys=lambda: keys, folder=HOME / "blobs")
    return keys, read_descriptor(base(told["partner"])).code


class RefusedThereError(ComityError):
    """What the door answered, by its code and facts."""

    def __init__(self, problem: Problem) -> None:
        self.code = problem.code
        super().__init__(**dict(problem.facts))


# ---- giver


@dataclass
class Heard:
    """What a door answered to one request."""

    events: list[MutableMapping[str, Any]] = field(default_factory=list)

    async def send(self, event: MutableMapping[str, Any]) -> None:
        self.events.append(event)

    def told(self) -> Told:
        start, *rest = self.events
        headers, body = dict(start["headers"]), b"".join(each.get("body", b"") for each in rest)
        if start["status"] >= 400:
            found = json.loads(body)
            raise RefusedThereError(Problem(found["code"], facts=tuple(found["facts"].items())))
        content_range = headers.get(b"content-range", b"").decode()
        return {"status": start["status"], "content_range": content_range, "data": text_of(body)}


async def _nothing_more() -> MutableMapping[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _shut(door: Door) -> None:
    """End the door's threads, and with them their connections to a database that is replaced."""

    async def ends() -> MutableMapping[str, Any]:
        return {"type": "lifespan.shutdown"}

    await door({"type": "lifespan"}, ends, Heard().send)


class Giver:
    """A node whose door gives exhibits to a partner."""

    def __init__(self, told: Told) -> None:
        keys, self.partner = _begin(told)
        wiring.register([], exhibits=SealedExhibits(is_linked))
        self.keys, self.code = keys, read_descriptor(base(told["own"])).code

    def offer(self, told: Told) -> Told:
        sealed, officer = vault().seal(BytesIO(base(told["content"]))), PEOPLE[0]
        with transaction.atomic(durable=True):
            exhibit = take_in(
                sealed,
                intake=Intake("file"),
                case=CASE,
                agency=None,
                officer=officer,
                at=AT,
                counted=False,
            )
            hand = Hand(officer.name, officer.agency, AT)
            key = sealing_key_of(self.partner)
            capability = grant(exhibit, partner=self.partner, recipient=key, hand=hand)
        return _named(exhibit, capability)

    def carry(self, _told: Told) -> Told:
        return media.carry_exhibits(self.partner, at=AT)

    def give(self, told: Told) -> Told:
        wanted = told["range"]
        scope = {
            **{"type": "http", "method": "GET", "path": f"/exhibits/{told['capability']}"},
            "headers": [] if wanted is None else [(b"range", wanted.encode())],
        }
        heard = Heard()
        door = make_application(self.keys, self.code, clock=lambda: AT)
        asyncio.run(door(scope, _nothing_more, heard.send))
        asyncio.run(_shut(door))
        return heard.told()


def _named(exhibit: Exhibit, capability: str) -> Told:
    names = ("file_name", "media_type", "source", "digest", "size", "payload_size")
    both = {"id": str(exhibit.id), "payload_digest": exhibit.payload_digest}
    told = {name: getattr(exhibit, name) for name in names}
    return {
        "exhibit": {**both, **told, "capability": capability},
        "line": {**both, "size": exhibit.payload_size},
    }


# ---- puller


class Road(HttpsTransport):
    """The transport, but for the line: it notes what is asked and has one answer at most."""

    def __init__(self, answer: Answer | None = None) -> None:
        super().__init__(_no_descriptor)
        self.answer = answer
        self.wanted: Told = {}

    def _request(
        self,
        partner: str,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        limit: int,
    ) -> Answer:
        self.wanted = {"capability": path.rpartition("/")[2], "range": headers["Range"]}
        if self.answer is None:
            raise TransportError(TransportFault.TOO_SLOW, partner=partner)
        return self.answer


def _no_descriptor(_code: str) -> Any:
    raise ValueError("no door is asked here")


class Puller:
    """A node that fetches one exhibit of its partner's."""

    def __init__(self, told: Told) -> None:
        self.keys, self.partner = _begin(told)

    def announce(self, told: Told) -> Told:
        with transaction.atomic(durable=True):
            hand = Hand("node", "", AT)
            named = Announced(**told["exhibit"])
            announce(named, partner=self.partner, case=CASE, agency=None, hand=hand)
        return {}

    def next(self, _told: Told) -> Told:
        return self._go_on(Road()) or {"capability": "", "range": None}

    def given(self, told: Told) -> Told:
        answer = Answer(told["status"], told["content_range"], base(told["data"]))
        self._go_on(Road(answer))
        return {}

    def bring(self, told: Told) -> Told:
        return media.bring_exhibits(told, keys=self.keys, clock=lambda: AT + timedelta(minutes=1))

    def _go_on(self, road: Road) -> Told:
        exhibit = Exhibit.objects.get()
        if exhibit.held_at is not None or exhibit.fault:
            return {}
        try:
            arrival = Arrival(road, self.keys, clock=lambda: AT + timedelta(minutes=1))
            arrival.go_on(exhibit, more=lambda: False)
        except TransportError:
            # It rests, and asks again; that is for the next request to show.
            pass
        return road.wanted

    def state(self, _told: Told) -> Told:
        exhibit = Exhibit.objects.get()
        if exhibit.held_at is not None:
            content = b"".join(vault().checked_pieces(exhibit))
            return {"state": "held", "content": text_of(content)}
        return {"state": "refused" if exhibit.fault else "awaited", "code": exhibit.fault}


# ---- verbs


@dataclass
class Exhibits:
    """The giver and the puller made last."""

    giver: Giver | None = None
    puller: Puller | None = None

    def take_up(self, verb: str, told: Told) -> Told:
        """Answer one verb of an exhibit; `new` makes its end."""
        end, _, act = verb.partition(".")
        if verb == "giver.new":
            self.giver = Giver(told)
            return {}
        if verb == "puller.new":
            self.puller = Puller(told)
            return {}
        found: Told = getattr(self.giver if end == "giver" else self.puller, act)(told)
        return found


take_up = Exhibits().take_up
