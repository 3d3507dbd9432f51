"""Pulling: a thread of its own, in which no partner and no exhibit delays another."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connections

from comity.crypto.keys import NodeKeys
from comity.evidence import jobs
from comity.evidence.jobs import Puller
from comity.evidence.models import Exhibit
from comity.evidence.terms import NOT_OFFERED, Origin, Piece
from comity.evidence.vault import furnish
from comity.exchange.refusals import TransportError, TransportFault
from comity.node.logs import PlainLines
from comity.node.wiring import wire
from comity.node.working import run_puller
from tests.integration.assistance.scene import AT, Scene, exhibit_told

Fault = TransportFault | type[Exception]


@dataclass
class Doors:
    """Doors of several partners, each failing as the test says, and who was asked for what."""

    faults: dict[str, Fault] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        self.asked.append(capability)
        fault = self.faults.get(capability) or self.faults.get(partner)
        if isinstance(fault, TransportFault):
            raise TransportError(fault, partner=partner)
        if fault is not None:
            raise fault(f"/exhibits/{capability}")
        return SimpleNamespace(data=b"", total=2500)


def awaited(partner: str, capability: str, *, minutes: int = 0) -> Exhibit:
    told = exhibit_told(b"x" * 968)
    return Exhibit.objects.create(
        origin=Origin.RECEIVED.value,
        case="UA-US-2026-00007",
        file_name="invoice.pdf",
        media_type="application/pdf",
        size=told["size"],
        digest=told["digest"],
        payload_digest=told["payload_digest"],
        payload_size=told["payload_size"],
        salt=b"s" * 16,
        taken_in_by="node",
        taken_in_at=AT + timedelta(minutes=minutes),
        partner=partner,
        partner_exhibit=str(uuid4()),
        capability=capability,
    )


@dataclass
class Clock:
    now: datetime = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def puller(scene: Scene, clock: Clock) -> Callable[[Doors], Puller]:
    return lambda doors: Puller(doors, scene.keys, clock)


Start = Callable[[Doors], Puller]


def test_a_partners_turn_ends_at_its_first_transport_error_and_others_get_theirs(
    puller: Start,
) -> None:
    for capability in ("ua-1", "ua-2"):
        awaited("UA", capability)
    awaited("KE", "ke-1")
    doors = Doors({"UA": TransportFault.UNREACHABLE})
    puller(doors).pass_once()
    # Which of two that came at the same instant is asked for first, nobody promised.
    assert sorted(capability[:2] for capability in doors.asked) == ["ke", "ua"]


def test_a_partner_that_fails_is_left_alone_for_a_growing_while(
    puller: Start, clock: Clock
) -> None:
    awaited("UA", "ua-1")
    doors = Doors({"UA": TransportFault.TOO_SLOW})
    pulling = puller(doors)
    asked_at = []
    for second in range(600):
        clock.now = AT + timedelta(seconds=second)
        before = len(doors.asked)
        pulling.pass_once()
        asked_at += [second] * (len(doors.asked) - before)
    assert 5 <= len(asked_at) <= 15
    assert asked_at[-1] - asked_at[-2] > 30
    doors.faults.clear()
    clock.now += timedelta(minutes=10)
    pulling.pass_once()
    asked = len(doors.asked)
    pulling.pass_once()
    assert len(doors.asked) == asked + 1


def test_an_exhibit_that_is_not_offered_rests_alone(puller: Start, clock: Clock) -> None:
    awaited("UA", "gone")
    awaited("UA", "offered", minutes=1)
    doors = Doors({"gone": TransportFault.EXHIBIT_NOT_OFFERED})
    pulling = puller(doors)
    for _ in range(3):
        pulling.pass_once()
    assert doors.asked.count("gone") == 1
    assert doors.asked.count("offered") == 3


def test_not_offered_is_what_the_transport_calls_it() -> None:
    assert TransportFault.EXHIBIT_NOT_OFFERED.value == NOT_OFFERED


@pytest.mark.parametrize("fault", [TransportFault.ANSWER_MALFORMED, OSError])
def test_an_exhibit_that_always_fails_does_not_stand_before_the_others(
    puller: Start, clock: Clock, fault: Fault
) -> None:
    awaited("UA", "bad")
    awaited("UA", "good", minutes=1)
    doors = Doors({"bad": fault})
    pulling = puller(doors)
    for _ in range(2):
        pulling.pass_once()
        clock.now += timedelta(seconds=2)
    assert "good" in doors.asked


def test_a_failure_is_told_once_and_names_no_case_and_no_capability(
    puller: Start, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    awaited("UA", "secret-1")
    awaited("KE", "secret-2")
    doors = Doors({"UA": TransportFault.UNREACHABLE, "KE": ValueError})
    pulling = puller(doors)
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            pulling.pass_once()
            clock.now += timedelta(minutes=10)
    assert len(doors.asked) == 6
    told = [record for record in caplog.records if record.name == jobs.__name__]
    assert [record.levelname for record in told] == ["WARNING", "WARNING"]
    lines = [PlainLines().format(record) for record in told]
    assert "exhibits wait code=unexpected partner=KE error=builtins.ValueError" in lines[0]
    assert lines[1].endswith("exhibits wait code=partner_unreachable partner=UA")
    assert not any(word in line for word in ("secret", "UA-US-2026") for line in lines)


def test_whose_exhibits_another_way_brings_is_not_asked_until_the_line_has_them_again(
    scene: Scene, clock: Clock
) -> None:
    awaited("UA", "ua-1")
    awaited("KE", "ke-1")
    doors, by_folder = Doors(), {"UA"}
    pulling = Puller(doors, scene.keys, clock, not_asked=lambda: by_folder)
    pulling.pass_once()
    assert doors.asked == ["ke-1"]
    by_folder.clear()
    pulling.pass_once()
    assert "ua-1" in doors.asked


def test_a_told_stop_ends_a_turn_after_the_stride_under_way(scene: Scene, clock: Clock) -> None:
    for capability in ("ua-1", "ua-2"):
        awaited("UA", capability)
    stop = threading.Event()
    stop.set()
    doors = Doors()
    Puller(doors, scene.keys, clock, stop=stop).pass_once()
    assert len(doors.asked) == 1


@pytest.mark.django_db(transaction=True)
def test_a_partner_that_hangs_delays_no_other_and_every_connection_is_closed(
    keys: NodeKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, others = threading.Event(), threading.Semaphore(0)

    class OneHangs(Doors):
        def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
            if partner == "UA":
                assert hangs.wait(20)
            else:
                others.release()
            return super().fetch_range(partner, capability, offset=offset, length=length)

    closed, close_all = [], connections.close_all

    def close_all_of_this_thread() -> None:
        closed.append(threading.current_thread())
        close_all()

    monkeypatch.setattr(connections, "close_all", close_all_of_this_thread)
    furnish(keys=lambda: keys, folder=tmp_path)
    awaited("UA", "ua-1")
    awaited("KE", "ke-1")
    stop, doors = threading.Event(), OneHangs()
    thread = threading.Thread(
        target=run_puller,
        args=(doors, keys),
        kwargs={"own_code": "US", "stop": stop, "poll_seconds": 0.01},
    )
    thread.start()
    try:
        assert all(others.acquire(timeout=10) for _ in range(3))
    finally:
        stop.set()
        hangs.set()
        thread.join(20)
    assert not thread.is_alive()
    assert doors.asked.count("ua-1") == 1
    assert closed == [thread]
    wire()
