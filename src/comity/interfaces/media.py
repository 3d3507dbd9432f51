"""Handing a medium out at a door and taking one in: the same files, in one archive or several.

How they are made and read is put together above the interfaces, by `node`, which fills it in here.
"""

import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from comity.exchange.carried import FileKind, FileToCarry, Told
from comity.exchange.duties import CARRY_BY_MEDIUM
from comity.exchange.medium.writing import Laid, record_written
from comity.interfaces.sentences import sentence
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MEDIA_TYPE = "application/x-tar"
_BLOCK = 512


class Reader(Protocol):
    """Where the bytes of an uploaded file come from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


Files = Iterable[tuple[str, Reader]]


@dataclass(frozen=True, slots=True)
class _Source:
    ready: Callable[[str], Laid]
    read: Callable[[Files, Viewer], list[Told]]


_furnished: list[_Source] = []


def furnish(*, ready: Callable[[str], Laid], read: Callable[[Files, Viewer], list[Told]]) -> None:
    """Say how media are made and read; `node` does at start, again replaces.

    Args:
        ready: returns what goes to a partner, given its code.
        read: takes files for an officer, each with its name, and says what became of each.
    """
    _furnished[:] = [_Source(ready, read)]


def hand_out_medium(partner: str, *, officer: Viewer, at: datetime) -> tuple[str, Iterator[bytes]]:
    """Make a medium for a partner, record that it is handed out, and return it as an archive.

    Args:
        partner: code of its administration.
        officer: who takes it.
        at: aware UTC instant.

    Returns:
        What the archive is called, and its bytes; no more than one parcel is in memory.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        ComityError: nothing can go to this partner now.
    """
    demand_role(officer, CARRY_BY_MEDIUM.roles)
    laid = _source().ready(partner)
    record_written(laid, officer=officer, at=at)
    return f"comity-{laid.partner}-{at:%Y%m%dT%H%M%SZ}.tar", _archive(laid.files)


def take_medium(files: Files, *, officer: Viewer) -> list[Told]:
    """Take uploaded files, or archives of them, and say what became of each.

    Args:
        files: each with its name.
        officer: who brings them.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        ComityError: nothing can be read now.
    """
    demand_role(officer, CARRY_BY_MEDIUM.roles)
    return _source().read(files, officer)


def told_json(told: Iterable[Told], *, translate: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return what became of files as a program reads it, each with its sentence."""
    return [
        {**each.shown(), "sentence": sentence(each.code, each.facts.items(), translate=translate)}
        for each in told
    ]


def _source() -> _Source:
    if not _furnished:
        raise NotFoundError(what="medium")
    return _furnished[0]


def _archive(files: Iterable[FileToCarry]) -> Iterator[bytes]:
    for file in files:
        if file.kind is FileKind.EXHIBIT:
            yield from _member(file.name, file.size, file.pieces())
        elif whole := b"".join(file.pieces()):
            yield from _member(file.name, len(whole), iter((whole,)))
    yield bytes(2 * _BLOCK)


def _member(name: str, size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o640
    # The one format in which a member may be larger than 8 GiB without a header of its own.
    yield member.tobuf(tarfile.GNU_FORMAT)
    yield from pieces
    yield bytes(-size % _BLOCK)
