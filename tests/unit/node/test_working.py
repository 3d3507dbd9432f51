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


def test_each_work_has_a_thread_and_connections_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: dict[str, tuple[object, ...]] = {}
    all_met = threading.Barrier(6)

    def work_of(*shown: object, stop: threading.Event) -> None:
        begun[threading.current_thread().name] = (stop, *shown)
        all_met.wait(10)

    def run_worker(
        *_: object, stop: threading.Event, after_each: tuple[object, ...], **__: object
    ) -> None:
        work_of(*after_each, stop=stop)

    def run_puller(way: object, *_: object, stop: threading.Event, **__: object) -> None:
        work_of(way, stop=stop)

    def run_by_name(*, stop: threading.Event, **_: object) -> None:
        work_of(stop=stop)

    monkeypatch.setattr(working, "keys", lambda: NodeKeys.generate("us"))
    monkeypatch.setattr(working, "NodeSettings", lambda: SimpleNamespace(country="US"))
    monkeypatch.setattr(working, "scanner", SimpleNamespace)
    monkeypatch.setattr(working, "run_worker", run_worker)
    monkeypatch.setattr(working, "run_puller", run_puller)
    monkeypatch.setattr(working, "run_imports", run_by_name)
    monkeypatch.setattr(working, "run_scanning", run_by_name)
    monkeypatch.setattr(working, "run_time_keeping", lambda stop: run_by_name(stop=stop))
    stop = working.start_worker()
    all_met.wait(10)
    assert set(begun) == {"exchange", "exhibits", "imports", "clocks", "scanning"}
    assert {told[0] for told in begun.values()} == {stop}
    assert isinstance(begun["exhibits"][1], HttpsTransport)
    exchanging = begun["exchange"][1:]
    assert exchanging[:2] == (working.sign_record, working.sign_statements)
    assert isinstance(exchanging[2], Regularly)
