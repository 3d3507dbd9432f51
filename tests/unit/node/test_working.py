"""What the worker does beside the exchange."""

import threading
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from comity.crypto.keys import NodeKeys
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


def test_each_work_has_a_thread_of_its_own_and_all_end_by_one_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: dict[str, threading.Event] = {}
    names = ("one", "two", "three")
    all_met = threading.Barrier(len(names) + 1)

    def work(stop: threading.Event) -> None:
        begun[threading.current_thread().name] = stop
        all_met.wait(10)

    monkeypatch.setattr(working, "works", lambda: [(name, work) for name in names])
    stop = working.start_worker()
    all_met.wait(10)
    assert begun == dict.fromkeys(names, stop)


def test_a_scanner_is_shown_exhibits_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "scanner", lambda: None)
    without = [name for name, _ in working.works()]
    monkeypatch.setattr(working, "scanner", SimpleNamespace)
    assert [name for name, _ in working.works()] == [*without, "scanning"]
    assert {"exchange", "exhibits", "imports", "clocks", "recovery"} <= set(without)


def test_the_exchange_signs_the_record_and_statements_after_each_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: dict[str, object] = {}
    monkeypatch.setattr(working, "NodeSettings", lambda: SimpleNamespace(country="US"))
    monkeypatch.setattr(working, "run_worker", lambda *_, **named: told.update(named))
    stop = threading.Event()
    dict(working.works())["exchange"](stop)
    assert (told["own_code"], told["stop"]) == ("US", stop)
    steps = told["after_each"]
    assert isinstance(steps, tuple)
    assert steps[:2] == (working.sign_record, working.sign_statements)
    assert isinstance(steps[2], Regularly)
