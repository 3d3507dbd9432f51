"""What the worker does beside the exchange."""

import threading
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from comity.crypto.keys import NodeKeys
from comity.exchange.transport import HttpsTransport
from comity.node import working
from comity.node.working import Regularly


def test_daily_work_is_done_at_the_start_and_once_a_day(at: datetime) -> None:
    keys = NodeKeys.generate("us")
    done: list[datetime] = []
    daily = Regularly(done.append, every=timedelta(days=1), claim=lambda _every: True)
    for hours in (0, 1, 23, 24, 25, 49):
        daily(None, keys, at + timedelta(hours=hours))
    assert done == [at, at + timedelta(hours=24), at + timedelta(hours=49)]


def test_daily_work_that_another_worker_did_is_asked_for_again_within_the_hour(
    at: datetime,
) -> None:
    keys, free = NodeKeys.generate("us"), iter((False, False, True))
    done: list[datetime] = []
    daily = Regularly(done.append, every=timedelta(days=1), claim=lambda _every: next(free))
    for minutes in (0, 30, 60, 90, 120, 150):
        daily(None, keys, at + timedelta(minutes=minutes))
    assert done == [at + timedelta(hours=2)]


def test_messages_and_exhibits_have_a_thread_and_connections_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[tuple[object, ...]] = []
    both = threading.Barrier(3)

    def run_worker(
        *_: object, stop: threading.Event, after_each: tuple[object, ...], **__: object
    ) -> None:
        begun.append((threading.current_thread().name, stop, *after_each))
        both.wait(10)

    def run_puller(way: object, *_: object, stop: threading.Event, **__: object) -> None:
        begun.append((threading.current_thread().name, stop, way))
        both.wait(10)

    monkeypatch.setattr(working, "keys", lambda: NodeKeys.generate("us"))
    monkeypatch.setattr(working, "NodeSettings", lambda: SimpleNamespace(country="US"))
    monkeypatch.setattr(working, "run_worker", run_worker)
    monkeypatch.setattr(working, "run_puller", run_puller)
    stop = working.start_worker()
    both.wait(10)
    pulling, exchanging = sorted(begun, key=lambda told: str(told[0]) != "exhibits")
    assert (pulling[:2], exchanging[:2]) == (("exhibits", stop), ("exchange", stop))
    assert isinstance(pulling[2], HttpsTransport)
    signing = (working.sign_record, working.sign_statements)
    assert exchanging[2:4] == signing and isinstance(exchanging[4], Regularly)
