"""Whether anything was written since: asked between two passes, so that an idle worker rests.

A pass asks several questions of the database and writes nothing when there is nothing to do. Both
databases tell for next to nothing whether anybody has written to them at all; while nobody has, no
pass is needed but for what the clock alone brings about.
"""

import threading

from django.db import DatabaseError, InterfaceError, connection

from comity.exchange.waking import Bell

# PostgreSQL's place in its log moves with every write, of whichever database of the server.
# SQLite's version moves with the writes of other connections, its count with those of one's own.
_QUESTIONS = {
    "postgresql": "SELECT pg_current_wal_insert_lsn()",
    "sqlite": "SELECT data_version || ' ' || total_changes() FROM pragma_data_version",
}


def last_write() -> str:
    """Return what changes when anybody writes to the database; empty when it cannot be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_QUESTIONS[connection.vendor])
            return str(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError):
        return ""


def rest(
    stop: threading.Event, *, since: str, poll_seconds: float, looks: int, bell: Bell | None = None
) -> None:
    """Rest until somebody rings or writes, the looks are used up, or `stop` is set.

    Args:
        stop: set it to end the rest, within one look.
        since: what `last_write` told before the last pass.
        poll_seconds: between two looks; the first is always waited for, so that parcels fill.
        looks: how many at most.
        bell: wakes at once; without one, only a look finds what was written.
    """
    for _ in range(looks):
        if bell is not None and bell.heard_within(poll_seconds):
            stop.wait(bell.join_seconds(poll_seconds))
            return
        waited = 0 if bell is not None else poll_seconds
        if stop.wait(waited) or last_write() != since:
            return
