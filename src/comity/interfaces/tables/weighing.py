"""Weighing a workbook before a library opens it: how large its parts grow, taken apart.

What a part says of its size is not believed: each is unpacked piece by piece, and its XML is
walked without keeping any of it, up to the limit.
"""

import xml.parsers.expat
import zipfile
import zlib

from comity.interfaces.tables.terms import (
    Limits,
    TableError,
    TableLockedError,
    TableUnpacksTooLargeError,
)

_PIECE = 1 << 16
_LOCKED = 0x1
# Byte order marks, blanks, and what begins an element; anything else is a picture or a program.
_BEGINS_XML = (b"<", b"\xef", b"\xff", b"\xfe", b" ", b"\n", b"\r", b"\t")
_DEEPEST = 40
_MOST_ELEMENTS = 4_000_000
# What stands in memory at once: a row, or one text that cells share.
_MOST_AT_ONCE = 200_000
_LET_GO_AFTER = ("row", "si")


def weigh(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a workbook that would grow beyond the limits.

    Raises:
        TableUnpacksTooLargeError: it would.
        TableLockedError: a part is encrypted.
        TableError: a part is damaged.
    """
    parts = archive.infolist()
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise TableUnpacksTooLargeError
    if any(part.flag_bits & _LOCKED for part in parts):
        raise TableLockedError
    left = limits.unpacked_bytes
    try:
        for part in parts:
            left = _weigh_part(archive, part, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise TableError from None


def _weigh_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return how many bytes may still come after one part."""
    walk: _Walk | None = None
    first = True
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise TableUnpacksTooLargeError
            if first and piece.startswith(_BEGINS_XML):
                walk = _Walk()
            first = False
            if walk is not None and not walk.goes_on(piece):
                # No reader of it gets further than this one.
                walk = None
    return left


class _Walk:
    """A walk over XML that keeps nothing of it."""

    def __init__(self) -> None:
        self._parser = xml.parsers.expat.ParserCreate()
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.StartDoctypeDeclHandler = self._declares
        self._depth = self._all = self._at_once = 0

    def goes_on(self, piece: bytes) -> bool:
        """Walk on; tell whether there is a way from here."""
        try:
            self._parser.Parse(piece, False)
        except xml.parsers.expat.ExpatError:
            return False
        return True

    def _begins(self, _name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        self._all += 1
        self._at_once += 1
        much = self._all > _MOST_ELEMENTS or self._at_once > _MOST_AT_ONCE
        if much or self._depth > _DEEPEST:
            raise TableUnpacksTooLargeError

    def _ends(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(":")[2] in _LET_GO_AFTER:
            self._at_once = 0

    def _declares(self, *_told: object) -> None:
        # No spreadsheet writes one; it could only name what is not here, or multiply what is.
        raise TableUnpacksTooLargeError
