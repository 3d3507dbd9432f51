"""The exchange's worker, as a thread of the partners' door.

It lives there and not in the officers' door so that a page never waits behind a signature.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from comity.crypto.keys import NodeKeys
from comity.evidence.jobs import pull_exhibits, sweep
from comity.exchange.jobs import run_worker
from comity.ledger.services import sign_checkpoint
from comity.node.configuration import NodeSettings
from comity.node.keyring import keys


def start_worker() -> threading.Event:
    """Start the worker thread and return the event that stops it."""
    stop = threading.Event()
    threading.Thread(target=_work, args=(stop,), name="exchange", daemon=True).start()
    return stop


def _work(stop: threading.Event) -> None:
    steps = (pull_exhibits, sign_record, Daily(sweep))
    run_worker(keys(), own_code=NodeSettings().country, stop=stop, after_each=steps)


def sign_record(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign the head of the record, if it moved since it was last signed."""
    sign_checkpoint(keys.ledger, at=at)


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
