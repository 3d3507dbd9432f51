"""A file of the former caseload at a door: read as a table, weighed by its digest."""

import hashlib
import io
from collections.abc import Iterable

from comity.assistance.terms.imports import Sheet
from comity.interfaces.tables import LIMITS, read_table
from comity.interfaces.tables.reading import Stream


def sheet_of(file: Stream, *, name: str) -> Sheet:
    """Return what stands in a file, CSV or XLSX.

    Args:
        file: as it came.
        name: what it is called.

    Raises:
        TableError: it is no table that is read here.
    """
    content = file.read(LIMITS.file_bytes + 1)
    table = read_table(io.BytesIO(content))
    return Sheet(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        headings=table.headers,
        rows=tuple((row.number, row.cells) for row in table.rows),
    )


def chosen_columns(typed: Iterable[str]) -> dict[str, str]:
    """Return the heading chosen for each column, from lines such as `subject=Betreff`.

    Args:
        typed: one line for each column; an empty one says nothing.
    """
    parted = (line.partition("=") for line in typed if line.strip())
    return {name.strip(): heading.strip() for name, _, heading in parted}
