"""Squash every migration of our packages: `python -m tools.squash_migrations`, before a release.

Each package gets one `0001_squashed.py` that lays at once what all its migrations lay step by step;
docs/decisions/0009-squashed-migrations.md says why, and when. The migrations stay beside it. Rows
are of no concern, since it runs in empty databases alone; what else a migration leaves there but
tables is named in `_GUARDED` and `_INDEXED`.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

import tests.home  # noqa: F401  a home for the settings, which are read here
from comity.node.tables.laying import step_by_step

ROOT = Path(__file__).resolve().parent.parent
NAME = "0001_squashed"
OURS = (
    "ledger",
    "officers",
    "agreements",
    "exchange",
    "evidence",
    "assistance",
    "practices",
    "investigations",
    "node",
)
# Packages whose tables the database guards; their module `guards` installs the triggers.
_GUARDED = ("ledger", "agreements")
_GUARDS = """

def install_guards(apps, schema_editor):
    guards.install(schema_editor)


def remove_guards(apps, schema_editor):
    guards.remove(schema_editor)
"""
_INSTALLED = """\
        # SQLite drops a table's triggers when a later migration remakes the table: remove the
        # guards before such a migration and install them again after it.
        migrations.RunPython(install_guards, remove_guards),
"""
# Packages with an index of words over a table; their module `text_index` lays it.
_INDEXED = ("assistance",)
_INDEX = """

def lay_index(apps, schema_editor):
    text_index.lay(schema_editor)


def take_index_up(apps, schema_editor):
    text_index.take_up(schema_editor)
"""
_LAID = """\
        migrations.RunPython(lay_index, take_index_up),
"""


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.settings")
    django.setup()
    loader = step_by_step(using="default").loader
    state = loader.project_state(loader.graph.leaf_nodes())
    for app in OURS:
        models = [each for (of, _), each in state.models.items() if of == app]
        path = ROOT / "src" / "comity" / app / "migrations" / f"{NAME}.py"
        path.write_text(squashed(app, models, loader))
        print(path.relative_to(ROOT))
    return 0


def squashed(app: str, models: list[ModelState], loader: MigrationLoader) -> str:
    """The text of one package's migration."""
    replaced = sorted(pair for pair in loader.disk_migrations if pair[0] == app)
    replaced = [pair for pair in replaced if pair[1] != NAME]
    # On the first of another package: a node may not have got further there.
    others = sorted({of for each in models for of, _ in _referred_to(each) if of != app})
    told = {
        "replaces": replaced,
        "initial": True,
        "dependencies": [(of, "0001_initial") for of in others if of in OURS],
        "operations": [_created(each) for each in _in_order(app, models)],
    }
    migration = type("Migration", (Migration,), told)(NAME, app)
    written = MigrationWriter(migration, include_header=False).as_string()
    imports, _, rest = written.partition("\n\nclass Migration")
    head, _, tables = rest.partition("    operations = [\n")
    names = ["from comity.ledger.tables import CreateTables"]
    if app in _GUARDED:
        names.append(f"from comity.{app} import guards")
    if app in _INDEXED:
        names.append(f"from comity.{app} import text_index")
    first = f'"""All tables of this package at once, as {replaced[-1][1]} leaves them."""\n\n'
    own = "\n".join(sorted(names)) + "\n" + (_GUARDS if app in _GUARDED else "")
    own += _INDEX if app in _INDEXED else ""
    created = _indented(tables.removesuffix("    ]\n"))
    laid = f"        CreateTables([\n{created}        ]),\n"
    installed = _INSTALLED if app in _GUARDED else ""
    installed += _LAID if app in _INDEXED else ""
    body = f"\n\nclass Migration{head}    operations = [\n{laid}{installed}    ]\n"
    return first + imports.rstrip("\n") + "\n\n" + own + body


def _created(model: ModelState) -> CreateModel:
    told = {name: value for name, value in model.options.items() if value != []}
    return CreateModel(model.name, list(model.fields.items()), options=told, bases=model.bases)


def _in_order(app: str, models: list[ModelState]) -> Iterator[ModelState]:
    """The tables, each after those it refers to."""
    waiting, there = {each.name_lower: each for each in models}, set[str]()
    while waiting:
        ready = [
            name
            for name, each in waiting.items()
            if {to for of, to in _referred_to(each) if of == app} <= there | {name}
        ]
        if not ready:
            raise SystemExit(f"{app}: {', '.join(waiting)} refer to one another")
        there.add(ready[0])
        yield waiting.pop(ready[0])


def _referred_to(model: ModelState) -> Iterator[tuple[str, str]]:
    for column in model.fields.values():
        if column.remote_field is not None:
            of, _, name = str(column.remote_field.model).partition(".")
            yield of.lower(), name.lower()


def _indented(text: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(True))


if __name__ == "__main__":
    sys.exit(main())
