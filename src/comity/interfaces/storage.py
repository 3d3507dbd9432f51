"""When the disk takes nothing: known by its error, told in words, while reading goes on."""

import errno
import os
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from django.db import OperationalError

_MB = 1024 * 1024
DISK_FULL, DISK_READ_ONLY = "disk_full", "disk_read_only"
STATUS = {
    DISK_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    DISK_READ_ONLY: HTTPStatus.SERVICE_UNAVAILABLE,
}
_BY_NUMBER = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: DISK_READ_ONLY,
}
# As SQLite (primary result codes 13 and 8) and PostgreSQL (53100, 25006) say it.
_BY_WORDS = {
    "database or disk is full": DISK_FULL,
    "no space left on device": DISK_FULL,
    "could not extend file": DISK_FULL,
    "readonly database": DISK_READ_ONLY,
    "read-only transaction": DISK_READ_ONLY,
}


def trouble_of(error: BaseException | None) -> str:
    """Return the code of the disk's trouble that an error rests on; empty when it is another's."""
    return next((code for each in _chain(error) if (code := _code_of(each))), "")


def trouble_at(folder: Path, *, least_mb: int) -> str:
    """Return the code of what keeps a folder from being written to, at a glance and without trying.

    Args:
        folder: of the node's home.
        least_mb: below so much free room in MB the disk counts as full.
    """
    told = os.statvfs(folder)
    if told.f_flag & os.ST_RDONLY:
        return DISK_READ_ONLY
    return DISK_FULL if told.f_bavail * told.f_frsize < least_mb * _MB else ""


def _code_of(error: BaseException) -> str:
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, "")
    if isinstance(error, OperationalError) or type(error).__module__ in {
        "sqlite3",
        "psycopg.errors",
    }:
        words = str(error).lower()
        return next((code for part, code in _BY_WORDS.items() if part in words), "")
    return ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from, but no further than a traceback would go."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
