"""The node of the exchange's tests, whose keys are tended, and a partner that knows of keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.crypto.keys import NodeKeys, SealingKey, SigningKey
from comity.exchange import wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.envelope import read_envelope
from comity.exchange.key_terms import KeyRole, Rhythm
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.public_keys import PublicKey
from comity.exchange.services import ask_turn, confirm_turn, tend_keys
from comity.exchange.terms import MessageKind
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.integration.exchange.conftest import ADMIN, SCHEMA, Desk, Node
from tests.nodes.partner_simulator import AT

SECOND = Viewer(9, "S. Second", "CBP", frozenset({Role.NODE_ADMINISTRATOR}))
RHYTHM = Rhythm(overlap=timedelta(days=14), sealing_age=timedelta(days=90))


@dataclass
class MemoryKeyring:
    """A keystore in memory; what it was told to keep last is what it has."""

    kept: NodeKeys
    shown: bytes = b""
    keepings: int = 0

    def keys(self) -> NodeKeys:
        return self.kept

    def make(self, name: str) -> SigningKey:
        return SigningKey.generate(name)

    def keep(self, keys: NodeKeys) -> None:
        self.kept, self.keepings = keys, self.keepings + 1

    def show(self, descriptor: bytes) -> None:
        self.shown = descriptor


@dataclass
class Keeping:
    """The node under test with its keyring."""

    node: Node
    ring: MemoryKeyring
    rhythm: Rhythm = field(default=RHYTHM)

    def tend(self, **later: Any) -> None:
        """One pass over the keys, as the worker makes it, and what it queues is sent."""
        self.node.now += timedelta(**later)
        tend_keys(self.ring, rhythm=self.rhythm, at=self.node.now)
        self.node.keys = self.node.courier.keys = self.ring.keys()

    def turn(self, role: KeyRole) -> None:
        with transaction.atomic(durable=True):
            ask_turn(
                role,
                reason="planned",
                officer=ADMIN,
                signed_in_afresh_at=self.node.now,
                at=self.node.now,
            )
        if role is not KeyRole.SEALING:
            with transaction.atomic(durable=True):
                confirm_turn(
                    role, officer=SECOND, signed_in_afresh_at=self.node.now, at=self.node.now
                )

    def told(self, type_: str) -> list[dict[str, Any]]:
        """The bodies of one type that the partner holds, in order."""
        return [
            json.loads(message.body)
            for message in self.node.partner.held.messages
            if read_envelope(message.envelope).type == type_
        ]

    def partner_learns(self) -> None:
        """Let the simulated partner verify and seal by the newest descriptor."""
        self.node.partner.node = replace(
            read_descriptor(self.ring.shown), text=self.node.partner.node.text
        )


@pytest.fixture
def keeping(node: Node, desk: Desk, own_keys: NodeKeys) -> Iterator[Keeping]:
    wiring.register([MessageKind("test.note", 1, SCHEMA, desk.take), *LINK_KINDS])
    yield Keeping(node, MemoryKeyring(own_keys))


def introduced(keeping: Keeping, new: SigningKey | SealingKey, old: PublicKey) -> dict[str, Any]:
    """The body of `key.introduced` as an honest partner writes it."""
    link = keeping.node.partner.sent.origin.link
    if isinstance(new, SealingKey):
        key = PublicKey(KeyRole.SEALING, "UA/sealing", new.public())
        return key.told(replaces=old.digest(), note=b"")
    role = KeyRole(new.name.split("/")[1])
    key = PublicKey.of(role, new.public())
    note = new.sign_note(key.statement(link=link, replaces=old.digest()))
    return key.told(replaces=old.digest(), note=note)


__all__ = ["ADMIN", "AT", "SECOND", "Keeping", "introduced"]
