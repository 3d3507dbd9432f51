"""One writer at a time, first come, first served, across all processes of a node.

SQLite lets one connection write and makes the others poll; under load a poller can starve for
seconds. Here each write transaction first takes this lock: a ticket queue among the threads of a
process, then `flock` on a file beside the database among processes. Because the lock is held until
after COMMIT, which is also where a WAL checkpoint runs, no two connections ever write or
checkpoint at once, which is what SQLite's WAL-reset fault (fixed in 3.51.3) needs to happen.

`flock` keeps no queue: a process that gives the lock back and wants it again at once has it again
before a waiting one has woken. So whoever waits holds a second file meanwhile, and nobody comes to
the first but through the second.

A thread lets Python's own lock go at each row it writes. Neighbours that compute would give it back
after five milliseconds each time, and what computes for twenty in all took two hundred. While the
lock is held they give it back sooner.
"""

import fcntl
import os
import sys
import threading
from collections import deque
from pathlib import Path

_USUAL_SECONDS = sys.getswitchinterval()
_SHORT_SECONDS = 0.00005


class WriteLock:
    """The write lock of one database file; one instance a process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._gate = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._held = False
        self._descriptor: int | None = None
        self._in_line: int | None = None

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
            self._take_among_processes()
        except BaseException:
            # A disk that takes no file must not keep the next thread waiting for ever.
            self._pass_on()
            raise
        sys.setswitchinterval(_SHORT_SECONDS)

    def _take_among_processes(self) -> None:
        if self._descriptor is None:
            self._descriptor = _opened(self._path)
        if self._in_line is None:
            self._in_line = _opened(Path(f"{self._path}-next"))
        fcntl.flock(self._in_line, fcntl.LOCK_EX)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._in_line, fcntl.LOCK_UN)

    @property
    def waiting(self) -> int:
        """How many threads of this process wait for their turn."""
        return len(self._queue)

    def is_waited_for(self) -> bool:
        """Tell whoever holds it whether another process waits: a page, mostly."""
        if self._in_line is None:
            return False
        try:
            fcntl.flock(self._in_line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._in_line, fcntl.LOCK_UN)
        return False

    def release(self) -> None:
        """Let the next process, then the next thread, have its turn."""
        sys.setswitchinterval(_USUAL_SECONDS)
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


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


_locks: dict[str, WriteLock] = {}
_making = threading.Lock()


def lock_for(database: str) -> WriteLock:
    """Return this process's lock of a database file."""
    with _making:
        return _locks.setdefault(database, WriteLock(Path(f"{database}.lock")))


def forget_locks_after_fork() -> None:
    """A child shares neither our threads nor our place in the queue."""
    _locks.clear()
    sys.setswitchinterval(_USUAL_SECONDS)


os.register_at_fork(after_in_child=forget_locks_after_fork)
