"""Tables laid at once are the tables laid step by step, and older nodes go on from their step."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from comity.node.tables.laying import (
    MigrationsUnknownError,
    bring_to_this_version,
    models_as_of,
    squashed_migrations,
    step_by_step,
)
from comity.node.tables.rows import migrations_applied, models_of

pytestmark = pytest.mark.django_db


def told(state: ProjectState) -> dict[Any, Any]:
    """Every table with its columns in order, and what holds for it in any order."""
    tables = {}
    for pair, table in state.models.items():
        columns = [(name, column.deconstruct()[1:]) for name, column in table.fields.items()]
        options = dict(table.options)
        held = {repr(each) for kind in ("indexes", "constraints") for each in options.pop(kind)}
        tables[pair] = (columns, held, options, table.bases)
    return tables


def test_what_is_laid_at_once_is_what_the_steps_lay() -> None:
    """Where this fails, `python -m tools.squash_migrations` lays them anew."""
    steps, at_once = step_by_step(using="default").loader, MigrationLoader(connection)
    assert not squashed_migrations(using="default") & {".".join(n) for n in steps.graph.nodes}
    for app in {app for app, _ in at_once.replacements}:
        assert (app, "0001_initial") not in at_once.graph.nodes
    laid, by_steps = at_once.project_state(), steps.project_state()
    assert told(laid) == told(by_steps)


def test_a_database_laid_at_once_has_every_step_and_stands_for_its_tables() -> None:
    applied = migrations_applied()
    assert {"ledger.0001_initial", "ledger.0001_squashed"} < set(applied)
    known = models_of(models_as_of(applied, using="default"))
    assert {each._meta.db_table for each in known} <= set(connection.introspection.table_names())
    bring_to_this_version()
    assert migrations_applied() == applied


def test_what_is_no_table_of_a_model_is_laid_too() -> None:
    """The guards of the record, and the index of words: no model tells of them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger UNION SELECT column_name FROM"
                " information_schema.columns WHERE table_name = 'assistance_searchtext'"
            )
        there = {name for (name,) in cursor.fetchall()}
    words = {"assistance_words"} if connection.vendor == "sqlite" else {"lexemes"}
    assert words <= there
    assert any("ledger" in name and name not in words for name in there)


def test_tables_of_an_earlier_version_are_known_as_they_were() -> None:
    """A node that had got to a step has neither the later ones nor what stands for them all."""
    applied = ["ledger.0001_initial", "officers.0001_initial", "officers.0002_cards"]
    connection.cursor().execute(
        "DELETE FROM django_migrations WHERE app NOT IN ('ledger', 'officers')"
        " OR app || '.' || name NOT IN (%s, %s, %s)",
        applied,
    )
    known = {each._meta.db_table for each in models_of(models_as_of(applied, using="default"))}
    assert {"ledger_ledgerentry", "officers_card"} < known
    assert not {"ledger_ledgermention", "officers_absence"} & known


def test_a_migration_nobody_here_wrote_is_refused() -> None:
    with pytest.raises(MigrationsUnknownError):
        models_as_of(["ledger.9999_later"], using="default")


def test_no_step_rests_on_tables_laid_at_once() -> None:
    """What is laid at once grows with every release: a step that rested on it would come too soon.

    The database of a node would then seem to have a step before what it rests on, and stay behind.
    """
    loader = step_by_step(using="default").loader
    resting = {
        (app, name): other
        for (app, name), migration in loader.disk_migrations.items()
        for other in migration.dependencies
        if other[1].endswith("_squashed")
    }
    assert resting == {}
