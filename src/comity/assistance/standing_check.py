"""Checking a file of a standing exchange line by line, as it passes. Pure.

Nothing is kept of it but how many lines it has and what is wrong with them, so a file of any length
takes the same memory. What a spreadsheet would run as a formula is a fault: nobody agreed to one.
"""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from comity.assistance.terms.standing import SupplyFormat
from comity.assistance.terms.standing_sets import CellType, DataField
from comity.kernel.codes import is_country
from comity.kernel.texts import has_hidden_characters

MOST_FAULTS: Final = 100
LONGEST_LINE: Final = 64 * 1024
LONGEST_CELL: Final = 1000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_HS: Final = re.compile(r"[0-9]{6,10}")
_CONTAINER: Final = re.compile(r"[A-Z]{4}[0-9]{7}")


@dataclass(frozen=True, slots=True)
class LineFault:
    """One thing that is wrong in a file.

    Attributes:
        code: stable code.
        line: in which line of the file, counted from one.
        column: in which column; empty where it concerns the line.
    """

    code: str
    line: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a file found.

    Attributes:
        rows: how many lines of data it has.
        faults: the first ones, in the order of their lines.
        count: how many there are in all.
    """

    rows: int
    faults: tuple[LineFault, ...]
    count: int


@dataclass
class FileCheck:
    """Takes a file in pieces, and says at its end what is wrong with it."""

    columns: Sequence[DataField]
    layout: SupplyFormat
    _rest: bytes = b""
    _line: int = 0
    _rows: int = 0
    _count: int = 0
    _skips: bool = False
    _faults: list[LineFault] = field(default_factory=list)

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line)
        if len(self._rest) > LONGEST_LINE:
            # The rest of the line is let pass without being kept.
            if not self._skips:
                self._note("standing_line_too_long", self._line + 1)
            self._rest, self._skips = b"", True

    def finish(self) -> Checked:
        """Say what was found; called once, after the last piece."""
        if self._rest or self._skips:
            self._take(self._rest)
        if self.layout is SupplyFormat.CSV and self._line == 0:
            self._note("standing_heading_differs", 1)
        return Checked(self._rows, tuple(self._faults), self._count)

    def _take(self, raw: bytes) -> None:
        self._line += 1
        if self._skips:
            self._skips, self._rows = False, self._rows + 1
            return
        if self._line == 1 and raw.startswith(codecs.BOM_UTF8):
            raw = raw[len(codecs.BOM_UTF8) :]
        if len(raw) > LONGEST_LINE:
            self._note("standing_line_too_long", self._line)
            return
        try:
            text = raw.removesuffix(b"\r").decode("utf-8")
        except UnicodeDecodeError:
            self._rows += 1
            self._note("standing_not_utf8", self._line)
            return
        if self.layout is SupplyFormat.CSV:
            self._take_csv(text)
        else:
            self._take_object(text)

    def _take_csv(self, text: str) -> None:
        heading = self._line == 1
        cells = _cells_of(text)
        if heading:
            if cells != [column.name for column in self.columns]:
                self._note("standing_heading_differs", 1)
            return
        self._rows += 1
        if cells is None:
            self._note("standing_line_malformed", self._line)
        elif len(cells) != len(self.columns):
            self._note("standing_cells_differ", self._line)
        else:
            self._judge(cells)

    def _take_object(self, text: str) -> None:
        self._rows += 1
        told = _object_of(text)
        if told is None:
            self._note("standing_line_malformed", self._line)
        elif set(told) != {column.name for column in self.columns}:
            self._note("standing_cells_differ", self._line)
        else:
            self._judge([told[column.name] for column in self.columns])

    def _judge(self, cells: Sequence[str | None]) -> None:
        for column, cell in zip(self.columns, cells, strict=True):
            if code := fault_in(column, cell):
                self._note(code, self._line, column.name)

    def _note(self, code: str, line: int, column: str = "") -> None:
        self._count += 1
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(LineFault(code, line, column))


def fault_in(column: DataField, cell: str | None) -> str:
    """Return the code of what is wrong with a cell; empty where nothing is.

    Args:
        column: whose it is.
        cell: as it stands there; None where a JSON value is neither text nor number.
    """
    if cell is None:
        return "standing_cell_wrong"
    if not cell:
        return "standing_cell_empty" if column.needed else ""
    if len(cell) > LONGEST_CELL:
        return "standing_cell_too_long"
    if column.cell is CellType.TEXT:
        if cell.startswith(_FORMULA):
            return "standing_cell_formula"
        return "standing_cell_hidden" if has_hidden_characters(cell) else ""
    return "" if _IS[column.cell](cell) else "standing_cell_wrong"


def _cells_of(text: str) -> list[str] | None:
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _object_of(text: str) -> dict[str, str | None] | None:
    try:
        told = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_constant,
            object_pairs_hook=_each_once,
        )
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    return {name: _cell_in(value) for name, value in told.items()}


def _cell_in(value: object) -> str | None:
    if value is None:
        return ""
    return value if isinstance(value, str) else None


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError("a name twice")
    return told


def _is_day(cell: str) -> bool:
    try:
        return len(cell) == len("2026-12-01") and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _is_instant(cell: str) -> bool:
    try:
        return datetime.fromisoformat(cell).tzinfo is not None
    except ValueError:
        return False


def _fits(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


_IS: Final[dict[CellType, Callable[[str], bool]]] = {
    CellType.DAY: _is_day,
    CellType.INSTANT: _is_instant,
    CellType.WHOLE: _fits(_WHOLE),
    CellType.DECIMAL: _fits(_DECIMAL),
    CellType.COUNTRY: is_country,
    CellType.CURRENCY: _fits(_CURRENCY),
    CellType.HS_CODE: _fits(_HS),
    CellType.CONTAINER: _fits(_CONTAINER),
}


def check_pieces(check: FileCheck, pieces: Iterator[bytes]) -> Checked:
    """Check a file that comes in pieces."""
    for piece in pieces:
        check.feed(piece)
    return check.finish()
