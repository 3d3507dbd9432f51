"""One real node, US, linked to a simulated one, UA, with a trivial message type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.exchange import wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.jobs import Courier, Pass
from comity.exchange.models import Channel
from comity.exchange.parcel import split_parcel
from comity.exchange.refusals import MessageNotKeptError
from comity.exchange.services import (
    add_link,
    confirm_link,
    handle_slice,
    hold,
    publish_descriptor,
    queue_message,
    recognise,
    revoke_link,
)
from comity.exchange.terms import Direction, MessageKind, NewMessage, Received
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation, Ground, Permission, Role
from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.terms import Viewer
from tests.nodes.partner_simulator import AT, TERMS, PartnerSimulator, descriptor_for

BROOKS = Viewer(1, "T. Brooks", "CBP", frozenset({Role.TREATY_DESK}))
ADMIN = Viewer(2, "N. Admin", "CBP", frozenset({Role.NODE_ADMINISTRATOR}))
ALVAREZ = Viewer(3, "J. Alvarez", "CBP", frozenset({Role.REQUEST_OFFICER}))
NOTED = EventKind("test.noted", ("text",), "{text}")
TEXT = {"text": {"type": "string"}}
SCHEMA = {"type": "object", "properties": TEXT, "required": ["text"]}
PERMISSION = Permission(
    under="us-ua-cmaa-2016",
    article="Art. 4",
    terms_digest=TERMS,
    on=date(2026, 11, 21),
    grounds=(Ground("covered", Citation.quoting("Art. 4")),),
)


class NotTodayError(ComityError):
    """The test's handler has been told to fail."""

    code = "not_today"


class NotKeptError(ComityError):
    """The test's handler has been told to keep nothing of it."""

    code = "not_kept"


@dataclass
class Desk:
    """A handler that notes what it is given, in the record and here."""

    taken: list[str] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    unkept: set[str] = field(default_factory=set)

    def take(self, received: Received) -> None:
        text = str(received.body["text"])
        if text in self.failing:
            raise NotTodayError(text=text)
        if text in self.unkept:
            raise MessageNotKeptError(because=NotKeptError())
        append(NOTED, about=received.message_id, by="node", agency="", at=received.at, text=text)
        transaction.on_commit(lambda: self.taken.append(text))


@dataclass
class Node:
    """The node under test, with short words for what its doors and jobs do."""

    keys: NodeKeys
    partner: PartnerSimulator
    desk: Desk
    now: datetime = AT

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin as a new process: what was only in memory is gone."""
        self.courier = Courier(self.keys, self.partner, clock=lambda: self.now)

    def send(self, text: str, **how: Any) -> str:
        message = NewMessage("test.note", {"text": text}, **how)
        with transaction.atomic(durable=True):
            return queue_message(message, to="UA", under=PERMISSION, at=self.now)

    def revoke(self, reason: str) -> None:
        """Revoke the link to the partner, as an officer who has just signed in."""
        with transaction.atomic(durable=True):
            revoke_link(
                "UA", reason=reason, officer=BROOKS, signed_in_afresh_at=self.now, at=self.now
            )

    def work(self) -> Pass:
        """One pass of the worker, after any rest it owes a partner."""
        self.now += timedelta(minutes=5)
        return self.courier.pass_once()

    def receive(self, parcel: bytes) -> bytes:
        head, sealed = split_parcel(parcel)
        recognised = recognise(head, own_code="US", at=self.now)
        return hold(recognised, sealed, keys=self.keys, at=self.now)

    def handle(self) -> None:
        """Handle everything held."""
        while not handle_slice(self.into.pk, at=self.now, more=lambda: True).was_last:
            pass

    @property
    def out(self) -> Channel:
        return Channel.objects.get(link__code="UA", direction=Direction.OUT)

    @property
    def into(self) -> Channel:
        return Channel.objects.get(link__code="UA", direction=Direction.IN)


@pytest.fixture(scope="session")
def own_keys() -> NodeKeys:
    return NodeKeys.generate("US")


@pytest.fixture(scope="session")
def own_raw(own_keys: NodeKeys) -> bytes:
    return descriptor_for(own_keys, "US")


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    wiring.register([MessageKind("test.note", 1, SCHEMA, desk.take)])
    yield desk
    wiring.register([])


@pytest.fixture
def unlinked(transactional_db: None, own_keys: NodeKeys, own_raw: bytes, desk: Desk) -> Node:
    with transaction.atomic(durable=True):
        publish_descriptor(own_raw, at=AT)
    return Node(own_keys, PartnerSimulator("UA", read_descriptor(own_raw)), desk)


def link_with(partner: PartnerSimulator) -> None:
    with transaction.atomic(durable=True):
        link = add_link(partner.descriptor, officer=BROOKS, at=AT)
    for officer in (BROOKS, ADMIN):
        with transaction.atomic(durable=True):
            confirm_link(link.code, number=link.number, officer=officer, at=AT)


@pytest.fixture
def node(unlinked: Node) -> Node:
    link_with(unlinked.partner)
    return unlinked
