"""The bell that wakes this node's worker; whoever leaves something for it rings after the commit.

The worker would find it by itself, a fifth of a second later at most; a single urgent message
should not wait for that, and looking oftener would cost an idle node more than all its messages.
The bell is a named pipe in the node's home. It carries nothing, nothing rests on it, and where
nobody listens, or several processes or machines share the work, the worker's own looks remain.
"""

import os
import select
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction

JOIN_SECONDS = 0.002
"""How long neighbours of what was rung for may still join its parcel, after a silence."""


def ring_after_commit() -> None:
    """Ring once the transaction around the caller has committed; at once where there is none."""
    transaction.on_commit(ring)


def ring() -> None:
    """Wake the worker that listens on this node's bell, if one does."""
    # No pipe, nobody listening, or a bell that has been rung already: all the same to the ringer.
    with suppress(OSError):
        pipe = os.open(_place(), os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(pipe, b"\n")
        finally:
            os.close(pipe)


class Bell:
    """The listening end, for as long as a worker works."""

    def __init__(self) -> None:
        self._pipe = -1
        self._in_a_row = 0
        with suppress(OSError):
            with suppress(FileExistsError):
                os.mkfifo(_place(), 0o600)
            # Open for writing too: a pipe whose last writer has gone would wake it for ever.
            self._pipe = os.open(_place(), os.O_RDWR | os.O_NONBLOCK)

    def heard_within(self, seconds: float) -> bool:
        """Wait until it rings, or so many seconds; tell whether it rang."""
        listening = [self._pipe] if self._pipe >= 0 else []
        heard, _, _ = select.select(listening, [], [], seconds)
        if heard:
            with suppress(BlockingIOError):  # another worker of this node has heard it too
                os.read(self._pipe, 65536)
        self._in_a_row = self._in_a_row + 1 if heard else 0
        return bool(heard)

    def join_seconds(self, longest: float) -> float:
        """Return how long to let neighbours join: the longer, the oftener it rings in a row.

        One message leaves at once, and many fill parcels, which is what makes them cheap.
        """
        return min(JOIN_SECONDS * 2.0 ** min(self._in_a_row - 1, 16), longest)

    def close(self) -> None:
        """Stop listening; the pipe stays for the next worker."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1


def _place() -> Path:
    return Path(settings.BELL)
