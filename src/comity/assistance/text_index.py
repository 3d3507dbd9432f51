"""The index over the words of texts, in the way of the database at hand.

SQLite: an FTS5 table beside the table of words, which follows it by triggers. A later migration
that remakes that table drops them: take the index up before, and lay it again afterwards.
PostgreSQL: a generated column with a GIN index.
"""

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of each word is kept in which text it stands, and not at which place there. Beginnings of three,
# four and five letters are kept too: else every text of every word that begins so is gathered
# before the first one is told.
_SQLITE: Final = (
    "CREATE VIRTUAL TABLE assistance_words USING fts5(words, content='assistance_searchtext',"
    " content_rowid='id',"
    " detail='none', prefix='3 4 5', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_='\")",
    "CREATE TRIGGER assistance_words_in AFTER INSERT ON assistance_searchtext BEGIN"
    " INSERT INTO assistance_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER assistance_words_out AFTER DELETE ON assistance_searchtext BEGIN"
    " INSERT INTO assistance_words(assistance_words, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER assistance_words_anew AFTER UPDATE ON assistance_searchtext BEGIN"
    " INSERT INTO assistance_words(assistance_words, rowid, words)"
    " VALUES ('delete', old.id, old.words);"
    " INSERT INTO assistance_words(rowid, words) VALUES (new.id, new.words); END",
)
_POSTGRESQL: Final = (
    "ALTER TABLE assistance_searchtext ADD COLUMN lexemes tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX assistance_words ON assistance_searchtext USING gin (lexemes)",
)


def lay(editor: BaseDatabaseSchemaEditor) -> None:
    """Lay the index over what stands in the table."""
    sqlite = editor.connection.vendor == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        editor.execute(statement, params=None)
    if sqlite:
        editor.execute(
            "INSERT INTO assistance_words(assistance_words) VALUES ('rebuild')", params=None
        )


def lay_anew(editor: BaseDatabaseSchemaEditor) -> None:
    """Lay the index as it is laid now, where an earlier version laid it otherwise.

    Only SQLite's was ever changed.
    """
    if editor.connection.vendor == "sqlite":
        take_up(editor)
        lay(editor)


def take_up(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index up, to change or take away the table."""
    for statement in _undone(editor.connection.vendor):
        editor.execute(statement, params=None)


def _undone(vendor: str) -> Iterator[str]:
    if vendor != "sqlite":
        yield "ALTER TABLE assistance_searchtext DROP COLUMN lexemes"
        return
    yield from (f"DROP TRIGGER IF EXISTS assistance_words_{each}" for each in ("in", "out", "anew"))
    yield "DROP TABLE assistance_words"
