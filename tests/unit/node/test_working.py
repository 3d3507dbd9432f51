"""What the worker does beside the exchange."""

import threading
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from comity.crypto.keys import NodeKeys
from comity.exchange.transport import HttpsTransport
from comity.node import working
from comity.node.working import Daily


def test_daily_work_is_done_at_the_start_and_once_a_day(at: datetime) -> None:
    keys, done = NodeKeys.generate("us"), []
    daily = Daily(done.append)
    for hours in (0, 1, 23, 24, 25, 49):
        daily(None, keys, at + timedelta(hours=hours))
    assert done == [at, at + timedelta(hours=24), at + timedelta(hours=49)]


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
    assert exchanging[2:4] == signing and isinstance(exchanging[4], Daily)
