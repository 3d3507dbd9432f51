"""Work that one process of a node does at a time, whichever comes first.

With SQLite a node has one worker and there is nobody to agree with. With PostgreSQL the server
keeps the turn, by a lock of the session: it needs no row, no clock and no lease, nobody waits for
it, and the server takes it back the moment a process is killed.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection


@contextmanager
def turn_at(work: str) -> Iterator[bool]:
    """Have some work to oneself until the end of the block, outside any transaction.

    Args:
        work: its name, the same in every process.

    Yields:
        Whether this process has it; if not, another is at it, and nothing is to be done.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    number = _number_of(work)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            # A connection that broke meanwhile has given the turn back already.
            with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _number_of(work: str) -> int:
    return int.from_bytes(hashlib.sha256(f"comity {work}".encode()).digest()[:8], signed=True)
