"""Rows of a workbook: weighed before it is opened, and read from its first sheet that is shown."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from comity.interfaces.tables.terms import (
    Limits,
    NoSheetShownError,
    TableError,
    TableKindUnknownError,
    TooManyRowsError,
)
from comity.interfaces.tables.weighing import weigh

_CONTENTS = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
# Rows between filled ones are empty; a file that says its next row is the billionth is no table.
_MOST_LOOKED_AT = 50_000
_SHOWN = "visible"
_MIDNIGHT = time(0)


class Workbook:
    """A workbook as it stands open."""

    def __init__(self, book: Any, limits: Limits) -> None:  # noqa: ANN401  openpyxl has no types
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == _SHOWN]
        if not shown:
            raise NoSheetShownError
        self._sheet = shown[0]
        self._every = book.worksheets
        self._limits = limits
        self.sheet: str = str(self._sheet.title)
        self.unread: int = len(book.sheetnames) - 1

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Return each row with its number, the empty ones among them."""
        return self._rows(self._sheet)

    def every_sheet(self) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
        """Return the name and the rows of every sheet, hidden ones among them."""
        for sheet in self._every:
            yield str(sheet.title), self._rows(sheet)

    def _rows(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401  openpyxl has no types
        # How large a sheet says it is is not believed.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > _MOST_LOOKED_AT:
                raise TooManyRowsError(most=self._limits.rows)
            yield number, [in_text(cell) for cell in cells[: self._last(cells)]]

    def _last(self, cells: tuple[object, ...]) -> int:
        """Return where a row ends: it may say that it has thousands of empty cells."""
        return next((at for at in range(len(cells), 0, -1) if cells[at - 1] is not None), 0)


@contextmanager
def opened_workbook(content: bytes, limits: Limits) -> Iterator[Workbook]:
    """Open a workbook that has been weighed; its formulas, links and macros stay as they lie.

    Args:
        content: the file.
        limits: what is refused when it is more.

    Raises:
        TableError: it is damaged, locked, hidden, no workbook, or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise TableError from None
    with archive:
        if not {_CONTENTS, _WORKBOOK} <= set(archive.namelist()):
            raise TableKindUnknownError
        weigh(archive, limits)
    from openpyxl import load_workbook  # noqa: PLC0415  a twentieth of a start, for few files

    with _in_our_words():
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            yield Workbook(book, limits)
        finally:
            book.close()


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Turn whatever a damaged workbook makes the library say into one error of ours."""
    try:
        with warnings.catch_warnings():
            # On styles and validations, of which nothing is read.
            warnings.simplefilter("ignore")
            yield
    except TableError:
        raise
    except Exception as broken:  # openpyxl names none of what it raises; the cause goes along
        raise TableError from broken


def in_text(cell: object) -> str:
    """Return a cell as text: days in ISO form, numbers without grouping or exponent."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        whole_day = cell.time() == _MIDNIGHT
        return cell.date().isoformat() if whole_day else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
