"""The database as it stood at one instant, while the node goes on writing.

SQLite: a copy by its online backup in one step, which reads a single snapshot and holds up no
writer. PostgreSQL: every table's rows in one repeatable-read transaction. Not `pg_dump`: it must
be installed beside the node and be as new as the server, and what it writes only PostgreSQL reads;
rows as lines can be digested, compared and restored into either database.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import connection, transaction

from comity.node.backups.faults import BackupUnderWayError, NoRoomError
from comity.node.backups.items import DATABASE, Item, bytes_item, file_item
from comity.node.home import Home
from comity.node.sqlite.copy import clear_copy, copy_database
from comity.node.tables.rows import lines_of, models_of

ROOM_KEPT_FREE: Final = 256 * 1024**2
_ROWS_AT_ONCE: Final = 4 * 1024**2


@contextmanager
def database_items(home: Home) -> Iterator[tuple[Iterator[Item], int]]:
    """Hold a snapshot of the database.

    Yields:
        Its items, and how many bytes they will be, as far as can be told.

    Raises:
        BackupUnderWayError: another backup of this node is being made.
        NoRoomError: the copy would leave the node itself too little room.
    """
    if connection.vendor == "sqlite":
        with _copy_of_sqlite(home) as copy:
            yield iter((file_item(DATABASE, copy),)), copy.stat().st_size
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_database_size(current_database())")
            ((size,),) = cursor.fetchall()
        yield _rows(), int(size)


def _rows() -> Iterator[Item]:
    for model in models_of(apps):
        table, number, held = model._meta.db_table, 0, bytearray()
        for line in lines_of(model, using="default"):
            held += line
            if len(held) >= _ROWS_AT_ONCE:
                yield bytes_item(f"database/rows/{table}/{number:08}.jsonl", bytes(held))
                number, held = number + 1, bytearray()
        # An empty table has an item too: what is missing is then never taken for empty.
        if held or not number:
            yield bytes_item(f"database/rows/{table}/{number:08}.jsonl", bytes(held))


@contextmanager
def _copy_of_sqlite(home: Home) -> Iterator[Path]:
    folder = home.folder / "tmp"
    folder.mkdir(exist_ok=True, mode=0o700)
    with _alone(folder):
        copy = folder / "backup.sqlite3"
        clear_copy(copy)
        needed = sum(path.stat().st_size for path in _files_of(home.database))
        if shutil.disk_usage(folder).free < needed + ROOM_KEPT_FREE:
            raise NoRoomError(path=folder)
        try:
            copy_database(home.database, copy)
            yield copy
        finally:
            clear_copy(copy)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupUnderWayError(folder=folder.parent) from error
        yield
    finally:
        os.close(descriptor)


def _files_of(database: Path) -> list[Path]:
    beside = [database.with_name(f"{database.name}{end}") for end in ("", "-wal")]
    return [path for path in beside if path.exists()]
