"""The exchange's worker, the puller of exhibits, their scanning and imports, as threads of a door.

They live in the partners' door and not in the officers' so that a page never waits behind a
signature; and they are several, so that a message never waits behind a partner's large file or
slow line, nor either behind a malware scanner.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
    transaction,
)
from django.utils import timezone

from comity.agreements.queries import RegisterNotImportedError, current_register
from comity.assistance.queries.imports import is_import_going
from comity.assistance.services.importing import stop_next, take_next
from comity.crypto.keys import NodeKeys
from comity.evidence.jobs import Puller, sweep
from comity.evidence.scanner import scanner
from comity.evidence.scanning import Scanning
from comity.evidence.terms import Fetcher
from comity.exchange.carried_queries import partners_by_folder
from comity.exchange.courier import guarded
from comity.exchange.jobs import run_worker
from comity.exchange.services import (
    check_anchors,
    descriptor_of,
    keys_now,
    note_anchors,
    recover_step,
    send_anchors,
    sign_terms,
)
from comity.exchange.services.refilled import Refiller
from comity.exchange.threads import DatabaseThreads
from comity.exchange.transport import HttpsTransport
from comity.ledger.services import sign_checkpoint
from comity.node.configuration import NodeSettings
from comity.node.health.pulse import EXCHANGE, EXHIBITS, Beating
from comity.node.keyring import keys
from comity.node.medium.serving import serve_gateways
from comity.node.own_keys import EVERY, tend_own_keys
from comity.node.shared_memory import forget_lapsed
from comity.node.time_keeping import run_time_keeping
from comity.node.turns import turn_at

PULLED_FROM_AT_ONCE = 4
LOOKS_A_TURN = 24
ANCHORS_LOOKED_AT_SECONDS = 60.0


def start_worker() -> threading.Event:
    """Start the threads and return the event that stops them."""
    stop = threading.Event()
    for name, work in works():
        threading.Thread(target=work, args=(stop,), name=name, daemon=True).start()
    return stop


def works() -> list[tuple[str, Callable[[threading.Event], None]]]:
    """Return what this node's worker does, each part by the name of its thread."""
    always: list[tuple[str, Callable[[threading.Event], None]]] = [
        ("exchange", _work),
        ("exhibits", _pull),
        ("imports", _import),
        ("clocks", run_time_keeping),
        ("gateways", serve_gateways),
        ("anchors", _watch_anchors),
        ("recovery", _recover),
    ]
    return always if scanner() is None else [*always, ("scanning", _scan)]


def _work(stop: threading.Event) -> None:
    steps = (
        sign_record,
        sign_statements,
        Regularly(anchor_record, every=timedelta(hours=1), claim=claim("anchor")),
        Regularly(tend_own_keys, every=EVERY, claim=claim("keys")),
        Regularly(sweep, every=timedelta(days=1), claim=claim("sweep")),
        Regularly(forget_lapsed, every=timedelta(hours=1), claim=claim("forget")),
        Beating(EXCHANGE, clock=_now),
    )
    own_code = NodeSettings().country
    guarded(_read_register, own_code)
    run_worker(keys, own_code=own_code, stop=stop, after_each=steps)


def _read_register() -> None:
    """Read the register before the first message does, with the write lock in its hand.

    It takes a tenth of a second, for which a page would wait.
    """
    with suppress(RegisterNotImportedError):
        current_register()


def _recover(stop: threading.Event) -> None:
    way = HttpsTransport(descriptor_of)
    try:
        run_recovery(way, keys, own_code=NodeSettings().country, stop=stop)
    finally:
        way.close()
        connections.close_all()


def run_recovery(
    way: Refiller,
    keys: Callable[[], NodeKeys],
    *,
    own_code: str,
    stop: threading.Event,
    poll_seconds: float = 2.0,
) -> None:
    """Ask partners for what this node lost, as long as a recovery goes on, until `stop` is set.

    Args:
        way: to partners' doors.
        keys: gives the node's keys as they are now.
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the step under way.
        poll_seconds: how long to rest when nothing is to be recovered.
    """
    while not stop.is_set():
        did = False

        def step() -> None:
            nonlocal did
            with turn_at("recovering") as mine:
                did = mine and recover_step(keys(), way, at=_now())

        guarded(step, own_code)
        close_old_connections()
        stop.wait(0 if did else poll_seconds)


def _watch_anchors(stop: threading.Event) -> None:
    # A thread of its own: recomputing a long record takes a while, and nobody waits for it.
    checked = Regularly(check_record, every=timedelta(days=1), claim=claim("anchors checked"))
    own_code = NodeSettings().country

    def look() -> None:
        checked(None, keys(), _now())

    try:
        while not stop.wait(ANCHORS_LOOKED_AT_SECONDS):
            guarded(look, own_code)
            close_old_connections()
    finally:
        connections.close_all()


def _pull(stop: threading.Event) -> None:
    way = HttpsTransport(descriptor_of)
    try:
        run_puller(way, keys, own_code=NodeSettings().country, stop=stop)
    finally:
        way.close()


def run_puller(
    transport: Fetcher,
    keys: NodeKeys | Callable[[], NodeKeys],
    *,
    own_code: str,
    stop: threading.Event,
    poll_seconds: float = 0.5,
) -> None:
    """Pull exhibits until `stop` is set.

    Args:
        transport: the way to partners' doors, of nobody else.
        keys: the node's keys, or what gives them as they are now.
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the strides under way.
        poll_seconds: how long to rest before partners are given their next turn.
    """
    threads = DatabaseThreads(PULLED_FROM_AT_ONCE, name="puller")
    unlocked = keys_now(keys)
    puller = Puller(
        transport,
        unlocked(),
        clock=_now,
        pool=threads,
        stop=stop,
        turn_at=turn_at,
        # A gateway brings theirs: the line may be closed to them, and must not be tried.
        not_asked=partners_by_folder,
    )
    beating = Beating(EXHIBITS, clock=_now)
    while not stop.is_set():
        puller.keys = unlocked()
        guarded(puller.pass_once, own_code)
        guarded(beating, own_code)
        close_old_connections()
        stop.wait(poll_seconds)
    threads.end()
    connections.close_all()


def _scan(stop: threading.Event) -> None:
    try:
        run_scanning(own_code=NodeSettings().country, stop=stop)
    finally:
        connections.close_all()


def run_scanning(*, own_code: str, stop: threading.Event, poll_seconds: float = 1.0) -> None:
    """Show exhibits to the malware scanner until `stop` is set.

    Args:
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the exhibit under way.
        poll_seconds: how long to rest between two passes.
    """
    scanning = Scanning(_now, more=lambda: not stop.is_set())

    def one_at_a_time() -> None:
        with turn_at("scanning exhibits") as mine:
            if mine:
                scanning.pass_once()

    while not stop.is_set():
        guarded(one_at_a_time, own_code)
        close_old_connections()
        stop.wait(poll_seconds)


def _import(stop: threading.Event) -> None:
    try:
        run_imports(own_code=NodeSettings().country, stop=stop)
    finally:
        connections.close_all()


def run_imports(*, own_code: str, stop: threading.Event, poll_seconds: float = 2.0) -> None:
    """Take confirmed imports in, batch by batch, until `stop` is set.

    Each batch is one transaction: whoever waits for the database waits for no more than that.

    Args:
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the batch under way.
        poll_seconds: how long to rest when nothing waits.
    """
    done = 0

    def one_batch() -> None:
        nonlocal done
        done = 0
        with turn_at("taking imports in") as mine:
            if mine and is_import_going():
                done = _batch_or_stop()

    while not stop.is_set():
        guarded(one_batch, own_code)
        close_old_connections()
        stop.wait(0 if done else poll_seconds)


def _batch_or_stop() -> int:
    """Take a batch in; what fails for no foreseen reason stops its import, and is told."""
    at = _now()
    try:
        with transaction.atomic(durable=True):
            return take_next(at=at, on=timezone.localdate(at))
    except (OperationalError, InterfaceError):
        # A database that is locked, full or away comes back: the batch is tried again.
        raise
    except Exception:  # whatever it is goes on to the log; the import says that it stopped
        with transaction.atomic(durable=True):
            stop_next()
        raise


def sign_record(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign the head of the record, if it moved since it was last signed."""
    with turn_at("signing the record") as mine:
        if mine:
            sign_checkpoint(keys.ledger, at=at)


def sign_statements(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign what the treaty desk proposed or countersigned, if anything waits for it."""
    with turn_at("signing statements") as mine:
        if mine:
            sign_terms(keys, at=at)


def anchor_record(at: datetime) -> None:
    """Make every linked partner a witness of the record, where the day's anchor is missing."""
    send_anchors(at=at)


def check_record(at: datetime) -> None:
    """Check the record against everything partners witnessed of it, and keep what differs."""
    note_anchors(check_anchors(keys().ledger.public()), at=at)


class Regularly:
    """Work of the clock, in the rhythm of the worker; the first time is at its start."""

    def __init__(
        self,
        work: Callable[[datetime], object],
        *,
        every: timedelta,
        claim: Callable[[timedelta], bool],
    ) -> None:
        self._work, self._every, self._claim = work, every, claim
        self._due: datetime | None = None

    def __call__(self, _transport: object, _keys: NodeKeys, at: datetime) -> None:
        """Do the work if its time has come and no other worker has done it."""
        if self._due is not None and at < self._due:
            return
        # Whoever finds it done asks again before long: the other worker may be gone by then.
        self._due = at + self._every / LOOKS_A_TURN
        if self._claim(self._every):
            self._due = at + self._every
            self._work(at)


def claim(work: str) -> Callable[[timedelta], bool]:
    """Return what claims some work for a while: one worker of all is told True."""

    def claimed(every: timedelta) -> bool:
        # A little less, so that whoever did it last is not told that it is still done.
        return cache.add(f"comity.clock.{work}", True, every.total_seconds() * 0.99)

    return claimed


def _now() -> datetime:
    return datetime.now(UTC)
