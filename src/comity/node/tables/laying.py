"""Tables laid by migrations: all at once in an empty database, or as they were at another time.

A migration squashed from others (docs/decisions) stands for them where all of them are wanted.
Where a database had got only to one of those, the tables go on step by step from there.
"""

from collections.abc import Collection, Iterable

from django.apps import apps
from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from comity.kernel.errors import ComityError

Pair = tuple[str, str]


class MigrationsUnknownError(ComityError):
    """The tables were made by a newer version of this software."""

    code = "migrations_unknown"


class DatabaseNotEmptyError(ComityError):
    """The database named for a new node holds something already."""

    code = "database_not_empty"


def bring_to_this_version(*, using: str = "default") -> None:
    """Run every migration that a database does not have yet."""
    connection = connections[using]
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    last = executor.loader.graph.leaf_nodes()
    # Each step costs more the more tables hang on an officer, so that those of the libraries,
    # which take many steps, are laid before ours.
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("comity.")}
    executor.migrate([pair for pair in last if pair[0] not in ours])
    executor.loader.build_graph()
    executor.migrate(last)


def tables_as_of(migrations: Iterable[str], *, using: str) -> Apps:
    """Make the tables as they were with some migrations, and return their models of then.

    Args:
        migrations: as `app.name`.
        using: an empty database.

    Raises:
        MigrationsUnknownError: this software does not know one of them.
    """
    wanted = demand_known(migrations, using=using)
    executor = MigrationExecutor(connections[using])
    if any(_in_part(each.replaces, wanted) for each in executor.loader.replacements.values()):
        executor = step_by_step(using=using)
    graph = executor.loader.graph
    nodes = _standing_for(wanted, executor.loader)
    # Only the last ones are asked for: an earlier one would be taken for a way back.
    earlier = {each for node in nodes for each in graph.forwards_plan(node) if each != node}
    last = [node for node in nodes if node not in earlier]
    executor.migrate(last)
    return executor.loader.project_state(last).apps


def models_as_of(migrations: Iterable[str], *, using: str) -> Apps:
    """Return the models of the tables that a database has.

    Args:
        migrations: those it has, as `app.name`.
        using: the database.

    Raises:
        MigrationsUnknownError: this software does not know one of them.
    """
    known = demand_known(migrations, using=using)
    loader = MigrationLoader(connections[using])
    return loader.project_state(_standing_for(known, loader)).apps


def demand_known(migrations: Iterable[str], *, using: str) -> list[Pair]:
    """Return the migrations as pairs, if this software knows them all.

    Raises:
        MigrationsUnknownError: a newer version made these tables.
    """
    known = MigrationLoader(connections[using]).disk_migrations
    wanted = [pair_of(each) for each in sorted(migrations)]
    unknown = [pair for pair in wanted if pair not in known]
    if unknown:
        raise MigrationsUnknownError(name=".".join(unknown[0]))
    return wanted


def is_behind(*, using: str = "default") -> bool:
    """Tell whether a database lacks a migration of this version."""
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def demand_empty_database(*, using: str = "default") -> None:
    """Refuse a database that holds a table already.

    Raises:
        DatabaseNotEmptyError: with the first table found.
    """
    tables = connections[using].introspection.table_names()
    if tables:
        raise DatabaseNotEmptyError(found=tables[0])


def step_by_step(*, using: str) -> MigrationExecutor:
    """Return what runs migrations as they were written, without those squashed from them."""
    executor = MigrationExecutor(connections[using])
    loader = MigrationLoader(connections[using], replace_migrations=False)
    for pair, migration in loader.replacements.items():
        loader.graph.remove_replacement_node(pair, migration.replaces)
        loader.applied_migrations.pop(pair, None)
    executor.loader = loader
    return executor


def squashed_migrations(*, using: str) -> frozenset[str]:
    """Return the migrations, as `app.name`, that stand for others instead of doing anything."""
    return frozenset(".".join(pair) for pair in MigrationLoader(connections[using]).replacements)


def pair_of(told: str) -> Pair:
    """Return a migration told as `app.name` as Django names it."""
    app, _, name = told.partition(".")
    return app, name


def _standing_for(wanted: Collection[Pair], loader: MigrationLoader) -> list[Pair]:
    """Return the steps that stand for migrations: each itself, or what was squashed from it."""
    stands_for = {
        old: new
        for new, migration in loader.replacements.items()
        if new in loader.graph.nodes
        for old in migration.replaces
    }
    # A squashed migration is known by what it replaces: a database may have got to some of it.
    steps = [each for each in wanted if each not in loader.replacements]
    return sorted({stands_for.get(each, each) for each in steps})


def _in_part(replaced: Collection[Pair], wanted: Collection[Pair]) -> bool:
    found = set(replaced) & set(wanted)
    return bool(found) and found != set(replaced)
