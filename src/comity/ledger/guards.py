"""What the database refuses, whoever asks: changing, deleting or inserting out of order.

Somebody who may administer the database can of course remove a trigger; what they then change is
found by `verification`. The triggers stop faults and shortcuts, not that person.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLES: Final = {"ledger_ledgerentry": "index", "ledger_ledgercheckpoint": "size"}

# An entry must be the next one of its epoch; a checkpoint must be of a larger tree than the last.
# On SQLite this also stops INSERT OR REPLACE, which deletes a row without asking the trigger on
# DELETE.
_NEXT: Final = {
    "ledger_ledgerentry": 'NEW."{column}" <> COALESCE({last} + 1, 0)',
    "ledger_ledgercheckpoint": 'NEW."{column}" <= COALESCE({last}, 0)',
}
_LAST: Final = '(SELECT MAX("{column}") FROM "{table}" WHERE "epoch" = NEW."epoch")'
_REFUSED: Final = "the record only grows"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers in the database at hand."""
    for table, column in _TABLES.items():
        last = _LAST.format(column=column, table=table)
        out_of_order = _NEXT[table].format(column=column, last=last)
        for statement in _MADE[editor.connection.vendor](table, out_of_order):
            editor.execute(statement)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers, to take the tables away."""
    for table in _TABLES:
        for statement in _UNMADE[editor.connection.vendor](table):
            editor.execute(statement)


def _sqlite(table: str, out_of_order: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    return [
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_in_order" BEFORE INSERT ON "{table}"'
        f" WHEN {out_of_order} {refuse}",
    ]


def _postgresql(table: str, out_of_order: str) -> list[str]:
    refuse = f"RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation';"
    return [
        f'CREATE FUNCTION "{table}_refuse"() RETURNS trigger LANGUAGE plpgsql AS'
        f" $$ BEGIN {refuse} END $$",
        f'CREATE FUNCTION "{table}_next"() RETURNS trigger LANGUAGE plpgsql AS'
        f" $$ BEGIN IF {out_of_order} THEN {refuse} END IF; RETURN NEW; END $$",
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"'
        f' FOR EACH STATEMENT EXECUTE FUNCTION "{table}_refuse"()',
        f'CREATE TRIGGER "{table}_in_order" BEFORE INSERT ON "{table}"'
        f' FOR EACH ROW EXECUTE FUNCTION "{table}_next"()',
    ]


def _without_sqlite(table: str) -> list[str]:
    names = ("no_update", "no_delete", "in_order")
    return [f'DROP TRIGGER "{table}_{name}"' for name in names]


def _without_postgresql(table: str) -> list[str]:
    return [
        f'DROP TRIGGER "{table}_no_change" ON "{table}"',
        f'DROP TRIGGER "{table}_in_order" ON "{table}"',
        f'DROP FUNCTION "{table}_refuse"()',
        f'DROP FUNCTION "{table}_next"()',
    ]


_MADE: Final = {"sqlite": _sqlite, "postgresql": _postgresql}
_UNMADE: Final = {"sqlite": _without_sqlite, "postgresql": _without_postgresql}
