"""Inserting rows by the hundred, written out.

The ORM prepares every value of every row anew, which took nearly half of what it costs to hold a
parcel. The columns are those of the model, read from it once.

PostgreSQL parses and plans a statement for each row that is inserted by one; from some rows on they
are copied in, which it does without.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

COPIED_FROM = 8
"""Rows from which copying is the cheaper way on PostgreSQL."""
Adapt = Callable[[BaseDatabaseOperations, Any], object]


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in the caller's transaction; they get no keys here.

    Args:
        rows: none of them saved before; empty inserts nothing.
    """
    if not rows:
        return
    table, columns, of, adapts = _described(type(rows[0]))
    ops = transaction.get_connection().ops
    values = [
        [_adapted(ops, adapt, value) for value, adapt in zip(of(row), adapts, strict=True)]
        for row in rows
    ]
    insert_values(table, columns, values)


def insert_alike(
    like: models.Model, names: tuple[str, ...], values: Iterable[tuple[object, ...]]
) -> None:
    """Insert new rows that differ in some fields only, without making a model of each.

    Args:
        like: a row as each is but for those fields; not inserted itself.
        names: columns in which they differ: texts, numbers and bytes, which no database adapts.
        values: of each row in these columns, in the order of `names`.
    """
    table, columns, of, adapts = _described(type(like))
    ops = transaction.get_connection().ops
    same = {
        column: _adapted(ops, adapt, value)
        for column, value, adapt in zip(columns, of(like), adapts, strict=True)
        if column not in names
    }
    alike = tuple(same.values())
    insert_values(table, (*names, *same), [(*each, *alike) for each in values])


def insert_values(table: str, columns: tuple[str, ...], values: Sequence[Sequence[object]]) -> None:
    """Insert rows of a table, in the caller's transaction.

    Args:
        table: one of our own.
        columns: of it.
        values: of each row in the order of the columns, as the database takes them.
    """
    connection = transaction.get_connection()
    statement, copying = _statements(table, columns)
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        elif connection.vendor == "postgresql" and len(values) >= COPIED_FROM:
            # Past the wrapper of the cursor, so its errors are to be made Django's here.
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for row in values:
                    copy.write_row(row)
        elif values:
            cursor.executemany(statement, values)


@cache
def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """Return what inserts one row, and what copies many in."""
    named = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    one = f'INSERT INTO "{table}" ({named}) VALUES ({places})'  # noqa: S608  our own models' names; values have marks
    return one, f'COPY "{table}" ({named}) FROM STDIN'


@cache
def _described(
    model: type[models.Model],
) -> tuple[
    str,
    tuple[str, ...],
    Callable[[models.Model], tuple[object, ...]],
    tuple[Adapt | None, ...],
]:
    """Return a model's table and columns, and how the values of a row are taken and adapted."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    of = attrgetter(*(field.attname for field in fields))
    columns = tuple(str(field.column) for field in fields)
    return model._meta.db_table, columns, of, tuple(_adapting(field) for field in fields)


def _adapted(ops: BaseDatabaseOperations, adapt: Adapt | None, value: object) -> object:
    return value if adapt is None or value is None else adapt(ops, value)


def _adapting(field: "models.Field[object, object]") -> Adapt | None:
    """Return how a value of a field is made into one of the database, where it is not one yet."""
    if isinstance(field, models.DateTimeField):
        return lambda ops, value: ops.adapt_datetimefield_value(value)
    if isinstance(field, models.JSONField):
        return lambda ops, value: ops.adapt_json_value(value, field.encoder)
    return None
