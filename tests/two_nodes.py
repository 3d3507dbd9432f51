"""Two whole nodes in one process, each with its own database, and the road between them.

Both run the product's own services, courier, door and handlers; only the road is the test's: it
holds parcels back, delivers them late, again, and in another order than they left.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.test import override_settings

from comity.agreements.services import import_register, settle
from comity.agreements.terms import settlement_from
from comity.assistance import messages
from comity.crypto.keys import NodeKeys
from comity.evidence import vault
from comity.evidence.jobs import pull_exhibits
from comity.evidence.source import SealedExhibits
from comity.exchange import wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.jobs import exchange_once
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.parcel import split_parcel
from comity.exchange.queries import is_linked
from comity.exchange.refusals import ParcelRefusedError, TransportError, TransportFault
from comity.exchange.services import (
    add_link,
    confirm_link,
    due_links,
    handle_slice,
    hold,
    publish_descriptor,
    recognise,
)
from comity.exchange.transport import Piece
from comity.kernel.errors import Problem
from comity.node.settings import database_settings
from comity.node.tables.laying import bring_to_this_version
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration
from comity.officers.terms import Viewer
from comity.practices import messages as practices
from tests.integration.assistance.informing import promise_everything
from tests.integration.assistance.scene import (
    AGREEMENT,
    AT,
    ON,
    PASSWORD,
    PEOPLE,
    REGISTER,
    Scene,
)
from tests.nodes.partner_simulator import PartnerSimulator, descriptor_for

CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OTHER = {"US": "UA", "UA": "US"}
# Longer than any lease, so that a worker that was killed stands in nobody's way.
STEP = timedelta(minutes=1)
# So little of an exhibit comes at once that a line can break off in the middle of a small one.
PIECE = 1024


@dataclass
class Node:
    """One of the two: its database, keys and exhibits, and how it stood when it was founded."""

    code: str
    keys: NodeKeys
    database: BaseDatabaseWrapper
    folder: Path
    founded: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))


@dataclass
class Road:
    """What lies between: parcels that were posted and not delivered, and those that were."""

    open: bool = True
    waiting: list[tuple[str, bytes]] = field(default_factory=list)
    delivered: list[tuple[str, bytes]] = field(default_factory=list)


class TwoNodes:
    """Both nodes; whatever is done, is done at one of them.

    Attributes:
        now: what time it is at both.
        road: between them.
    """

    def __init__(self, folder: Path) -> None:
        self.now, self.road = AT, Road()
        self.nodes = {
            code: Node(code, NodeKeys.generate(code), _empty_database(), folder / code)
            for code in OTHER
        }
        self._here: list[str] = []
        with override_settings(PASSWORD_HASHERS=CHEAP):
            self._found_both()

    def _found_both(self) -> None:
        for code, other in OTHER.items():
            with self.at(code) as scene:
                _found(self.nodes[code], self.nodes[other])
                promise_everything(scene, partner=other)
        for node in self.nodes.values():
            _raw(node.database).backup(node.founded)

    def begin_anew(self) -> None:
        """Set both back to how they stood when they were founded."""
        self.now, self.road = AT, Road()
        for node in self.nodes.values():
            node.founded.backup(_raw(node.database))

    @contextmanager
    def at(self, code: str) -> Iterator[Scene]:
        """Be at one node: its database is the one, its keys and exhibits are there."""
        node, before = self.nodes[code], connections["default"]
        connections["default"] = node.database
        self._here.append(code)
        self._furnish()
        kinds = (*messages.KINDS, *practices.KINDS, *LINK_KINDS)
        wiring.register(kinds, exhibits=SealedExhibits(is_linked))
        own = read_descriptor(descriptor_for(node.keys, code))
        partner = PartnerSimulator(OTHER[code], own, keys=self.nodes[OTHER[code]].keys)
        try:
            yield Scene(node.keys, partner, self.now)
        finally:
            connections["default"] = before
            self._here.pop()
            self._furnish()

    def _furnish(self) -> None:
        if self._here:
            node = self.nodes[self._here[-1]]
            vault.furnish(keys=lambda: node.keys, folder=node.folder, size_limit=1024 * 1024)

    def post(self, code: str, *, open_road: bool = True) -> None:
        """Let a node post what waits there; on a closed road the parcels stay on the way."""
        self.now += STEP
        self.road.open = open_road
        with self.at(code):
            exchange_once(
                self.nodes[code].keys, own_code=code, at=self.now, transport=_Way(self, code)
            )

    def arrive(self, place: int, *, again: bool) -> None:
        """Deliver any parcel on the way, or any that was delivered before; its answer is lost."""
        lying = self.road.delivered if again else self.road.waiting
        if not lying:
            return
        code, raw = lying[place % len(lying)] if again else lying.pop(place % len(lying))
        if not again:
            self.road.delivered.append((code, raw))
        self.take(code, raw)

    def take(self, code: str, raw: bytes) -> bytes | Problem:
        """Take a parcel at a node's door."""
        head, sealed = split_parcel(raw)
        with self.at(code):
            try:
                recognised = recognise(head, own_code=code, at=self.now)
                return hold(recognised, sealed, keys=self.nodes[code].keys, at=self.now)
            except ParcelRefusedError as refusal:
                return Problem(refusal.code, facts=tuple(refusal.facts))

    def handle(self, code: str, *, most: int = 1_000) -> tuple[int, int]:
        """Let a node take up at most so many messages; return how many, and how many failed."""
        done = aside = 0
        left = iter(range(most))
        with self.at(code):
            for link in due_links():
                while next(left, None) is not None:
                    came = handle_slice(link.into, at=self.now, more=lambda: False)
                    done, aside = done + came.handled, aside + came.set_aside
                    if came.was_last or not came.handled + came.set_aside:
                        break
        return done, aside

    def pull(self, code: str, *, most: int = 1_000) -> int:
        """Let a node pull what the other announced; the line breaks off after so many pieces."""
        with self.at(code):
            way = _Way(self, code, iter(range(most)))
            return pull_exhibits(way, self.nodes[code].keys, self.now)

    def drain(self) -> None:
        """Deliver and take up everything, both ways, until nothing waits anywhere."""
        while True:
            moved = 0
            for code in OTHER:
                self.post(code)
                moved += self.handle(OTHER[code])[0]
            if not moved:
                return


@dataclass
class _Way:
    """A node's transport: the partner's door, or a road that is closed for now."""

    both: TwoNodes
    code: str
    pieces: Iterator[int] = field(default_factory=lambda: iter(()))

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        if not self.both.road.open:
            self.both.road.waiting.append((partner, parcel))
            raise TransportError(TransportFault.UNREACHABLE, partner=partner, cause="closed")
        self.both.road.delivered.append((partner, parcel))
        return self.both.take(partner, parcel)

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        if next(self.pieces, None) is None:
            raise TransportError(TransportFault.UNREACHABLE, partner=partner, cause="closed")
        with self.both.at(partner):
            found = SealedExhibits(is_linked).open_range(capability, offset=offset)
            if found is None:
                raise TransportError(TransportFault.EXHIBIT_NOT_OFFERED, partner=partner)
            return Piece(b"".join(found.pieces)[: min(length, PIECE)], found.total)


def _raw(database: BaseDatabaseWrapper) -> sqlite3.Connection:
    database.ensure_connection()
    return cast(sqlite3.Connection, database.connection)


def _empty_database() -> BaseDatabaseWrapper:
    """Return an SQLite database in memory with the tables of a node, and nothing in them."""
    made = connections.create_connection("default")
    if made.vendor != "sqlite":
        return _laid_anew(made.settings_dict)
    # Read beside the test's own connection, which may be in the middle of a transaction.
    migrated = sqlite3.connect(str(made.settings_dict["NAME"]))
    made.settings_dict = {**made.settings_dict, "NAME": ":memory:"}
    migrated.backup(_raw(made))
    migrated.close()
    return made


def _laid_anew(settings: dict[str, Any]) -> BaseDatabaseWrapper:
    """Return the same where the tests' own database is no SQLite one: its tables are laid here."""
    own = {**settings, **database_settings("sqlite"), "NAME": ":memory:"}
    made = load_backend(str(own["ENGINE"])).DatabaseWrapper(own, "default")
    before, connections["default"] = connections["default"], made
    try:
        bring_to_this_version()
    finally:
        connections["default"] = before
    return cast(BaseDatabaseWrapper, made)


def _found(node: Node, other: Node) -> None:
    acts: list[Callable[[], Any]] = [
        lambda: found_administration(
            node.code,
            name=f"Customs of {node.code}",
            agencies=[("CBP", "Customs and Border Protection"), ("ICE", "Enforcement")],
        ),
        lambda: import_register(REGISTER, by="test", at=AT),
        lambda: publish_descriptor(descriptor_for(node.keys, node.code), at=AT),
    ]
    acts += [partial(_appoint, username) for username in PEOPLE]
    for act in acts:
        with transaction.atomic(durable=True):
            act()
    _settle(node)
    _link(node, other)


def _appoint(username: str) -> None:
    agency, roles = PEOPLE[username]
    appoint(
        username,
        name=username,
        agency=agency,
        roles=roles,
        password=PASSWORD,
        by="test",
        at=AT,
    )


def _settle(node: Node) -> None:
    told: list[tuple[str, dict[str, Any]]] = [
        (AGREEMENT, {"matter": "term", "provision": "info.assessment"}),
        (
            f"domestic/{node.code.lower()}",
            {"matter": "own-law", "kinds": ["origin-and-value", "spontaneous"]},
        ),
        (AGREEMENT, {"matter": "term", "provision": "info.spontaneous"}),
    ]
    for about, more in told:
        stated = {"states": "Stated for the test.", "source": "test", **more}
        settlement = settlement_from(stated, about=about, by="t.brooks", on=ON)
        with transaction.atomic(durable=True):
            settle(settlement, officer=_officer("t.brooks"), at=AT)


def _link(node: Node, other: Node) -> None:
    with transaction.atomic(durable=True):
        link = add_link(descriptor_for(other.keys, other.code), officer=_officer("t.brooks"), at=AT)
    for who in ("t.brooks", "c.unit"):
        with transaction.atomic(durable=True):
            confirm_link(other.code, number=link.number, officer=_officer(who), at=AT)


def _officer(username: str) -> Viewer:
    return Officer.objects.get(username=username).as_viewer()
