"""A small record to test with: three acts of one agency and one of the node's own."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from comity.crypto.keys import SigningKey
from comity.ledger import guards, services
from comity.ledger.terms import EventKind

OPENED = EventKind("case.opened", ("title", "parts"), "{title} was opened with {parts}.")

Record = Callable[[int], None]


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return SigningKey.generate("us/ledger")


@pytest.fixture
def record(at: datetime) -> Record:
    """Record some acts, each a second after the one before."""

    def recorded(count: int) -> None:
        for step in range(count):
            with transaction.atomic():
                services.append(
                    OPENED,
                    about=f"US-{step}",
                    by="J. Alvarez" if step % 2 else "node",
                    agency="CBP" if step % 2 else "",
                    at=at + timedelta(seconds=step),
                    title=f"Fälle № {step}",
                    parts=["a", "b"],
                )

    return recorded


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Change the tables as somebody would who administers the database."""

    def changed(statement: str, *values: str | int | bytes | None) -> None:
        # Not atomic, because tests hold a transaction already; the statements are the point.
        editor = connection.schema_editor(atomic=False, collect_sql=False)
        editor.deferred_sql = []
        guards.remove(editor)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert cursor.rowcount == 1
        guards.install(editor)

    return changed
