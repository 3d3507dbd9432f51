"""A node's partners' door and worker as Granian loads it, which tells who held the write lock.

Each turn of the lock becomes a line of the file `holds` in the node's home: when it was taken, how
long it was held by the clock and by its thread's own processor time, how long that thread stood
ready meanwhile while others had the processors, and the function that took it.
On PostgreSQL nobody takes that lock, and the file stays empty. Each parcel that came to the door
becomes a line of the file `posts`.
"""

import os
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from comity.node.django_start import start_django

start_django()

from bench.exchange_door import application as door  # noqa: E402  after Django has started
from bench.standing import delayed  # noqa: E402  after Django has started
from comity.agreements.queries import current_register  # noqa: E402  after Django has started
from comity.exchange.threads import with_database  # noqa: E402  after Django has started
from comity.interfaces.peer.reading import Receive, Scope, Send  # noqa: E402  after Django has started
from comity.node.sqlite.lock import WriteLock  # noqa: E402  after Django has started

_HOUSE = ("/comity/", "/bench/")
_NOT_THEM = "/comity/node/sqlite/"
_HOME = Path(os.environ["COMITY_HOME"])
_told = (_HOME / "holds").open("a", buffering=1)
_posts = (_HOME / "posts").open("a", buffering=1)
_acquire, _release = WriteLock.acquire, WriteLock.release
_begun: dict[int, tuple[float, float, float, str]] = {}


def acquire(lock: WriteLock) -> None:
    """Take the lock, and note when and for whom."""
    _acquire(lock)
    now = time.monotonic(), time.thread_time(), delayed()
    _begun[id(lock)] = (*now, _who(sys._getframe(1)))


def release(lock: WriteLock) -> None:
    """Give the lock back, and tell how long it was held."""
    since, spent, late, who = _begun.pop(id(lock))
    held, used, stood = time.monotonic() - since, time.thread_time() - spent, delayed() - late
    _release(lock)
    _told.write(f"{since:.6f} {held:.6f} {used:.6f} {stood:.6f} {who}\n")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve as the door does, and count the parcels that came."""
    if scope["type"] == "http" and scope["method"] == "POST":
        _posts.write(f"{time.monotonic():.6f}\n")
    await door(scope, receive, send)


def _who(frame: FrameType | None) -> str:
    """Return the innermost function of this house that is not the lock's own engine."""
    while frame is not None:
        file = frame.f_code.co_filename
        if any(part in file for part in _HOUSE) and _NOT_THEM not in file:
            return f"{Path(file).stem}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "somebody else"


# A worker reads the register once in its life, before it may hold anybody up.
reading = threading.Thread(target=with_database, args=(current_register,))
reading.start()
reading.join()
WriteLock.acquire = acquire  # type: ignore[method-assign, assignment]  # only watched, in this process alone
WriteLock.release = release  # type: ignore[method-assign, assignment]  # likewise
