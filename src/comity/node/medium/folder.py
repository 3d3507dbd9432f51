"""A folder that others write too: nothing in it is followed, opened blindly, or half written.

A file gets its name only once it is whole and synced; whoever reads never sees one that grows.
Whoever else can write the folder may put anything there: only plain files are opened, by the name
the folder gives, and never through a link.
"""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from comity.exchange.carried import (
    MOST_FILES,
    FileFault,
    MediumFault,
    Told,
    fault_of_name,
    printable,
)
from comity.exchange.refusals import MediumRefusedError


@dataclass(frozen=True, slots=True)
class Listed:
    """What a folder has.

    Attributes:
        names: of the files to be looked at.
        passed_over: the others, each with the cause.
    """

    names: tuple[str, ...]
    passed_over: tuple[Told, ...]


class Folder:
    """One folder, held open from beginning to end, so that no link takes its place meanwhile."""

    def __init__(self, path: Path) -> None:
        try:
            self._handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise MediumRefusedError(MediumFault.NO_FOLDER, folder=path) from error
        self.path = path

    def __enter__(self) -> "Folder":
        """Go on with the folder open."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Close it."""
        os.close(self._handle)

    def listed(self) -> Listed:
        """Return the names of what may be a file of a node, in order, and what is passed over."""
        names: list[str] = []
        told: list[Told] = []
        with os.scandir(self._handle) as entries:
            # Sorted after they are counted: a folder of a million names costs no memory for them.
            for entry in entries:
                if len(names) + len(told) >= MOST_FILES:
                    told.append(_told(entry.name, FileFault.TOO_MANY, limit=MOST_FILES))
                    break
                if fault := fault_of_name(entry.name) or self._fault_of(entry):
                    told.append(_told(entry.name, fault))
                else:
                    names.append(entry.name)
        return Listed(tuple(sorted(names)), tuple(sorted(told, key=lambda each: each.name)))

    def has(self, name: str) -> bool:
        """Tell whether there is anything of this name."""
        with suppress(FileNotFoundError):
            os.stat(name, dir_fd=self._handle, follow_symlinks=False)
            return True
        return False

    @contextmanager
    def opened(self, name: str) -> Iterator[tuple[BinaryIO, int]]:
        """Open a plain file, and yield it with its size.

        Raises:
            OSError: it cannot be opened, or is no plain file any more.
        """
        # Without waiting: a pipe that was put in its place would never open.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with os.fdopen(os.open(name, flags, dir_fd=self._handle), "rb") as file:
            kind = os.fstat(file.fileno())
            if not stat.S_ISREG(kind.st_mode):
                raise OSError(name)
            yield file, kind.st_size

    def write(self, name: str, pieces: Iterable[bytes]) -> bool:
        """Write a file whole, synced, and under its name only then; one of the name is replaced.

        Args:
            name: one in which nothing is wrong (`carried.fault_of_name`).
            pieces: its bytes.

        Returns:
            False when there was nothing to write any more.

        Raises:
            MediumRefusedError: the folder cannot be written.
        """
        part = f"{name}.{secrets.token_hex(4)}.part"
        try:
            written = self._write(part, pieces)
            if written:
                os.replace(part, name, src_dir_fd=self._handle, dst_dir_fd=self._handle)
                os.fsync(self._handle)
        except OSError as error:
            cause = os.strerror(error.errno or 0)
            raise MediumRefusedError(
                MediumFault.FOLDER_UNWRITABLE, folder=self.path, cause=cause
            ) from error
        finally:
            self.remove(part)
        return written

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(OSError):
            os.unlink(name, dir_fd=self._handle)

    def set_aside(self, name: str, other: Path) -> None:
        """Move a file to another folder of the same disk, whatever it is; what has its name goes.

        Only the name moves: a link is moved as a link, and nothing is opened.
        """
        with suppress(OSError):
            os.replace(name, other / name, src_dir_fd=self._handle)

    def _write(self, part: str, pieces: Iterable[bytes]) -> bool:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        written = False
        with os.fdopen(os.open(part, flags, 0o640, dir_fd=self._handle), "wb") as out:
            for piece in pieces:
                out.write(piece)
                written = True
            out.flush()
            os.fsync(out.fileno())
        return written

    @staticmethod
    def _fault_of(entry: "os.DirEntry[str]") -> FileFault | None:
        return None if entry.is_file(follow_symlinks=False) else FileFault.NO_FILE


def _told(name: str, fault: FileFault, **facts: object) -> Told:
    return Told(printable(name), fault.value, {key: str(value) for key, value in facts.items()})
