"""What the database refuses, whoever asks: changing or deleting what officers once stated.

What the treaty desk settled, and what was reported and found of a breach, is never changed. An
instruction or an assurance ends, but what it said stays as it was entered, and so does who
confirmed it and who ended it.
"""

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSED: Final = "what was stated stays"

# Rows that are only ever added.
_ADDED_ONLY: Final = (
    "agreements_settlementrecord",
    "agreements_breachrecord",
    "agreements_breachmove",
    "agreements_instructionmove",
)

# Rows that end: columns that never change, and columns that are written once.
_FACTS: Final = {
    "agreements_instructionrecord": (
        *("effect", "to", "partners", "kinds", "purposes", "acts", "from_on", "until_on"),
        *("office", "reference", "dated", "source", "text"),
        *("issued_by_id", "issued_by_name", "issued_at"),
    ),
    "agreements_assurancerecord": (
        *("partner", "unit", "assurance", "given_by", "document", "given_on"),
        *("from_on", "until_on", "recorded_by", "recorded_at"),
    ),
}
_ONCE: Final = {
    "agreements_instructionrecord": ("confirmed_by_id", "confirmed_at", "ended_by_id", "ended_at"),
    "agreements_assurancerecord": ("withdrawn_by_id", "withdrawn_at"),
}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers in the database at hand."""
    for statement in _made(editor.connection.vendor):
        editor.execute(statement)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers, to change or take away the tables."""
    for statement in _unmade(editor.connection.vendor):
        editor.execute(statement)


def _made(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield (
            'CREATE FUNCTION "agreements_refuse"() RETURNS trigger LANGUAGE plpgsql AS'
            f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'"
            " USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for name, table, when, condition in _guards():
        yield _trigger(vendor, name, table, when, condition)


def _unmade(vendor: str) -> Iterator[str]:
    for name, table, *_ in _guards():
        yield f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if vendor == "postgresql" else "")
    if vendor == "postgresql":
        yield 'DROP FUNCTION "agreements_refuse"()'


def _guards() -> Iterator[tuple[str, str, str, str]]:
    """Yield each trigger: its name, its table, what it stops, and under which condition."""
    for table in (*_ADDED_ONLY, *_FACTS):
        yield f"{table}_no_delete", table, "DELETE", ""
    for table in _ADDED_ONLY:
        yield f"{table}_no_update", table, "UPDATE", ""
    for table, columns in _FACTS.items():
        named = ", ".join(f'"{column}"' for column in columns)
        yield f"{table}_no_change", table, f"UPDATE OF {named}", ""
    for table, columns in _ONCE.items():
        changed = " OR ".join(
            f'(OLD."{c}" IS NOT NULL AND (NEW."{c}" IS NULL OR NEW."{c}" <> OLD."{c}"))'
            for c in columns
        )
        yield f"{table}_once", table, "UPDATE", changed


def _trigger(vendor: str, name: str, table: str, when: str, condition: str) -> str:
    head = f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}"'
    only = f" WHEN ({condition})" if condition else ""
    if vendor == "postgresql":
        return f'{head} FOR EACH ROW{only} EXECUTE FUNCTION "agreements_refuse"()'
    return f"{head}{only} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
