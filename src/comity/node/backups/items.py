"""The items of a backup: which names there are, and the plain tar in which they follow another.

Only what stands here is ever written or taken: no path of a backup can lead out of the folder it
is restored into, because a name is matched whole against this list first.
"""

import hashlib
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from comity.node.backups.faults import BackupFault, BackupRefusedError

ABOUT: Final = "about.json"
LISTING: Final = "manifest.sha256"
DATABASE: Final = "database/db.sqlite3"
ROWS: Final = re.compile(r"database/rows/(?P<table>[a-z0-9_]{1,63})/(?P<number>[0-9]{8})\.jsonl")
PIECE: Final = 256 * 1024
_BLOCK: Final = 512
_END: Final = bytes(2 * _BLOCK)
_SEGMENT: Final = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}"
_NAMES: Final = (
    re.compile(r"about\.json|manifest\.sha256|settings/comity\.toml|descriptor"),
    re.compile(rf"keys/{_SEGMENT}"),
    re.compile(r"database/db\.sqlite3"),
    ROWS,
    re.compile(r"blobs/(?P<folder>[0-9a-f]{2})/(?P=folder)[0-9a-f]{30}"),
    re.compile(rf"register/(?:{_SEGMENT}/){{0,4}}{_SEGMENT}"),
    re.compile(rf"code-lists/{_SEGMENT}"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One file on its way into a backup.

    Attributes:
        name: one of the names above.
        size: bytes; exactly so many must come.
        pieces: opens it, and yields its bytes.
    """

    name: str
    size: int
    pieces: Callable[[], Iterator[bytes]]


def is_known(name: str) -> bool:
    """Tell whether an item of this name belongs in a backup."""
    return any(pattern.fullmatch(name) for pattern in _NAMES)


def file_item(name: str, path: Path) -> Item:
    """Return the item of a file that does not change while it is read."""
    return Item(name, path.stat().st_size, lambda: _pieces_of(path))


def bytes_item(name: str, content: bytes) -> Item:
    """Return the item of a few bytes."""
    return Item(name, len(content), lambda: iter((content,)))


def archived(items: Iterable[Item], note: Callable[[str], object]) -> Iterator[bytes]:
    """Yield the archive of items.

    Args:
        items: in order.
        note: is given each item's line of the listing, once the item has gone through.

    Raises:
        ValueError: an item has another size than it said, or a name no backup knows.
    """
    for item in items:
        if not is_known(item.name):
            raise ValueError(f"no backup has an item {item.name}")
        info = tarfile.TarInfo(item.name)
        info.size, info.mode = item.size, 0o600
        yield info.tobuf(tarfile.GNU_FORMAT)
        size, digest = 0, hashlib.sha256()
        for piece in item.pieces():
            size += len(piece)
            digest.update(piece)
            yield piece
        if size != item.size:
            raise ValueError(f"{item.name} has {size} bytes and not {item.size}")
        yield bytes(-size % _BLOCK)
        note(listed(digest.hexdigest(), item.name))


def listed(digest: str, name: str) -> str:
    """Return an item's line of the listing."""
    return f"{digest}  {name}\n"


def end_of_archive() -> bytes:
    """Return what stands behind the last item."""
    return _END


class Stream:
    """Bytes that come in pieces, read as from a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end only."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
        taken, self._held = self._held[:size], self._held[size:]
        return taken


class Archive:
    """The items of an archive as they come, each read to its end before the next.

    Nothing is believed: a name must be known, an item a plain file, and no item comes twice.
    """

    def __init__(self, stream: Stream, *, path: Path) -> None:
        self._stream = stream
        self._path = path
        self.number = 0

    def next_item(self) -> tuple[str, int] | None:
        """Return name and size of the next item; None at the end of the archive.

        Raises:
            BackupRefusedError: it is no item of a backup.
        """
        block = self._block()
        if block == bytes(_BLOCK):
            self._demand_end()
            return None
        self.number += 1
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError, ValueError) as error:
            raise self.refused(BackupFault.MALFORMED) from error
        if not is_known(info.name) or info.type != tarfile.REGTYPE or info.size < 0:
            shown = "".join(letter if letter.isprintable() else "…" for letter in info.name)
            raise self.refused(BackupFault.STRANGE_ITEM, name=shown[:200])
        return info.name, info.size

    def content(self, size: int) -> Iterator[bytes]:
        """Yield the bytes of the item at hand.

        Raises:
            BackupRefusedError: the archive ends before the item does.
        """
        left = size
        while left:
            piece = self._stream.read(min(left, PIECE))
            if not piece:
                raise self.refused(BackupFault.MALFORMED)
            left -= len(piece)
            yield piece
        padding = -size % _BLOCK
        if self._exactly(padding) != bytes(padding):
            raise self.refused(BackupFault.MALFORMED)

    def refused(self, fault: BackupFault, **facts: object) -> BackupRefusedError:
        """Return the refusal of the item at hand."""
        return BackupRefusedError(fault, path=self._path, number=self.number, **facts)

    def _demand_end(self) -> None:
        # To the very end, because only the last chunk shows that nothing was cut off.
        if self._block() != bytes(_BLOCK) or self._stream.read(1):
            raise self.refused(BackupFault.MALFORMED)

    def _block(self) -> bytes:
        block = self._exactly(_BLOCK)
        if len(block) != _BLOCK:
            raise self.refused(BackupFault.MALFORMED)
        return block

    def _exactly(self, size: int) -> bytes:
        held = b""
        while len(held) < size and (piece := self._stream.read(size - len(held))):
            held += piece
        return held


def _pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
