"""Where in a file a person is named: text line by line as it passes, a workbook row by row.

Nothing is kept of a file but the places. It is told by its first bytes what it is, never by its
name; what a workbook grows to is weighed before it is opened; and nothing in it is calculated,
followed or run.
"""

import codecs
import csv
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from comity.assistance.terms.access_files import (
    LONGEST_COLUMN,
    MOST_PLACES,
    FilePlace,
    FileRead,
    FileUnread,
)
from comity.evidence.kinds import HEAD_SIZE, OTHER, kind_in
from comity.interfaces.tables.terms import (
    LIMITS,
    TableError,
    TableKindUnknownError,
    TableTooLargeError,
    TableUnpacksTooLargeError,
    TooManyRowsError,
)
from comity.interfaces.tables.workbooks import opened_workbook
from comity.kernel.texts import without_hidden_characters

# Of text, which is let pass; a workbook has the limits of every table.
MOST_BYTES: Final = 256 * 1024 * 1024
MOST_SECONDS: Final = 30.0
_WORKBOOK: Final = "ZIP"
# A run without a line end is looked at in pieces of so many characters, and that much of the last
# line goes along: a name may be broken at the end of a line.
_LONGEST_LINE: Final = 64 * 1024
_CARRIED: Final = 256
_SIGNS: Final = (",", ";", "\t", "|")
# What is not seen may stand within a name; line ends among it part words, and are kept.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_ESCAPED: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_TOO_LARGE: Final = (TableTooLargeError, TableUnpacksTooLargeError, TooManyRowsError)


class _TookTooLongError(Exception):
    """The time for one file is over."""


@dataclass
class _Found:
    """The places found so far, and until when the search may go on."""

    terms: tuple[str, ...]
    has_time: Callable[[], bool]
    places: list[FilePlace] = field(default_factory=list)
    count: int = 0

    def names(self, text: str) -> bool:
        """Tell whether a text names the person, whatever its letters and blanks."""
        told = _plain(text)
        return any(term in told for term in self.terms)

    def note(self, place: FilePlace) -> None:
        """Keep a place, if there is room for it."""
        self.count += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place)

    def go_on(self) -> None:
        """Stop where the time is over."""
        if not self.has_time():
            raise _TookTooLongError

    def told(self, unread: FileUnread | None = None) -> FileRead:
        """Return what was found."""
        return FileRead(tuple(self.places), self.count, unread)


def places_in_file(
    name: str,
    pieces: Iterable[bytes] | None,
    *,
    terms: Iterable[str],
    clock: Callable[[], float] = time.monotonic,
) -> FileRead:
    """Return where a file names a person by any of the terms.

    Args:
        name: what the file is called; it is looked at as well.
        pieces: its content; None where it cannot be had.
        terms: the name, and what else the person is known by.
        clock: seconds that only grow.
    """
    ends = clock() + MOST_SECONDS
    found = _Found(tuple(filter(None, map(_plain, terms))), has_time=lambda: clock() < ends)
    if found.names(name):
        found.note(FilePlace(0))
    if pieces is None:
        return found.told()
    try:
        return found.told(_read(iter(pieces), found))
    except _TookTooLongError:
        return found.told(FileUnread.TOO_LONG)


def _read(pieces: Iterator[bytes], found: _Found) -> FileUnread | None:
    head = b""
    while len(head) < HEAD_SIZE and (piece := next(pieces, b"")):
        head += piece
    kind = kind_in(head[:HEAD_SIZE])
    if kind == _WORKBOOK:
        return _read_workbook(head, pieces, found)
    return _read_text(head, pieces, found) if kind == OTHER else FileUnread.KIND


def _read_workbook(head: bytes, pieces: Iterator[bytes], found: _Found) -> FileUnread | None:
    content = bytearray(head)
    for piece in pieces:
        content += piece
        if len(content) > LIMITS.file_bytes:
            return FileUnread.TOO_LARGE
        found.go_on()
    try:
        with opened_workbook(bytes(content), LIMITS) as book:
            for sheet, rows in book.every_sheet():
                _note_rows(sheet, rows, found)
    except TableKindUnknownError:
        return FileUnread.KIND
    except _TOO_LARGE:
        return FileUnread.TOO_LARGE
    except TableError as broken:
        if isinstance(broken.__cause__, _TookTooLongError):
            return FileUnread.TOO_LONG
        return FileUnread.DAMAGED
    return None


def _note_rows(sheet: str, rows: Iterable[tuple[int, list[str]]], found: _Found) -> None:
    headers: list[str] = []
    for number, cells in rows:
        found.go_on()
        headers = headers or (cells if any(cells) else [])
        for place, cell in enumerate(cells):
            if found.names(cell):
                column = _called(headers[place]) if place < len(headers) else ""
                found.note(FilePlace(number, column, _called(sheet)))


def _read_text(head: bytes, pieces: Iterator[bytes], found: _Found) -> FileUnread | None:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
    lines, size = _Lines(found), 0
    try:
        for piece in chain((head,), pieces):
            size += len(piece)
            if size > MOST_BYTES:
                return FileUnread.TOO_LARGE
            found.go_on()
            if not lines.feed(decoder.decode(piece)):
                return FileUnread.KIND
        lines.finish(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return FileUnread.KIND
    return None


@dataclass
class _Lines:
    """Looks at a text line by line."""

    found: _Found
    _rest: str = ""
    _number: int = 1
    _before: str = ""
    _headers: list[str] = field(default_factory=list)
    _sign: str = ""
    _noted: int = 0

    def feed(self, text: str) -> bool:
        """Take the next of the text; tell whether it is text at all."""
        if "\x00" in text:
            return False
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._take(line)
            self._number += 1
        while len(self._rest) > _LONGEST_LINE:
            # Still the same line; what follows its piece is looked at with its end.
            self._take(self._rest[:_LONGEST_LINE])
            self._rest = self._rest[_LONGEST_LINE:]
        return True

    def finish(self, text: str) -> None:
        """Take the last of the text."""
        self.feed(text)
        if self._rest:
            self._take(self._rest)

    def _take(self, line: str) -> None:
        if self._number == 1 and not self._headers:
            self._sign = max(_SIGNS, key=line.count)
            self._headers = _cells(line, self._sign)
        told = _unescaped(line)
        before, self._before = self._before, told[-_CARRIED:]
        if self._noted == self._number:
            return
        if self.found.names(told):
            self._note(line)
        elif self._is_broken(before, told[:_CARRIED]):
            self._note("")

    def _is_broken(self, before: str, begins: str) -> bool:
        """Tell whether a name is broken between two lines, or two pieces of one."""
        joined = (f"{before} {begins}", before + begins)
        return any(map(self.found.names, joined)) and not self.found.names(before)

    def _note(self, line: str) -> None:
        self._noted = self._number
        self.found.note(FilePlace(self._number, self._column(line)))

    def _column(self, line: str) -> str:
        """Return what the column is called, where the text is a table with headers."""
        if self._number == 1 or len(self._headers) <= 1:
            return self._key(line)
        cells = _cells(line, self._sign)
        if len(cells) != len(self._headers):
            return self._key(line)
        named = (place for place, cell in enumerate(cells) if self.found.names(cell))
        place = next(named, None)
        return self._key(line) if place is None else _called(self._headers[place])

    def _key(self, line: str) -> str:
        """Return the member of an object that stands on a line of its own."""
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            return ""
        if not isinstance(told, dict):
            return ""
        named = (key for key, each in told.items() if self.found.names(str(each)))
        return _called(next(named, ""))


def _cells(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=sign), [])
    except csv.Error:
        return []


def _unescaped(line: str) -> str:
    """Return a line with what JSON has written as numbers of characters."""
    return _ESCAPED.sub(_written_out, line) if "\\u" in line else line


def _written_out(found: re.Match[str]) -> str:
    units = (int(each, 16) for each in found[0].split("\\u")[1:])
    raw = b"".join(unit.to_bytes(2, "little") for unit in units)
    return raw.decode("utf-16-le", "replace")


def _plain(text: str) -> str:
    seen = _UNSEEN.sub("", text)
    if not seen.isascii():
        # Of what looks alike, one form: wide letters are letters, and marks stand by theirs.
        seen = unicodedata.normalize("NFKC", seen)
    return " ".join(seen.casefold().split())


def _called(text: str) -> str:
    return " ".join(without_hidden_characters(text).split())[:LONGEST_COLUMN]
