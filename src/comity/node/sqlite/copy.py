"""A copy of the database file as it stands at one instant, while others write to it."""

import errno
import os
import sqlite3
from pathlib import Path


def copy_database(database: Path, copy: Path) -> None:
    """Copy by SQLite's online backup in one step, which reads a single snapshot.

    Args:
        database: the file; read only.
        copy: a file that does not stand yet; it is whole by itself, without a log beside it.

    Raises:
        OSError: the disk is full, or the copy cannot be made there.
    """
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    # Read-only, so that this process never checkpoints the log of a database others write.
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(copy)) from error
        raise
    finally:
        target.close()
        source.close()


def clear_copy(copy: Path) -> None:
    """Remove a copy and what SQLite may have left beside it."""
    for end in ("", "-journal", "-wal", "-shm", ".lock", ".lock-next"):
        copy.with_name(f"{copy.name}{end}").unlink(missing_ok=True)
