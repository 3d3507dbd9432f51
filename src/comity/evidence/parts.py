"""A part file, had alone: the line and a medium may bring the same exhibit at the same moment."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def alone_at(part: Path) -> Iterator[bool]:
    """Have a part file to oneself until the end of the block, whichever process asks.

    The kernel gives the file back when its holder is killed. A part that is empty at the end was
    made for the lock alone, and goes.

    Args:
        part: where an exhibit's bytes gather; made when it is not there.

    Yields:
        Whether it is this one's; if not, another is at it, and nothing is to be done.
    """
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        yield _taken(descriptor) and _is_same(descriptor, part)
        if _taken(descriptor) and _is_same(descriptor, part) and not os.fstat(descriptor).st_size:
            part.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_same(descriptor: int, part: Path) -> bool:
    """Tell whether the file still has its name: another may have finished with it meanwhile."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), part.lstat())
    return False
