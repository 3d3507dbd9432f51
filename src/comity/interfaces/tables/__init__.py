"""Tables that people bring, CSV or XLSX: read as text, inert, within limits."""

from comity.interfaces.tables.reading import read_table
from comity.interfaces.tables.terms import LIMITS, Limits, Row, Table, TableError

__all__ = ["LIMITS", "Limits", "Row", "Table", "TableError", "read_table"]
