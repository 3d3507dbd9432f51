"""An idle worker rests while nobody writes, and not a moment longer."""

import threading
import time
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from comity.crypto.keys import NodeKeys
from comity.exchange.jobs import LOOKS_WHILE_IDLE, run_worker
from comity.exchange.models import Link
from comity.exchange.stillness import last_write, rest
from comity.exchange.transport import Transport
from comity.exchange.waking import JOIN_SECONDS, Bell, ring, ring_after_commit
from tests.integration.exchange.conftest import Node

pytestmark = pytest.mark.django_db(transaction=True)


def by_another(write: bool) -> None:
    """Look or write by another connection, as another process would."""

    def work() -> None:
        if write:
            Link.objects.update(name="Customs of Ukraine")
        else:
            assert Link.objects.exists()
        connections.close_all()

    other = threading.Thread(target=work)
    other.start()
    other.join()


def settled() -> str:
    """What was written last, once the server has nothing of its own to write any more."""
    before = last_write()
    while (now := last_write()) != before:
        before = now
        time.sleep(0.05)
    return before


def test_what_anybody_writes_is_noticed_and_what_is_read_is_not(node: Node) -> None:
    before = settled()
    if connection.vendor == "sqlite":  # others may write to a server
        by_another(write=False)
        assert last_write() == before != ""
    by_another(write=True)
    after = last_write()
    assert after != before
    Link.objects.update(name="Customs")
    assert last_write() != after


def test_a_rest_ends_when_somebody_writes(node: Node) -> None:
    before = last_write()
    by_another(write=True)
    began = time.monotonic()
    rest(threading.Event(), since=before, poll_seconds=0.01, looks=10_000)
    assert time.monotonic() - began < 50


def test_an_idle_worker_looks_oftener_than_it_works(node: Node) -> None:
    stop, passes = threading.Event(), []

    def after(_transport: Transport, _keys: NodeKeys, _at: datetime) -> None:
        passes.append(time.monotonic())
        if len(passes) == 3:
            stop.set()

    run_worker(
        node.keys,
        own_code="US",
        stop=stop,
        after_each=(after,),
        transport=node.partner,
        poll_seconds=0.05,
    )
    if connection.vendor == "sqlite":
        assert passes[2] - passes[1] >= 0.05 * LOOKS_WHILE_IDLE


class Counted(threading.Event):
    """Counts how often somebody rests on it."""

    rests = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.rests += 1
        return super().wait(timeout)


def test_two_passes_follow_a_write_before_a_long_rest(node: Node) -> None:
    stop, rests = Counted(), []

    def after(_transport: Transport, _keys: NodeKeys, _at: datetime) -> None:
        rests.append(stop.rests)
        if len(rests) == 3:
            by_another(write=True)
        if len(rests) == 6:
            stop.set()

    run_worker(
        node.keys,
        own_code="US",
        stop=stop,
        after_each=(after,),
        transport=node.partner,
        poll_seconds=0.02,
    )
    between = [later - sooner for sooner, later in pairwise(rests)]
    assert between[2:4] == [1, 1]
    if connection.vendor == "sqlite":  # others may write to a server
        assert between == [1, LOOKS_WHILE_IDLE, 1, 1, LOOKS_WHILE_IDLE]


def test_a_bell_wakes_the_worker_before_its_next_look(node: Node) -> None:
    bell = Bell()
    rings = threading.Timer(0.2, ring)
    rings.start()
    began = time.monotonic()
    rest(threading.Event(), since=last_write(), poll_seconds=50, looks=1, bell=bell)
    assert time.monotonic() - began < 25
    rings.join()
    bell.close()


def test_what_is_sent_rings_once_it_is_committed_and_never_before(node: Node) -> None:
    bell = Bell()
    with transaction.atomic(durable=True):
        ring_after_commit()
        assert not bell.heard_within(0)
    assert bell.heard_within(10) and not bell.heard_within(0)
    bell.close()


def test_the_oftener_it_rings_the_longer_neighbours_may_join(node: Node) -> None:
    bell = Bell()
    joined = []
    for _ in range(8):
        ring()
        assert bell.heard_within(10)
        joined.append(bell.join_seconds(0.1))
    assert joined == [0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.1, 0.1]
    assert not bell.heard_within(0)
    ring()
    assert bell.heard_within(10) and bell.join_seconds(0.1) == JOIN_SECONDS
    bell.close()


def test_nobody_listening_and_no_bell_at_all_trouble_nobody(
    node: Node, settings: Any, tmp_path: Path
) -> None:
    ring()
    settings.BELL = tmp_path / "gone" / "bell"
    ring()
    bell = Bell()
    assert not bell.heard_within(0)
    bell.close()
