"""Sealed files on this node's disk: written whole or not at all, checked whenever they are read.

A file is written as `.part`, synced, renamed, and its folder synced, so that after a crash either
the whole file stands there or none. What lies here is the payload of an age file; its key is
wrapped by the node's storage key in the database.
"""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID, uuid4

from comity.crypto.age import CHUNK_SIZE, encrypt_payload, new_file_key
from comity.crypto.age_payload import NONCE_SIZE, opened_chunks
from comity.crypto.errors import SealError, SealTooLargeError
from comity.crypto.keys import NodeKeys
from comity.evidence.kinds import Head
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.terms import (
    BytesMissingError,
    DigestDiffersError,
    EmptyExhibitError,
    NotHeldError,
    Sealed,
    TooLargeError,
)

DEFAULT_SIZE_LIMIT = 2 * 1024**3
# Left free whatever partners announce: the database and the record must go on being written.
ROOM_KEPT_FREE = 256 * 1024**2
_SEALED_CHUNK_SIZE = CHUNK_SIZE + 16
_PIECE = 256 * 1024
# What a file system says that gives a file no second name, or no further one.
_NO_SECOND_NAME = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV})
_EXHIBIT_FILE = re.compile(r"[0-9a-f]{32}(\.part)?")


class Reader(Protocol):
    """Where the bytes of a file come from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


class _Headed:
    """Reads from a stream as long as the disk has room for it, and looks at how it begins."""

    def __init__(self, stream: Reader, has_room_for: Callable[[int], bool]) -> None:
        self._stream, self._has_room_for, self.seen = stream, has_room_for, Head()

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        # How much will come is not known; what came before has taken its room already.
        if not self._has_room_for(len(data)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.seen.note(data)


@dataclass(frozen=True, slots=True)
class Vault:
    """Where sealed files lie, how large one may be, and who unwraps their keys."""

    folder: Path
    size_limit: int
    keys: Callable[[], NodeKeys]

    def seal(self, stream: Reader) -> Sealed:
        """Seal what `stream` gives onto the disk, a chunk at a time, hashing as it passes.

        Raises:
            TooLargeError: there is more than the limit; nothing stays on the disk.
            EmptyExhibitError: there is nothing.
            OSError: the disk is full, or the node itself would be left too little of it.
        """
        exhibit_id, file_key = uuid4(), new_file_key()
        part, head = self.part(exhibit_id), _Headed(stream, self.has_room_for)
        try:
            with _new_file(part) as out:
                payload = encrypt_payload(file_key, head, out, limit=self.size_limit)
                if payload.plain_size == 0:
                    raise EmptyExhibitError()
                _sync(out)
            self.keep(part, exhibit_id)
        except SealTooLargeError as error:
            raise TooLargeError(limit=self.size_limit) from error
        finally:
            part.unlink(missing_ok=True)
        return Sealed(
            id=exhibit_id,
            wrapped_key=self.keys().storage.wrap(file_key, purpose=str(exhibit_id)),
            digest=payload.plain_digest,
            payload_digest=payload.payload_digest,
            size=payload.plain_size,
            payload_size=payload.payload_size,
            first_bytes=head.seen.kind,
        )

    def twin(self, exhibit: Exhibit) -> Sealed:
        """Give a sealed file of ours a second name, and its key a wrap of its own.

        It is copied where the file system gives no second names.

        Raises:
            NotHeldError, WrapAlteredError: its key is not to be had.
            BytesMissingError: there are no bytes.
            OSError: there is no room for a copy.
        """
        twin_id, file_key = uuid4(), self.file_key_of(exhibit)
        wrapped_key = self.keys().storage.wrap(file_key, purpose=str(twin_id))
        path = self.folder / blob_name(twin_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._name_again(exhibit, path)
            # As young as what refers to it, so that no sweep takes it for a stray meanwhile.
            path.touch()
            _sync_folder(path.parent)
            _sync_folder(self.folder)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Sealed(
            id=twin_id,
            wrapped_key=wrapped_key,
            digest=bytes.fromhex(exhibit.digest),
            payload_digest=bytes.fromhex(exhibit.payload_digest),
            size=exhibit.size,
            payload_size=exhibit.payload_size,
            first_bytes=exhibit.first_bytes,
        )

    def _name_again(self, exhibit: Exhibit, path: Path) -> None:
        try:
            os.link(self.folder / blob_name(exhibit.id), path)
        except FileNotFoundError as error:
            raise BytesMissingError() from error
        except OSError as error:
            if error.errno not in _NO_SECOND_NAME:
                raise
            self._copy(exhibit, path)

    def _copy(self, exhibit: Exhibit, path: Path) -> None:
        part = self.folder / "parts" / f"{path.name}.part"
        try:
            with self._open(exhibit) as file, _new_file(part) as out:
                if not self.has_room_for(os.fstat(file.fileno()).st_size):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                shutil.copyfileobj(file, out, _PIECE)
                _sync(out)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def discard(self, sealed: Sealed) -> None:
        """Remove a sealed file that became nobody's exhibit."""
        (self.folder / blob_name(sealed.id)).unlink(missing_ok=True)

    def remove(self, exhibit_id: UUID) -> None:
        """Remove whatever lies here of an exhibit whose key is gone."""
        (self.folder / blob_name(exhibit_id)).unlink(missing_ok=True)
        self.part(exhibit_id).unlink(missing_ok=True)

    def file_key_of(self, exhibit: Exhibit) -> bytes:
        """Return the key of an exhibit's payload.

        Raises:
            NotHeldError: it has not arrived yet.
            WrapAlteredError: the row was changed, or is of another node.
        """
        if exhibit.wrapped_key is None:
            raise NotHeldError()
        return self.keys().storage.unwrap(bytes(exhibit.wrapped_key), purpose=str(exhibit.id))

    def checked_pieces(self, exhibit: Exhibit) -> Iterator[bytes]:
        """Check an exhibit from end to end, and return its content in pieces.

        The whole digest is checked before the first byte is handed out; the pieces then come
        from a second reading, in which every chunk is authenticated once more.

        Raises:
            DigestDiffersError: the bytes on disk are not those taken in.
            BytesMissingError: there are none.
        """
        file_key, digest = self.file_key_of(exhibit), hashlib.sha256()
        try:
            for piece in self._content(exhibit, file_key):
                digest.update(piece)
        except SealError as error:
            raise DigestDiffersError() from error
        if digest.hexdigest() != exhibit.digest:
            raise DigestDiffersError()
        return self._content(exhibit, file_key)

    def payload_from(self, exhibit: Exhibit, *, offset: int) -> Iterator[bytes]:
        """Yield the sealed payload of an exhibit from an offset on, as it lies on the disk."""
        with self._open(exhibit) as file:
            file.seek(exhibit.payload_offset + offset)
            while piece := file.read(_PIECE):
                yield piece

    def has_room_for(self, size: int) -> bool:
        """Tell whether so many bytes still fit on the disk beside what the node itself needs."""
        return shutil.disk_usage(self.folder).free >= size + ROOM_KEPT_FREE

    def files(self) -> Iterator[Path]:
        """Yield every file here, whole ones and parts; a part is named with its suffix."""
        return (path for path in self.folder.rglob("*") if _EXHIBIT_FILE.fullmatch(path.name))

    def part(self, exhibit_id: UUID) -> Path:
        """Return where an exhibit's bytes gather until they are whole."""
        return self.folder / "parts" / f"{exhibit_id.hex}.part"

    def keep(self, part: Path, exhibit_id: UUID) -> None:
        """Give a whole, synced file its name, durably."""
        path = self.folder / blob_name(exhibit_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A part may have waited for days; as a whole it is new, and no sweep takes it for a stray.
        part.touch()
        part.replace(path)
        _sync_folder(path.parent)
        _sync_folder(self.folder)

    def _content(self, exhibit: Exhibit, file_key: bytes) -> Iterator[bytes]:
        with self._open(exhibit) as file:
            file.seek(exhibit.payload_offset)
            nonce = file.read(NONCE_SIZE)
            sealed = iter(lambda: file.read(_SEALED_CHUNK_SIZE), b"")
            yield from opened_chunks(file_key, nonce, sealed)

    def _open(self, exhibit: Exhibit) -> BinaryIO:
        try:
            return (self.folder / blob_name(exhibit.id)).open("rb")
        except FileNotFoundError as error:
            raise BytesMissingError() from error


_furnished: list[Vault] = []


def furnish(
    *, keys: Callable[[], NodeKeys], folder: Path, size_limit: int = DEFAULT_SIZE_LIMIT
) -> Vault:
    """Say where this process keeps sealed files; `node` does at start, again replaces.

    Args:
        keys: returns the unlocked keys; called when one is needed.
        folder: made when it does not exist.
        size_limit: most bytes of one exhibit.
    """
    (folder / "parts").mkdir(parents=True, exist_ok=True, mode=0o700)
    _furnished[:] = [Vault(folder, size_limit, keys)]
    return _furnished[0]


def vault() -> Vault:
    """Return where this process keeps sealed files.

    Raises:
        RuntimeError: the node was not wired; an error in the composition root.
    """
    if not _furnished:
        raise RuntimeError("evidence.vault.furnish was not called at start")
    return _furnished[0]


def append_to_part(part: Path, data: bytes) -> None:
    """Append what a partner gave to an exhibit's part file, durably, so that pulling resumes."""
    with part.open("ab") as out:
        out.write(data)
        _sync(out)


def cut_part(part: Path, *, size: int) -> None:
    """Forget what an exhibit's part file holds beyond `size`."""
    os.truncate(part, size)


def size_of_part(part: Path) -> int:
    """Return how much of an exhibit is here already."""
    with suppress(FileNotFoundError):
        return part.stat().st_size
    return 0


def _new_file(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb")


def _sync(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # The new name itself is durable only when the folder is.
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
