"""`comity backup`: everything a node is, into one sealed file, while the node runs."""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import connection

from comity.crypto.age import seal
from comity.crypto.age_text import read_recipient
from comity.node.backups.faults import (
    NoRecipientError,
    NoRoomError,
    PlaceRefusedError,
    PlaceTakenError,
)
from comity.node.backups.items import (
    ABOUT,
    LISTING,
    Item,
    Stream,
    archived,
    bytes_item,
    end_of_archive,
    file_item,
)
from comity.node.backups.snapshot import ROOM_KEPT_FREE, database_items
from comity.node.configuration import NodeSettings
from comity.node.home import Home
from comity.node.tables.rows import migrations_applied

FORMAT: Final = "comity-backup-1"
_LOOK_EVERY: Final = 8 * 1024**2
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that stands on the disk, whole.

    Attributes:
        path: where.
        size: bytes of the file.
        digest: SHA-256 of the file, hex; who restores it may ask for this one.
        items: how many it holds.
        made_at: the instant whose state it holds.
    """

    path: Path
    size: int
    digest: str
    items: int
    made_at: datetime


def make_backup(home: Home, path: Path, *, at: datetime, progress: Progress) -> Made:
    """Write one sealed backup of the node to `path`, whole or not at all.

    Args:
        home: whose; the node may run.
        path: a file that does not stand yet.
        at: aware UTC instant.
        progress: is told how many bytes went in, and of how many.

    Raises:
        NoRecipientError: the settings name nobody who could open it.
        PlaceTakenError, PlaceRefusedError: it cannot be written there.
        NoRoomError: the disk is full, or would leave the node too little.
        BackupUnderWayError: another backup is being made.
    """
    recipients = [read_recipient(each) for each in NodeSettings().backup_recipients]
    if not recipients:
        raise NoRecipientError()
    if path.exists():
        raise PlaceTakenError(path=path)
    with _told_in_words(path), _part_of(path) as part, _listing_in(home) as listing:
        out = _Counted(part, home, path)
        listed = _Listed(listing)
        with database_items(home) as (database, size):
            expected = size + _size_of(home.blobs)
            pieces = _whole(home, database, listed, at=at)
            seal(Stream(_seen(pieces, expected, progress)), recipients, out)
        part.flush()
        os.fsync(part.fileno())
        _give_name(_part_name(path), path)
        return Made(path, out.size, out.digest.hexdigest(), listed.items, at)


def _whole(
    home: Home, database: Iterator[Item], listed: "_Listed", *, at: datetime
) -> Iterator[bytes]:
    yield from archived(_items(home, database, at), listed.note)
    content = listed.file
    size = content.tell()
    content.seek(0)
    listing = Item(LISTING, size, lambda: iter(lambda: content.read(_LOOK_EVERY), b""))
    yield from archived((listing,), lambda _line: None)
    yield end_of_archive()


def _items(home: Home, database: Iterator[Item], at: datetime) -> Iterator[Item]:
    yield bytes_item(ABOUT, json.dumps(_about(at), indent=1).encode())
    yield bytes_item("settings/comity.toml", home.settings.read_bytes())
    if home.descriptor.exists():
        yield bytes_item("descriptor", home.descriptor.read_bytes())
    for path in sorted(home.keystore.parent.iterdir()):
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".part":
            yield bytes_item(f"keys/{path.name}", path.read_bytes())
    yield from database
    # After the database: an exhibit's file is whole before a row speaks of it, and never changes.
    for path in _blobs(home.blobs):
        yield file_item(f"blobs/{path.parent.name}/{path.name}", path)
    yield from _own_files()


def _own_files() -> Iterator[Item]:
    """Yield register and code lists of the node's own; those shipped come with the software."""
    if folder := NodeSettings().register_folder:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            yield bytes_item(f"register/{path.relative_to(folder).as_posix()}", path.read_bytes())
    if folder := NodeSettings().code_lists_folder:
        for path in sorted(folder.glob("*.toml")):
            yield bytes_item(f"code-lists/{path.name}", path.read_bytes())


def _about(at: datetime) -> dict[str, Any]:
    settings = NodeSettings()
    return {
        "format": FORMAT,
        "country": settings.country,
        "administration": settings.administration,
        "made_at": at.isoformat(),
        "engine": connection.vendor,
        "migrations": migrations_applied(),
    }


def _blobs(folder: Path) -> Iterator[Path]:
    for below in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(path for path in below.iterdir() if len(path.name) == 32)


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in _blobs(folder))


def _seen(pieces: Iterator[bytes], expected: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        done += len(piece)
        progress(done, max(expected, done))
        yield piece


class _Listed:
    """The listing as it grows: on disk, because a node may hold a million exhibits."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401  what tempfile returns
        self.file = file
        self.items = 0

    def note(self, line: str) -> None:
        self.items += 1
        self.file.write(line.encode())


class _Counted:
    """Writes on, counts and digests, and stops before the node's own disk runs full."""

    def __init__(self, out: BinaryIO, home: Home, path: Path) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self._out = out
        self._path = path
        self._next_look = 0
        same = os.fstat(out.fileno()).st_dev == home.folder.stat().st_dev
        self._kept_free = ROOM_KEPT_FREE if same else 0

    def write(self, data: bytes, /) -> None:
        if self.size >= self._next_look:
            self._next_look = self.size + _LOOK_EVERY
            if shutil.disk_usage(self._path.parent).free < self._kept_free:
                raise NoRoomError(path=self._path.parent)
        self.size += len(data)
        self.digest.update(data)
        self._out.write(data)


@contextmanager
def _part_of(path: Path) -> Iterator[BinaryIO]:
    """Open the file under a temporary name, and leave nothing of that name behind."""
    part = _part_name(path)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PlaceTakenError(path=part) from error
        # What an earlier run left when it was killed.
        os.ftruncate(descriptor, 0)
        try:
            yield out
        finally:
            part.unlink(missing_ok=True)


def _listing_in(home: Home) -> Any:  # noqa: ANN401  what tempfile returns
    return tempfile.TemporaryFile(dir=home.folder / "tmp")


def _part_name(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _give_name(part: Path, path: Path) -> None:
    """Give the whole file its name, durably; never over another file."""
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise PlaceTakenError(path=path) from error
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _told_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoRoomError(path=path.parent) from error
        reason = error.strerror or type(error).__name__
        raise PlaceRefusedError(path=error.filename or path, reason=reason) from error
