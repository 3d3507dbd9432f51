"""The exchange's worker, as a thread of the partners' door.

It lives there and not in the officers' door so that a page never waits behind a signature.
"""

import threading
from datetime import datetime

from comity.crypto.keys import NodeKeys
from comity.evidence.jobs import pull_exhibits
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
    own_code = NodeSettings().country
    run_worker(keys(), own_code=own_code, stop=stop, after_each=(pull_exhibits, sign_record))


def sign_record(_transport: object, keys: NodeKeys, at: datetime) -> None:
    """Sign the head of the record, if it moved since it was last signed."""
    sign_checkpoint(keys.ledger, at=at)
