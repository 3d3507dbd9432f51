"""Empty databases on a real PostgreSQL server, one a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import psycopg


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make an empty database, and drop it at the end."""
    name = f"comity_{token_hex(6)}"
    _run(server, f'CREATE DATABASE "{name}"')
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        _run(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
