"""One writer at a time, first come, first served, across all processes of a node.

SQLite lets one connection write and makes the others poll; under load a poller can starve for
seconds. Here each write transaction first takes this lock: a ticket queue among the threads of a
process, then `flock` on a file beside the database among processes. Because the lock is held until
after COMMIT, which is also where a WAL checkpoint runs, no two connections ever write or
checkpoint at once, which is what SQLite's WAL-reset fault (fixed in 3.51.3) needs to happen.
"""

import fcntl
import os
import threading
from collections import deque
from pathlib import Path


class WriteLock:
    """The write lock of one database file; one instance a process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._gate = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._held = False
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Wait for the turn of this thread, then for the turn of this process."""
        turn = threading.Event()
        with self._gate:
            if not self._held and not self._queue:
                self._held = True
                turn.set()
            else:
                self._queue.append(turn)
        turn.wait()
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except BaseException:
            # A disk that takes no file must not keep the next thread waiting for ever.
            self._pass_on()
            raise

    @property
    def waiting(self) -> int:
        """How many threads of this process wait for their turn."""
        return len(self._queue)

    def release(self) -> None:
        """Let the next process, then the next thread, have its turn."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._pass_on()

    def _pass_on(self) -> None:
        """Let the next thread of this process have its turn."""
        with self._gate:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._held = False


_locks: dict[str, WriteLock] = {}
_making = threading.Lock()


def lock_for(database: str) -> WriteLock:
    """Return this process's lock of a database file."""
    with _making:
        return _locks.setdefault(database, WriteLock(Path(f"{database}.lock")))


def forget_locks_after_fork() -> None:
    """A child shares neither our threads nor our place in the queue."""
    _locks.clear()


os.register_at_fork(after_in_child=forget_locks_after_fork)
