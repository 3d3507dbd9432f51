"""What is looked for in attached files when a person asks, and what was not read. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comity.kernel.errors import ComityError

MOST_PLACES: Final = 20
MOST_FILES_FOUND: Final = 500
MOST_UNREAD_NAMED: Final = 100
LONGEST_COLUMN: Final = 60


class FileUnread(StrEnum):
    """Why the text of an attached file was not read; its name was."""

    NOT_HERE = "not_here"
    KEPT_SHUT = "kept_shut"
    KIND = "kind"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    DAMAGED = "damaged"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """One place of a file in which a person is named.

    Attributes:
        line: of a text its line, of a table its row, counted from one; 0 for the file's name.
        column: of a table, what its column is called; may be empty.
        sheet: of a workbook, which sheet; may be empty.
    """

    line: int
    column: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What reading one file for a person came to.

    Attributes:
        places: the first places in which the person is named.
        count: how many there are.
        unread: why its text was not read, or not to its end; None where it was.
    """

    places: tuple[FilePlace, ...] = ()
    count: int = 0
    unread: FileUnread | None = None


class FilesBeingReadError(ComityError):
    """Attached files are still being read for a person: what stands in them is not known yet."""

    code = "subject_files_being_read"
