"""Rows by the hundred thousand into either database, without the ORM's cost for each."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Model

Row = Sequence[Any]


def columns_of(model: type[Model]) -> list[str]:
    """Return the columns of a model's table, in the order rows have here."""
    return [field.column for field in model._meta.concrete_fields if field.column]


def row_of(instance: Model) -> list[Any]:
    """Return a stored object as a row: plain values, JSON as text."""
    row = []
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(field, JSONField) and value is not None:
            value = json.dumps(value)
        row.append(bytes(value) if isinstance(value, memoryview) else value)
    return row


def put(model: type[Model], rows: Iterable[Row], *, skipped: int = 0) -> None:
    """Insert rows in the current transaction; so many first columns the database fills itself."""
    names = [connection.ops.quote_name(name) for name in columns_of(model)[skipped:]]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join("?" * len(names))
        writers = {
            "DateTimeField": connection.ops.adapt_datetimefield_value,
            "DateField": connection.ops.adapt_datefield_value,
        }
        dated = [
            (place, writers[field.get_internal_type()])
            for place, field in enumerate(model._meta.concrete_fields[skipped:])
            if field.get_internal_type() in writers
        ]

        def adapted() -> Iterable[Row]:
            for row in rows:
                told = list(row)
                for place, written in dated:
                    told[place] = written(told[place]) if told[place] is not None else None
                yield told

        # The driver's own cursor: Django's would read the statement anew for every block.
        connection.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608  names of our own models
            adapted(),
        )


def quicken() -> None:
    """Let SQLite write without waiting for the disk while the node is filled."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")


def settle(models: Sequence[type[Model]]) -> None:
    """Let counters of keys go on after the last row, and the planner know what there is.

    PostgreSQL's own vacuum would do the second within minutes; SQLite is told nothing, as in
    a node.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
