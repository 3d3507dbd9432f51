"""Rows of a CSV file, whatever parts its cells."""

import codecs
import csv
import io
from collections.abc import Iterator

from comity.interfaces.tables.terms import (
    CellTooLongError,
    TableKindUnknownError,
    TableNotUtf8Error,
    TableQuotesError,
)

_SIGNS = (",", ";", "\t", "|")
# What a spreadsheet writes first to say which sign parts the cells.
_SAYS = "sep="
_LOOKED_AT = 20


def rows_of_text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Return each row with the number of its line.

    Raises:
        TableNotUtf8Error, TableKindUnknownError, TableQuotesError, CellTooLongError: as they say.
    """
    text = _decoded(content)
    if "\x00" in text:
        raise TableKindUnknownError
    said, rest = _said(text)
    reader = csv.reader(
        io.StringIO(rest, newline=""), delimiter=said or _parting(rest), strict=True
    )
    before = 1 if said else 0
    while True:
        # A row begins on the line after the last one's end.
        number = reader.line_num + 1 + before
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            if "limit" in str(broken):
                raise CellTooLongError(row=number, most=csv.field_size_limit()) from None
            raise TableQuotesError(row=number) from None
        yield number, row


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise TableNotUtf8Error from None


def _said(text: str) -> tuple[str, str]:
    """Return the sign the first line says to part cells by, if it does, and the lines beneath."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r\n").lower()
    if said.startswith(_SAYS) and len(said) == len(_SAYS) + 1 and said[-1] in _SIGNS:
        return said[-1], rest
    return "", text


def _parting(text: str) -> str:
    """Return the sign that parts the cells: what stands most often in the first filled line."""
    lines = (line for line in text.splitlines()[:_LOOKED_AT] if line.strip())
    # What stands within quotation marks parts nothing.
    bare = "".join(next(lines, "").split('"')[::2])
    return max(_SIGNS, key=bare.count)
