"""What the clock starts: one pass of the exchange with every partner, and the loop around it."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from datetime import UTC, datetime
from functools import partial

from django.db import close_old_connections, connections

from comity.crypto.keys import NodeKeys
from comity.exchange.courier import Courier, Guard, Pass, guarded
from comity.exchange.services import descriptor_of, keys_now, look_again_after_start
from comity.exchange.stillness import last_write, rest
from comity.exchange.threads import DatabaseThreads
from comity.exchange.transport import HttpsTransport, Transport
from comity.exchange.waking import Bell

__all__ = ["Courier", "Pass", "exchange_once", "run_worker"]

PARTNERS_AT_ONCE = 4
LOOKS_WHILE_IDLE = 5
A_DELIVERY_SECONDS = 0.05
After = Callable[[Transport, NodeKeys, datetime], object]
_log = logging.getLogger(__name__)


def exchange_once(keys: NodeKeys, *, own_code: str, at: datetime, transport: Transport) -> Pass:
    """Make one pass over all partners, as a worker that has just been started would.

    Args:
        keys: the node's keys.
        own_code: the node's administration, for the log.
        at: aware UTC instant, for the whole pass.
        transport: the way to partners' doors.
    """
    courier = Courier(keys, transport, clock=lambda: at)
    try:
        done = courier.pass_once()
    finally:
        courier.end()
    for partner, code in done.failures:
        told = {"node": own_code, "partner": partner, "code": code}
        _log.info("a partner could not be served", extra=told)
    return done


def run_worker(
    keys: NodeKeys | Callable[[], NodeKeys],
    *,
    own_code: str,
    stop: threading.Event,
    after_each: Sequence[After] = (),
    transport: Transport | None = None,
    poll_seconds: float = 0.2,
) -> None:
    """Work the exchange until `stop` is set.

    Args:
        keys: the node's keys, or what gives them as they are now.
        own_code: the node's administration, for the log.
        stop: set it to end the loop after the pass under way.
        after_each: further work of the same rhythm, such as pulling exhibits and signing the
            record's head; each is called with the transport, the keys and the time.
        transport: the way to partners' doors; HTTPS by default.
        poll_seconds: how long to rest between two passes, or two looks while there is nothing to do
            and nobody has written anything.
    """
    own_way = HttpsTransport(descriptor_of)
    way = own_way if transport is None else transport
    threads = DatabaseThreads(PARTNERS_AT_ONCE, name="courier")
    unlocked = keys_now(keys)
    courier = Courier(unlocked(), way, clock=_now, pool=threads)
    guard, bell = Guard(own_code), Bell()
    before = ""
    guard(partial(look_again_after_start, at=_now()))
    while not stop.is_set():
        earlier, before = before, last_write()
        courier.keys = unlocked()
        done = guard(courier.pass_once)
        if isinstance(done, Pass):
            # What follows writes too, and a delivery would wait for it with its parcel in hand.
            wait(done.begun, timeout=A_DELIVERY_SECONDS)
        for step in after_each:
            guard(partial(step, way, courier.keys, _now()))
        # A steady rhythm fills parcels; only what a turn left undone is taken up at once.
        if not (isinstance(done, Pass) and done.cut_short):
            # PostgreSQL's log moves a moment before a row is seen: one more pass follows a write.
            is_still = done == Pass() and before == earlier
            looks = LOOKS_WHILE_IDLE if is_still else 1
            rest(stop, since=before, poll_seconds=poll_seconds, looks=looks, bell=bell)
        close_old_connections()
    threads.end()
    bell.close()
    guarded(courier.end, own_code)
    own_way.close()
    connections.close_all()


def _now() -> datetime:
    return datetime.now(UTC)
