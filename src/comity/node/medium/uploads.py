"""Files that came through a page or the API: laid into a folder of their own, and read from it."""

import io
import tarfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from comity.evidence.terms import NoRoomError
from comity.evidence.vault import vault
from comity.exchange.carried import MOST_FILES, FileFault, Told, fault_of_name, printable
from comity.exchange.medium.reading import demand_carrier, record_read
from comity.interfaces.media import Reader
from comity.node.configuration import home_folder
from comity.node.medium.carrying import Carrier, this_node
from comity.node.medium.folder import Folder
from comity.officers.terms import Viewer

_PIECE = 256 * 1024
_MAGIC_AT = 257


def read_uploads(
    files: Iterable[tuple[str, Reader]],
    officer: Viewer,
    *,
    carrier: Callable[[], Carrier] = this_node,
) -> list[Told]:
    """Take uploaded files, or archives of them, as if they lay in a folder.

    Args:
        files: each with its name; what is an archive is unpacked.
        officer: who brings them.
        carrier: this node.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        NoRoomError: they do not fit on this node's disk.
    """
    demand_carrier(officer)
    node = carrier()
    with TemporaryDirectory(dir=_spool(), prefix="medium-") as place, Folder(Path(place)) as folder:
        told = [each for name, reader in files for each in _laid(folder, name, _Ahead(reader))]
        told += node.read(folder)
    record_read(told, officer=officer, at=node.clock())
    return told


def _spool() -> Path | None:
    spool = home_folder() / "tmp"
    return spool if spool.is_dir() else None


class _Ahead:
    """A reader whose beginning was looked at."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._seen = reader, b""
        while len(self._seen) < tarfile.BLOCKSIZE and (piece := reader.read(tarfile.BLOCKSIZE)):
            self._seen += piece

    @property
    def is_archive(self) -> bool:
        return self._seen[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar"

    def read(self, size: int, /) -> bytes:
        if self._seen:
            piece, self._seen = self._seen[:size], self._seen[size:]
            return piece
        return self._reader.read(size)


def _laid(folder: Folder, name: str, reader: _Ahead) -> Iterator[Told]:
    if not reader.is_archive:
        yield from _one(folder, name, reader)
        return
    try:
        # As a stream: nothing of it is sought in, and no member is named to the system.
        with tarfile.open(fileobj=_Stream(reader), mode="r|") as archive:
            for number, member in enumerate(archive):
                if number >= MOST_FILES:
                    facts = {"limit": str(MOST_FILES)}
                    yield Told(printable(member.name), FileFault.TOO_MANY.value, facts)
                    return
                content = archive.extractfile(member) if member.isreg() else None
                if content is None:
                    yield Told(printable(member.name), FileFault.NO_FILE.value, {})
                else:
                    yield from _one(folder, member.name, content)
    except (tarfile.TarError, EOFError, ValueError) as error:
        facts = {"cause": type(error).__name__}
        yield Told(printable(name), FileFault.UNREADABLE.value, facts)


def _one(folder: Folder, name: str, reader: Reader) -> Iterator[Told]:
    """Lay one file into the folder; of two with one name, the later stands."""
    if fault := fault_of_name(name):
        yield Told(printable(name), fault.value, {})
        return
    folder.write(name, _pieces(reader))


def _pieces(reader: Reader) -> Iterator[bytes]:
    while piece := reader.read(_PIECE):
        if not vault().has_room_for(len(piece)):
            raise NoRoomError()
        yield piece


class _Stream(io.RawIOBase):
    """What `tarfile` asks of a stream."""

    def __init__(self, reader: _Ahead) -> None:
        self._reader = reader

    def read(self, size: int = _PIECE, /) -> bytes:
        return self._reader.read(size)
