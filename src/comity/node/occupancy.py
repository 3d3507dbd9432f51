"""Whether a node runs in a home folder: a lock its server processes hold as long as any lives."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.kernel.errors import ComityError

NAME = "running.lock"


class NodeRunsError(ComityError):
    """What was asked needs the node to stand still, or it runs already."""

    code = "node_runs"


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        # A disk that is read-only takes no file, but the one that is there can be locked.
        if error.errno != errno.EROFS:
            raise
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


@contextmanager
def occupied(home: Path) -> Iterator[int]:
    """Hold a home folder for oneself.

    Yields:
        The lock's descriptor; a child that inherits it holds the folder as well.

    Raises:
        NodeRunsError: a node, or work on one, holds it.
    """
    descriptor = _opened(home / NAME)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NodeRunsError(folder=home) from error
        yield descriptor
    finally:
        os.close(descriptor)
