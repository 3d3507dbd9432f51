"""`comity upgrade`: the database brought to this version, on a copy first, and compared.

SQLite: the copy is a file; only a copy that compares well takes the place of the old file, which
stays beside it. PostgreSQL changes tables in a transaction: the whole upgrade is one, which a
difference rolls back. A rehearsal does the same and then gives the copy, or the transaction, up.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.apps.registry import Apps
from django.db import DatabaseError, connection, connections, transaction

from comity.exchange.verification import verify_channels
from comity.kernel.errors import ComityError
from comity.ledger.verification import verify_ledger
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.occupancy import occupied
from comity.node.sqlite.copy import clear_copy, copy_database
from comity.node.tables import copying, laying
from comity.node.tables.rows import Content, content_of, migrations_applied, models_of

# Filled by the framework at every migration, or by the node's own rounds.
_PASSING: Final = frozenset(
    {"auth_permission", "django_content_type", "django_session", "node_pulse", "node_verification"}
)


class UpgradeRefusedError(ComityError):
    """The copy, once upgraded, does not hold what the database held; nothing was changed."""

    code = "upgrade_refused"


@dataclass(frozen=True, slots=True)
class Difference:
    """A table that holds something else after the migrations than before.

    Attributes:
        table: its name.
        before: rows before.
        after: rows after; none when the table, or a column of it, is gone.
    """

    table: str
    before: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an upgrade came to.

    Attributes:
        migrations: those that were run, as `app.name`.
        tables: how many tables were compared.
        differences: tables whose earlier columns hold something else.
        faults: what does not verify afterwards, in words.
    """

    migrations: tuple[str, ...]
    tables: int
    differences: tuple[Difference, ...]
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether everything that was there is there, and verifies."""
        return not self.differences and not self.faults


def upgrade(home: Home, *, keep: bool, accepted: frozenset[str] = frozenset()) -> Comparison:
    """Bring the database to this version, or rehearse it.

    Args:
        home: of a node that stands still, when the result is kept.
        keep: whether the result counts; a rehearsal's does not.
        accepted: tables whose differences somebody has looked at.

    Raises:
        NodeRunsError: the node runs, and the result is to be kept or would hold it up.
        UpgradeRefusedError: the result was to be kept, and differs; it was given up.
        MigrationsUnknownError: a newer version made the tables.
    """
    laying.demand_known(migrations_applied(), using="default")
    # A rehearsal on SQLite has a file to itself; PostgreSQL's tables are locked meanwhile.
    beside = connection.vendor == "sqlite" and not keep
    with nullcontext() if beside else occupied(home.folder), _trial(home) as trial:
        compared = _upgraded(accepted)
        trial.keep = keep and compared.good
    if keep and not compared.good:
        told = [difference.table for difference in compared.differences]
        raise UpgradeRefusedError(found=", ".join((*told, *compared.faults)))
    return compared


@dataclass
class _Trial:
    """An upgrade under way; nothing of it counts until it is kept."""

    keep: bool = False


@contextmanager
def _trial(home: Home) -> Iterator[_Trial]:
    trial = _Trial()
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            yield trial
            if not trial.keep:
                transaction.set_rollback(True)
        return
    copy, old = (
        home.database.with_name(f"{home.database.name}.{end}") for end in ("upgraded", "before")
    )
    clear_copy(copy)
    try:
        with _on_copy(home, copy):
            yield trial
        if trial.keep:
            clear_copy(old)
            copy_database(home.database, old)
            _replace(home.database, copy)
    finally:
        clear_copy(copy)


def _replace(database: Path, copy: Path) -> None:
    """Let the copy take the place of a database that nobody has open, with what its log holds."""
    held = sqlite3.connect(database)
    held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held.close()
    for end in ("-wal", "-shm"):
        database.with_name(f"{database.name}{end}").unlink(missing_ok=True)
    copy.replace(database)


@contextmanager
def _on_copy(home: Home, copy: Path) -> Iterator[None]:
    """Let this process speak to a copy instead of the database."""
    connections.close_all()
    copy_database(home.database, copy)
    connection.settings_dict["NAME"] = str(copy)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            # One file again, whole by itself.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        connection.settings_dict["NAME"] = str(home.database)


def _upgraded(accepted: frozenset[str]) -> Comparison:
    applied = migrations_applied()
    before_apps = laying.models_as_of(applied, using="default")
    before = copying.contents(before_apps, using="default")
    laying.bring_to_this_version()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    differences = tuple(
        each for each in _differences(before_apps, before) if each.table not in accepted
    )
    # What was squashed from others is only noted beside them.
    noted = {*applied, *laying.squashed_migrations(using="default")}
    ran = tuple(sorted(set(migrations_applied()) - noted))
    return Comparison(ran, len(before), differences, tuple(_faults()))


def _differences(apps: Apps, before: Mapping[str, Content]) -> Iterator[Difference]:
    for model in models_of(apps):
        table = model._meta.db_table
        if table in _PASSING:
            continue
        try:
            # The columns there were, read from the tables there are.
            with transaction.atomic():
                after = content_of(model, using="default")
        except DatabaseError:
            yield Difference(table, before[table].rows, None)
            continue
        if after != before[table]:
            yield Difference(table, before[table].rows, after.rows)


def _faults() -> Iterator[str]:
    record = verify_ledger(keys().ledger.public())
    if not record.whole:
        yield f"{record.origin}: {record.faults[0].code}"
    for channel in verify_channels():
        if not channel.whole:
            yield f"{channel.origin}: {channel.faults[0].code}"
