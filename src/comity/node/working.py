"""The exchange's worker and the puller of exhibits, as threads of the partners' door.

They live there and not in the officers' door so that a page never waits behind a signature; and
they are two, so that a message never waits behind a partner's large file or slow line.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connections

from comity.crypto.keys import NodeKeys
from comity.evidence.jobs import Puller, sweep
from comity.evidence.terms import Fetcher
from comity.exchange.courier import guarded
from comity.exchange.jobs import run_worker
from comity.exchange.services import descriptor_of, sign_terms
from comity.exchange.threads import DatabaseThreads
from comity.exchange.transport import HttpsTransport
from comity.ledger.services import sign_checkpoint
from comity.node.configuration import NodeSettings
from comity.node.health.pulse import EXCHANGE, EXHIBITS, Beating
from comity.node.keyring import keys

PULLED_FROM_AT_ONCE = 4


def start_worker() -> threading.Event:
    """Start the threads and return the event that stops them."""
    stop = threading.Event()
    for name, work in (("exchange", _work), ("exhibits", _pull)):
        threading.Thread(target=work, args=(stop,), name=name, daemon=True).start()
    return stop


def _work(stop: threading.Event) -> None:
    steps = (sign_record, sign_statements, Daily(sweep), Beating(EXCHANGE, clock=_now))
    run_worker(keys(), own_code=NodeSettings().country, stop=stop, after_each=steps)


def _pull(stop: threading.Event) -> None:
    way = HttpsTransport(descriptor_of)
    try:
        run_puller(way, keys(), own_code=NodeSettings().country, stop=stop)
    finally:
        way.close()


def run_puller(
    transport: Fetcher,
    keys: NodeKeys,
    *,
    own_code: str,
    stop: threading.Event,
    poll_seconds: float = 0.5,
) -> None:
    """Pull exhibits until `stop` is set.

    Args:
        transport: the way to partners' doors, of nobody else.
        keys: the node's keys.
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the strides under way.
        poll_seconds: how long to rest before partners are given their next turn.
    """
    threads = DatabaseThreads(PULLED_FROM_AT_ONCE, name="puller")
    puller = Puller(transport, keys, clock=_now, pool=threads, stop=stop)
    beating = Beating(EXHIBITS, clock=_now)
    while not stop.is_set():
        guarded(puller.pass_once, own_code)
        guarded(beating, own_code)
        close_old_connections()
        stop.wait(poll_seconds)
    threads.end()
    connections.close_all()


def sign_record(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign the head of the record, if it moved since it was last signed."""
    sign_checkpoint(keys.ledger, at=at)


def sign_statements(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign what the treaty desk proposed or countersigned, if anything waits for it."""
    sign_terms(keys.sender, at=at)


class Daily:
    """Work for once a day, in the rhythm of the worker; the first time is at its start."""

    def __init__(self, work: Callable[[datetime], object]) -> None:
        self._work = work
        self._due: datetime | None = None

    def __call__(self, _transport: object, _keys: NodeKeys, at: datetime) -> None:
        """Do the work if a day has gone since it was last done."""
        if self._due is None or at >= self._due:
            self._due = at + timedelta(days=1)
            self._work(at)


def _now() -> datetime:
    return datetime.now(UTC)
