"""Databases of nodes under test: SQLite files, or one database each on a real PostgreSQL server.

A run is told by `COMITY_DATABASE`, as `tools/test.py` does: `sqlite`, or the URL of a server's
first database, beside which every node gets one of its own.
"""

import os
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import psycopg

SQLITE = "sqlite"


@contextmanager
def new_database(server: str, *, like: str = "") -> Iterator[str]:
    """Make an empty database, or one like another that nobody is connected to; drop it at the end.

    Args:
        server: the URL of the server's first database.
        like: the URL of the other one.
    """
    made = _make(server, f' TEMPLATE "{_name_of(like)}"' if like else "")
    try:
        yield made
    finally:
        _run(server, f'DROP DATABASE "{_name_of(made)}" WITH (FORCE)')


def own_database() -> str:
    """An empty database for one node, on whatever this run is told; it goes with the server."""
    server = os.environ.get("COMITY_DATABASE", SQLITE)
    return SQLITE if server == SQLITE else _make(server)


def twin_of(database: str) -> str:
    """A copy of a database nobody is connected to; a SQLite file is copied with its home."""
    if database == SQLITE:
        return SQLITE
    server = os.environ["COMITY_DATABASE"]
    return _make(server, f' TEMPLATE "{_name_of(database)}"')


def database_of(home: Path) -> str:
    """What a node's settings say of its database."""
    told: str = tomllib.loads((home / "comity.toml").read_text()).get("database", SQLITE)
    return told


def rows(home: Path, question: str) -> list[tuple[Any, ...]]:
    """Ask the database of a node, without taking part in its work."""
    database = database_of(home)
    if database != SQLITE:
        with psycopg.connect(database) as connection:
            return connection.execute(question.encode()).fetchall()
    held = sqlite3.connect(f"file:{home / 'db.sqlite3'}?mode=ro", uri=True)
    try:
        return held.execute(question).fetchall()
    finally:
        held.close()


def flip_a_byte(home: Path) -> int:
    """Flip one byte in an entry of a node's record, past its guards; return the entry's index."""
    asked = 'SELECT "index", body FROM ledger_ledgerentry ORDER BY "index" LIMIT 1 OFFSET 3'
    database = database_of(home)
    if database == SQLITE:
        return _flip_in_file(home / "db.sqlite3", asked)
    with psycopg.connect(database) as connection:
        ((index, body),) = connection.execute(asked.encode()).fetchall()
        raw = bytearray(body)
        raw[len(raw) // 2] ^= 1
        connection.execute("ALTER TABLE ledger_ledgerentry DISABLE TRIGGER ALL")
        changed = 'UPDATE ledger_ledgerentry SET body = %s WHERE "index" = %s'
        connection.execute(changed, [bytes(raw), index])
    return int(index)


def _flip_in_file(path: Path, asked: str) -> int:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    index, body = connection.execute(asked).fetchone()
    connection.close()
    raw = bytearray(path.read_bytes())
    place = raw.find(bytes(body))
    raw[place + len(body) // 2] ^= 1
    path.write_bytes(raw)
    return int(index)


def settle_in(home: Path, database: str) -> None:
    """Let a copied home have a database of its own."""
    settings = home / "comity.toml"
    settings.write_text(settings.read_text().replace(database_of(home), database))


def _make(server: str, like: str = "") -> str:
    name = f"comity_{token_hex(6)}"
    _run(server, f'CREATE DATABASE "{name}"{like}')
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _name_of(database: str) -> str:
    return urlsplit(database).path.lstrip("/")


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
