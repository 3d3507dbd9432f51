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
# What reading a part may fail with.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # zipfile's word for a compression it does not know
)
# Byte order marks, blanks, and what begins an element; anything else is a picture or a program.
_BEGINS_XML = (b"<", b"\xef", b"\xff", b"\xfe", b" ", b"\n", b"\r", b"\t")
_DEEPEST = 40
_MOST_ELEMENTS = 4_000_000
# What stands in memory at once: a row, or one text that cells share.
_MOST_AT_ONCE = 200_000
_LET_GO_AFTER = ("row", "si")
_ROW, _CELL = "row", "c"
_DIGITS = "0123456789"
_MOST_LETTERS = 3


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
    except _DAMAGED:
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
        self._column = self._cells = 0

    def goes_on(self, piece: bytes) -> bool:
        """Walk on; tell whether there is a way from here."""
        try:
            self._parser.Parse(piece, False)
        except xml.parsers.expat.ExpatError:
            return False
        return True

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._at_once += 1
        self._weighs(1)
        if self._at_once > _MOST_AT_ONCE or self._depth > _DEEPEST:
            raise TableUnpacksTooLargeError
        kind = name.rpartition(":")[2]
        if kind == _ROW:
            self._column = self._cells = 0
        elif kind == _CELL:
            self._cells += 1
            self._column = max(self._column + 1, _column_of(attributes.get("r", "")))

    def _ends(self, name: str) -> None:
        self._depth -= 1
        kind = name.rpartition(":")[2]
        if kind in _LET_GO_AFTER:
            self._at_once = 0
        if kind == _ROW:
            # A reader fills every place before the last cell, which a single empty one may be.
            self._weighs(max(0, self._column - self._cells))

    def _weighs(self, more: int) -> None:
        self._all += more
        if self._all > _MOST_ELEMENTS:
            raise TableUnpacksTooLargeError

    def _declares(self, *_told: object) -> None:
        # No spreadsheet writes one; it could only name what is not here, or multiply what is.
        raise TableUnpacksTooLargeError


def _column_of(place: str) -> int:
    """Return the number of the column that "XFD7" stands in; 0 where no reader finds one."""
    letters = place.rstrip(_DIGITS).upper()
    if len(letters) > _MOST_LETTERS or not (letters.isascii() and letters.isalpha()):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
