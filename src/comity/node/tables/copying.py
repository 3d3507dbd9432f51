"""Filling the tables of a new database with rows, and showing that they are the same rows."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.models import Model

from comity.kernel.errors import ComityError
from comity.node.settings import database_settings
from comity.node.tables.rows import Content, content_of, insert, models_of

Lines = Callable[[type[Model]], Iterable[bytes]]


class TablesDifferError(ComityError):
    """A copied table does not hold what the table it was copied from holds."""

    code = "tables_differ"


class CopyRefusedError(ComityError):
    """The database would not take a row."""

    code = "copy_refused"


class GuardsMissingError(ComityError):
    """The database would let somebody change the record."""

    code = "guards_missing"


def name_database(alias: str, told: str) -> None:
    """Give a further database a name in this process.

    Args:
        alias: the name.
        told: as the setting `database` tells it.
    """
    settings = deepcopy(connections.settings["default"])
    settings["OPTIONS"] = {}
    connections.settings[alias] = {**settings, **database_settings(told)}


def all_or_nothing(alias: str) -> AbstractContextManager[object]:
    """Return a transaction around tables and rows, where the database can hold both in one.

    SQLite cannot change tables with keys in a transaction; there the whole file is new instead.
    """
    if connections[alias].vendor == "postgresql":
        return transaction.atomic(using=alias, durable=True)
    return nullcontext()


def fill(apps: Apps, lines: Lines, *, using: str) -> dict[str, Content]:
    """Fill every table, and show that each now holds exactly its lines.

    Args:
        apps: the models.
        lines: the rows of a model.
        using: the database; its tables are empty, but for what making them put there.

    Returns:
        What each table holds.

    Raises:
        CopyRefusedError: the database would not take a row.
        TablesDifferError: a table holds something else than it was given.
    """
    models = models_of(apps)
    with transaction.atomic(using=using):
        for model in models:
            _fill(model, lines(model), using)
        reset_sequences(models, using=using)
        if connections[using].vendor == "postgresql":
            with connections[using].cursor() as cursor:
                # Keys that lead nowhere are told now, and tables can be changed afterwards.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return {model._meta.db_table: content_of(model, using=using) for model in models}


def compare(before: Mapping[str, Content], after: Mapping[str, Content]) -> None:
    """Refuse unless two databases hold the same.

    Raises:
        TablesDifferError: with the first table that differs.
    """
    for table in sorted({*before, *after}):
        one, other = before.get(table), after.get(table)
        if one != other:
            rows = [str(each.rows) if each else "no" for each in (one, other)]
            raise TablesDifferError(table=table, expected=rows[0], found=rows[1])


def contents(apps: Apps, *, using: str) -> dict[str, Content]:
    """Return what every table holds."""
    return {m._meta.db_table: content_of(m, using=using) for m in models_of(apps)}


def reset_sequences(models: list[type[Model]], *, using: str) -> None:
    """Let the next key of each table be a new one."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def demand_guards(*, using: str) -> None:
    """Try to change the record, and refuse the database that would let it happen.

    Raises:
        GuardsMissingError: it would.
    """
    for table in ("ledger_ledgerentry", "ledger_ledgercheckpoint"):
        with transaction.atomic(using=using):
            try:
                with transaction.atomic(using=using), connections[using].cursor() as cursor:
                    cursor.execute(f'UPDATE "{table}" SET "epoch" = "epoch"')  # noqa: S608  our own names
                    changed = cursor.rowcount
            except DatabaseError:
                continue
            transaction.set_rollback(True, using=using)
        # SQLite asks its guards row by row, so that an empty table refuses nothing.
        if changed or connections[using].vendor == "postgresql":
            raise GuardsMissingError(table=table)


def _fill(model: type[Model], lines: Iterable[bytes], using: str) -> None:
    table = model._meta.db_table
    if model._base_manager.using(using).exists():
        # Only what making the tables put there by itself; the record's tables would refuse.
        model._base_manager.using(using).all()._raw_delete(using)
    try:
        insert(model, lines, using=using)
    except (DatabaseError, ValueError) as error:
        raise CopyRefusedError(table=table, reason=str(error).partition("\n")[0]) from error
