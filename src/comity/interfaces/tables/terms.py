"""A table as it was read, its limits, and what can be wrong with a file of one. Pure."""

from dataclasses import dataclass

from comity.kernel.errors import ComityError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a table may hold; whatever is more is refused, and nothing is cut.

    Attributes:
        file_bytes: of the file as it comes.
        unpacked_bytes: of all parts of a workbook together, taken apart.
        parts: files within a workbook.
        rows: with something in them, the headers apart.
        columns: of a row.
        cell: characters of a cell.
    """

    file_bytes: int = 8 * 1024 * 1024
    unpacked_bytes: int = 48 * 1024 * 1024
    parts: int = 500
    rows: int = 20_000
    columns: int = 80
    cell: int = 20_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it.

    Attributes:
        number: of its line, as a spreadsheet counts them.
        cells: one text for each header, empty where nothing stands.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the first row with something in it, and the rows beneath.

    Attributes:
        headers: one for each column, each different, as written.
        rows: those that hold something, in order.
        sheet: name of the sheet they stood on; empty for CSV.
        unread: how many other sheets there are, hidden ones among them; none of them is read.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    unread: int = 0


class TableError(ComityError):
    """A file is no table that can be read."""

    code = "table_unreadable"


class TableEmptyError(TableError):
    """There is no header, or no row beneath it."""

    code = "table_empty"


class TableTooLargeError(TableError):
    """The file weighs more than is read."""

    code = "table_too_large"


class TableUnpacksTooLargeError(TableError):
    """The workbook would grow beyond the limit when it is taken apart."""

    code = "table_unpacks_too_large"


class TooManyRowsError(TableError):
    """More rows than are taken at once."""

    code = "table_too_long"


class TooManyColumnsError(TableError):
    """More columns than any table of ours has."""

    code = "table_too_wide"


class CellTooLongError(TableError):
    """A cell holds more text than any field takes."""

    code = "table_cell_too_long"


class CellUnreadableError(TableError):
    """A cell holds signs that no text has."""

    code = "table_cell_unreadable"


class ExtraCellsError(TableError):
    """A row has something beyond the last header."""

    code = "table_cell_without_header"


class HeaderTwiceError(TableError):
    """Two columns have one header."""

    code = "table_header_twice"


class TableLockedError(TableError):
    """The workbook is locked with a password, or of the format before 2007."""

    code = "table_locked_or_old"


class TableKindUnknownError(TableError):
    """The file is neither CSV nor XLSX."""

    code = "table_kind_unknown"


class TableNotUtf8Error(TableError):
    """The letters of a CSV file are not coded as UTF-8 or UTF-16."""

    code = "table_not_utf8"


class TableQuotesError(TableError):
    """A quotation mark of a CSV file has no partner."""

    code = "table_quotes_open"


class NoSheetShownError(TableError):
    """Every sheet of the workbook is hidden."""

    code = "table_all_hidden"
