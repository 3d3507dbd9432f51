"""The transfer of every table from this node's SQLite file into an empty PostgreSQL database.

In the process that does it, the new database is the one called `default`: migrations that fill
tables speak to that name.
"""

from collections.abc import Callable
from typing import Final

from django.db import OperationalError, connections, transaction

from comity.kernel.errors import ComityError
from comity.node.tables import copying, laying
from comity.node.tables.rows import Content, lines_of, migrations_applied

SOURCE: Final = "source"
TARGET: Final = "default"


class DatabaseUnreachableError(ComityError):
    """No connection to the other database."""

    code = "database_unreachable"


def transfer(tell: Callable[[str, int], object]) -> dict[str, Content]:
    """Fill the new database, and return what each table holds there and here.

    Args:
        tell: is told each table and its rows once they are there.

    Raises:
        DatabaseNotEmptyError, DatabaseUnreachableError: the new database will not do.
        CopyRefusedError, TablesDifferError, GuardsMissingError: it does not hold the same; nothing
            of it stays there.
    """
    copying.name_database(SOURCE, "sqlite")
    _demand_reachable_and_empty()
    try:
        # A write transaction that may not write: nobody else can write meanwhile either.
        with transaction.atomic(using=SOURCE, durable=True):
            return _copied(tell)
    finally:
        connections.close_all()


def _demand_reachable_and_empty() -> None:
    try:
        laying.demand_empty_database()
    except OperationalError as error:
        reason = str(error).partition("\n")[0]
        raise DatabaseUnreachableError(reason=reason) from error


def _copied(tell: Callable[[str, int], object]) -> dict[str, Content]:
    with connections[SOURCE].cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    with copying.all_or_nothing(TARGET):
        apps = laying.tables_as_of(migrations_applied(using=SOURCE), using=TARGET)
        filled = copying.fill(apps, lambda model: lines_of(model, using=SOURCE), using=TARGET)
        copying.compare(copying.contents(apps, using=SOURCE), filled)
        copying.demand_guards(using=TARGET)
    for table, content in filled.items():
        tell(table, content.rows)
    return filled
