"""A row as one line of JSON: the same line whichever database it was read from.

What JSON has no word for is written with its kind, so that it reads back as what it was; rows come
in the order of their keys, compared byte by byte, so that equal tables give equal digests.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import CharField, F, Field, JSONField, Model, TextField
from django.db.models.functions import Collate
from django.db.models.sql import InsertQuery

from comity.kernel.errors import ComityError

_AT_ONCE: Final = 500
_CLOSED: Final = {"postgresql": "C", "sqlite": "BINARY"}


class RowRefusedError(ComityError):
    """A line is not a row of its table."""

    code = "row_refused"


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds.

    Attributes:
        rows: how many.
        digest: SHA-256 of all their lines, hex.
    """

    rows: int
    digest: str


def migrations_applied(*, using: str = "default") -> list[str]:
    """Return the migrations a database has, as `app.name`."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def models_of(apps: Apps) -> list[type[Model]]:
    """Return the model of every table of a node, tables between two others among them."""
    found = apps.get_models(include_auto_created=True)
    kept = {m._meta.db_table: m for m in found if m._meta.managed and not m._meta.proxy}
    return [kept[name] for name in sorted(kept)]


def columns_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the stored columns of a model by name.

    Not in the order of the model: one that migrations tell has its keys last.
    """
    return sorted(model._meta.concrete_fields, key=lambda column: column.attname)


def lines_of(model: type[Model], *, using: str) -> Iterator[bytes]:
    """Yield each row of a table as a line, by key, without ever holding them all."""
    columns = columns_of(model)
    writers = [_writer_of(column) for column in columns]
    found = model._base_manager.using(using).order_by(*_by_key(model, using))
    for row in found.values_list(*(each.attname for each in columns)).iterator(_AT_ONCE):
        told = [
            None if value is None else write(value)
            for write, value in zip(writers, row, strict=True)
        ]
        line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield line.encode() + b"\n"


def content_of(model: type[Model], *, using: str) -> Content:
    """Return how many rows a table holds, and the digest of them all."""
    return digest_of(lines_of(model, using=using))


def digest_of(lines: Iterable[bytes]) -> Content:
    """Return count and digest of lines."""
    rows, digest = 0, hashlib.sha256()
    for line in lines:
        rows += 1
        digest.update(line)
    return Content(rows, digest.hexdigest())


def insert(model: type[Model], lines: Iterable[bytes], *, using: str) -> int:
    """Insert the rows that lines tell, as they are and in their order.

    Args:
        model: whose table.
        lines: as `lines_of` yields them.
        using: the database.

    Returns:
        How many.

    Raises:
        RowRefusedError: a line is no row of this table; earlier ones stand in the transaction.
    """
    columns = columns_of(model)
    readers = [_reader_of(column) for column in columns]
    held: list[Model] = []
    number = 0
    most = connections[using].ops.bulk_batch_size(columns, [None] * _AT_ONCE)
    for number, line in enumerate(lines, start=1):
        held.append(_row(model, columns, readers, line, number))
        if len(held) >= min(most, _AT_ONCE):
            _insert(model, columns, held, using)
            held = []
    _insert(model, columns, held, using)
    return number


def _row(
    model: type[Model],
    columns: "list[Field[Any, Any]]",
    readers: list[Callable[[Any], Any]],
    line: bytes,
    number: int,
) -> Model:
    try:
        told = json.loads(line)
        if not isinstance(told, list):
            raise TypeError("a list is wanted")
        values = [
            None if value is None else read(value)
            for read, value in zip(readers, told, strict=True)
        ]
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise RowRefusedError(table=model._meta.db_table, row=number) from error
    return model(**{each.attname: value for each, value in zip(columns, values, strict=True)})


def _insert(
    model: type[Model], columns: "list[Field[Any, Any]]", rows: list[Model], using: str
) -> None:
    if not rows:
        return
    query = InsertQuery(model)
    # Raw: nothing is filled in or changed on the way, such as the time of a last change.
    query.insert_values(columns, rows, raw=True)
    query.get_compiler(using=using).execute_sql()


def _by_key(model: type[Model], using: str) -> list[Any]:
    keys = getattr(model._meta.pk, "fields", None) or [model._meta.pk]
    closed = _CLOSED[connections[using].vendor]
    return [
        Collate(F(key.attname), closed) if isinstance(key, CharField | TextField) else key.attname
        for key in keys
    ]


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _binary(value: Any) -> str:  # noqa: ANN401  bytes, or a memory of them
    return base64.b64encode(bytes(value)).decode()


_WRITERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "BinaryField": _binary,
    "DateTimeField": _instant,
    "DateField": date.isoformat,
    "DecimalField": "{:f}".format,
    "UUIDField": str,
}
_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "BinaryField": lambda told: base64.b64decode(told, validate=True),
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "DecimalField": Decimal,
    "UUIDField": UUID,
}
_PLAIN: Final = frozenset(
    {
        *("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"),
        *("SmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"),
        *("PositiveSmallIntegerField", "CharField", "TextField", "BooleanField", "FloatField"),
        *("GenericIPAddressField", "SlugField"),
    }
)


def _writer_of(column: "Field[Any, Any]") -> Callable[[Any], Any]:
    kind = _kind_of(column)
    return (lambda value: [value]) if kind == "JSONField" else _WRITERS.get(kind, _as_it_is)


def _reader_of(column: "Field[Any, Any]") -> Callable[[Any], Any]:
    kind = _kind_of(column)
    # In a list of its own, so that JSON's null is told from no value.
    return (lambda told: told[0]) if kind == "JSONField" else _READERS.get(kind, _as_it_is)


def _kind_of(column: "Field[Any, Any]") -> str:
    target: Any = column
    while target.remote_field is not None:
        target = target.target_field
    kind = "JSONField" if isinstance(target, JSONField) else str(target.get_internal_type())
    if kind not in _PLAIN and kind not in _WRITERS and kind != "JSONField":
        raise TypeError(f"{column}: no way to write a {kind} is known")
    return kind


def _as_it_is(value: Any) -> Any:  # noqa: ANN401  a plain value of JSON
    return value
