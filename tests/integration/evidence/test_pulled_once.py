"""Workers of one node that find the same exhibits: one pulls, and nothing is done twice."""

from dataclasses import dataclass, field
from threading import Event

import pytest
from django.db import connection

from comity.evidence.jobs import Puller
from comity.evidence.models import CustodyEvent, Exhibit
from comity.evidence.vault import furnish, vault
from comity.exchange.threads import DatabaseThreads
from comity.exchange.transport import Piece
from comity.ledger.models import LedgerEntry
from comity.node.turns import turn_at
from tests.integration.assistance.scene import Scene
from tests.integration.evidence.test_travelling import announced, sealed_for


@dataclass
class SlowDoor:
    """The partner's door: it answers only when the other worker has looked as well."""

    sealed: bytes
    asked_for: list[str] = field(default_factory=list)
    is_asked: Event = field(default_factory=Event)
    other_looked: Event = field(default_factory=Event)

    def fetch_range(self, _partner: str, capability: str, *, offset: int, length: int) -> Piece:
        self.asked_for.append(f"{capability} from {offset}")
        self.is_asked.set()
        assert self.other_looked.wait(10)
        return Piece(self.sealed[offset : offset + length], len(self.sealed))


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_pulls_and_records_an_exhibit(scene: Scene) -> None:
    furnish(keys=lambda: scene.keys, folder=vault().folder, size_limit=8 * 1024**2)
    sealed, told = sealed_for(scene.keys.sealing, b"%PDF-1.7 " * 100)
    exhibit = announced(scene, told)
    door, others = SlowDoor(sealed), DatabaseThreads(1, name="other-worker")

    def worker() -> Puller:
        return Puller(door, scene.keys, lambda: scene.now, turn_at=turn_at)

    def look_as_well() -> int:
        try:
            # With SQLite a node has one worker, and no other that could look.
            is_alone = connection.vendor != "postgresql"
            return 0 if is_alone or not door.is_asked.wait(10) else worker().pass_once()
        finally:
            door.other_looked.set()

    try:
        other = others.submit(look_as_well)
        assert (worker().pass_once(), other.result(10)) == (1, 0)
        # Whoever comes when all is here finds nothing left to do.
        assert worker().pass_once() == 0
    finally:
        others.end()
    assert door.asked_for == [f"{exhibit.capability} from 0"]
    assert Exhibit.objects.get(pk=exhibit.pk).held_at == scene.now
    assert CustodyEvent.objects.filter(exhibit=exhibit, kind="received").count() == 1
    assert LedgerEntry.objects.filter(event="exhibit.received").count() == 1
