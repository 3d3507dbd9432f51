"""Taking a backup apart: into a new folder, checked to the last byte, and nothing of it believed.

What lies in the folder counts only once `unpack` has returned.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from comity.crypto.age_header import read_header, unwrap
from comity.crypto.age_payload import NONCE_SIZE, SEALED_CHUNK_SIZE, opened_chunks
from comity.crypto.errors import (
    NotForThisKeyError,
    PayloadAlteredError,
    PayloadTruncatedError,
    SealError,
    SealHeaderAlteredError,
)
from comity.crypto.keys import SealingKey
from comity.node.backups.faults import BackupFault, BackupRefusedError, PlaceRefusedError
from comity.node.backups.items import ABOUT, DATABASE, LISTING, Archive, Stream, listed
from comity.node.backups.making import FORMAT, Progress

_SMALL: Final = 1024**2
_NEEDED: Final = ("settings/comity.toml", "keys/keystore.json", "descriptor")
_ENGINES: Final = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself, in its first item.

    Attributes:
        country: code of the administration.
        administration: its name.
        made_at: the instant whose state it holds.
        engine: `sqlite` or `postgresql`.
        migrations: those its database had, as `app.name`.
    """

    country: str
    administration: str
    made_at: datetime
    engine: str
    migrations: tuple[str, ...]


def unpack(path: Path, key: SealingKey, folder: Path, *, progress: Progress) -> About:
    """Unpack a backup into a folder that is empty.

    1. The file opens with the recovery key.
    2. Its first item says that it is a backup this software knows.
    3. Every item has a known name, comes once, and fits on the disk.
    4. The file ends where it was sealed to end.
    5. The listing names every item, with the digest found, and no other.

    Args:
        path: the file.
        key: the recovery key.
        folder: empty, and thrown away by the caller when this raises.
        progress: is told how many bytes of the file were read, and of how many.

    Raises:
        BackupRefusedError: with what is wrong, and where.
        PlaceRefusedError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _unpack(file, path, key, folder, progress)
    except SealError as error:
        raise _refusal(error, path) from error
    except OSError as error:
        raise PlaceRefusedError(path=error.filename or path, reason=error.strerror or "") from error


def _unpack(file: BinaryIO, path: Path, key: SealingKey, folder: Path, progress: Progress) -> About:
    # 1
    file_key = unwrap(read_header(file), key)
    size = os.fstat(file.fileno()).st_size
    nonce = file.read(NONCE_SIZE)
    chunks = opened_chunks(file_key, nonce, _chunks(file, size, progress))
    archive = Archive(Stream(chunks), path=path)
    # 2
    about = _about(archive)
    with (folder / "listing").open("w+b") as found:
        found.write(listed(hashlib.sha256(about[0]).hexdigest(), ABOUT).encode())
        # 3, 4
        _take_items(archive, folder, found)
        # 5
        _compare(archive, folder / LISTING, found)
    (folder / "listing").unlink()
    _demand_all(archive, folder, about[1])
    return about[1]


def _chunks(file: BinaryIO, size: int, progress: Progress) -> Iterator[bytes]:
    while chunk := file.read(SEALED_CHUNK_SIZE):
        progress(file.tell(), size)
        yield chunk


def _about(archive: Archive) -> tuple[bytes, About]:
    first = archive.next_item()
    if first is None or first[0] != ABOUT or first[1] > _SMALL:
        raise archive.refused(BackupFault.NOT_ONE)
    raw = b"".join(archive.content(first[1]))
    try:
        told: dict[str, Any] = json.loads(raw)
        if told["format"] != FORMAT:
            raise archive.refused(BackupFault.NEWER, found=str(told["format"])[:60])
        return raw, About(
            country=str(told["country"]),
            administration=str(told["administration"]),
            made_at=_instant(told["made_at"]),
            engine=_ENGINES[_ENGINES.index(told["engine"])],
            migrations=tuple(str(each) for each in told["migrations"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise archive.refused(BackupFault.NOT_ONE) from error


def _instant(told: str) -> datetime:
    at = datetime.fromisoformat(told)
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    return at


def _take_items(archive: Archive, folder: Path, found: BinaryIO) -> None:
    ended = False
    while (item := archive.next_item()) is not None:
        name, size = item
        if ended:
            # Nothing but the end stands behind the listing.
            raise archive.refused(BackupFault.OUT_OF_ORDER, name=name)
        if size > shutil.disk_usage(folder).free:
            raise archive.refused(BackupFault.TOO_LARGE, name=name, size=size)
        digest = _write(archive, folder / name, name, size)
        ended = name == LISTING
        if not ended:
            found.write(listed(digest, name).encode())


def _write(archive: Archive, place: Path, name: str, size: int) -> str:
    digest = hashlib.sha256()
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise archive.refused(BackupFault.OUT_OF_ORDER, name=name) from error
    with os.fdopen(descriptor, "wb") as out:
        for piece in archive.content(size):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _compare(archive: Archive, listing: Path, found: BinaryIO) -> None:
    """Compare what was found with what is listed, line by line; both are in one order."""
    if not listing.exists():
        raise archive.refused(BackupFault.NOT_LISTED, name=LISTING)
    found.seek(0)
    with listing.open("rb") as told:
        while True:
            expected, here = told.readline(_SMALL), found.readline(_SMALL)
            if expected == here == b"":
                break
            if expected != here:
                raise _difference(archive, expected, here)
    listing.unlink()


def _difference(archive: Archive, expected: bytes, here: bytes) -> BackupRefusedError:
    names = [line[66:].decode(errors="replace").rstrip("\n")[:200] for line in (expected, here)]
    fault = BackupFault.DIGEST_DIFFERS if names[0] == names[1] else BackupFault.NOT_LISTED
    return archive.refused(fault, name=names[0] or names[1])


def _demand_all(archive: Archive, folder: Path, about: About) -> None:
    database = DATABASE if about.engine == "sqlite" else "database/rows"
    for name in (*_NEEDED, database):
        if not (folder / name).exists():
            raise archive.refused(BackupFault.NOT_LISTED, name=name)


def _refusal(error: SealError, path: Path) -> BackupRefusedError:
    match error:
        case NotForThisKeyError():
            return BackupRefusedError(BackupFault.OTHER_KEY, path=path)
        case PayloadTruncatedError():
            return BackupRefusedError(BackupFault.TRUNCATED, path=path)
        case PayloadAlteredError():
            chunk = dict(error.facts)["chunk"]
            return BackupRefusedError(BackupFault.ALTERED, path=path, chunk=chunk)
        case SealHeaderAlteredError():
            return BackupRefusedError(BackupFault.ALTERED, path=path, chunk="head")
        case _:
            return BackupRefusedError(BackupFault.NOT_ONE, path=path, number=0)
