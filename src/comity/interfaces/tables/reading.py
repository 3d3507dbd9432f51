"""Reading a file as a table: told by its first bytes what it is, never by its name."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from comity.interfaces.tables.commas import rows_of_text
from comity.interfaces.tables.terms import (
    LIMITS,
    CellTooLongError,
    CellUnreadableError,
    ExtraCellsError,
    HeaderTwiceError,
    Limits,
    Row,
    Table,
    TableEmptyError,
    TableKindUnknownError,
    TableLockedError,
    TableTooLargeError,
    TooManyColumnsError,
    TooManyRowsError,
)
from comity.interfaces.tables.workbooks import opened_workbook

_ZIP = b"PK"
# The compound file of workbooks before 2007, and of those locked with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")
# Tab and line ends may stand in a cell; what else Unicode counts as control may not.
_MAY_STAND = frozenset("\t\n\r")
_MOST_SHOWN = 60


class Stream(Protocol):
    """Bytes that are read from where they stand."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        ...


def read_table(stream: Stream, *, limits: Limits = LIMITS) -> Table:
    """Return the table in a file: CSV (comma, semicolon or tab), or a workbook's first sheet shown.

    Every cell is text: numbers without grouping, days as ISO days. Nothing is calculated, followed
    or run: of a formula the result that was saved last is read.

    Args:
        stream: the file.
        limits: what is refused when it is more.

    Raises:
        TableError: the file cannot be read; each cause has a class and a sentence of its own.
    """
    content = stream.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise TableTooLargeError(most=limits.file_bytes)
    if content.startswith(_COMPOUND):
        raise TableLockedError
    if content.startswith(_NO_TABLES):
        raise TableKindUnknownError
    if content.startswith(_ZIP):
        with opened_workbook(content, limits) as book:
            headers, rows = _parted(book.rows(), limits)
            return Table(headers, rows, book.sheet, book.unread)
    return Table(*_parted(rows_of_text(content), limits))


def _parted(
    lines: Iterator[tuple[int, list[str]]], limits: Limits
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the headers, and the rows beneath that hold something."""
    filled = _filled(lines, limits)
    first = next(filled, None)
    if first is None:
        raise TableEmptyError
    headers = _headers(first[1])
    rows: list[Row] = []
    for number, cells in filled:
        if len(cells) > len(headers):
            raise ExtraCellsError(row=number)
        if len(rows) == limits.rows:
            raise TooManyRowsError(most=limits.rows)
        if any(cell for cell, header in zip(cells, headers, strict=False) if not header):
            raise ExtraCellsError(row=number)
        rows.append(Row(number, (*cells, *[""] * (len(headers) - len(cells)))))
    if not rows:
        raise TableEmptyError
    return headers, tuple(rows)


def _headers(cells: Iterable[str]) -> tuple[str, ...]:
    headers = tuple(" ".join(cell.split()) for cell in cells)
    named = [header for header in headers if header]
    twice = next((name for at, name in enumerate(named) if name in named[:at]), None)
    if twice is not None:
        raise HeaderTwiceError(header=twice[:_MOST_SHOWN])
    return headers


def _filled(
    lines: Iterator[tuple[int, list[str]]], limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that hold something, without the empty cells at their ends."""
    for number, line in lines:
        cells = [cell.strip() for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.columns:
            raise TooManyColumnsError(row=number, most=limits.columns)
        for cell in cells:
            _demand_readable(cell, number, limits)
        yield number, cells


def _demand_readable(cell: str, number: int, limits: Limits) -> None:
    if len(cell) > limits.cell:
        raise CellTooLongError(row=number, most=limits.cell)
    if not cell.isprintable() and any(_is_no_text(sign) for sign in cell):
        raise CellUnreadableError(row=number)


def _is_no_text(sign: str) -> bool:
    control = sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign <= "\udfff"
    return control and sign not in _MAY_STAND
