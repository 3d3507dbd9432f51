"""The database itself refuses to change the record."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from comity.crypto.keys import SigningKey
from comity.database.inserting import insert_values
from comity.ledger import services
from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from tests.integration.ledger.conftest import Record

pytestmark = pytest.mark.django_db

ACTS: dict[str, Callable[[], object]] = {
    "change an entry": lambda: LedgerEntry.objects.filter(index=1).update(about="US-9"),
    "change every entry": lambda: LedgerEntry.objects.update(by="nobody"),
    "delete an entry": lambda: LedgerEntry.objects.filter(index=2).delete(),
    "delete all entries": lambda: LedgerEntry.objects.all().delete(),
    "leave a gap": lambda: _copy_of_entry(index=7),
    "insert an entry twice": lambda: _copy_of_entry(index=1),
    "leave a gap among many": lambda: _many(3, 4, 5, 6, 7, 8, 9, 11, 12),
    "turn two of many": lambda: _many(3, 4, 5, 6, 8, 7, 9, 10),
    "change a checkpoint": lambda: LedgerCheckpoint.objects.update(note=b""),
    "delete a checkpoint": lambda: LedgerCheckpoint.objects.all().delete(),
    "sign an older head": lambda: LedgerCheckpoint.objects.bulk_create(
        [LedgerCheckpoint(epoch=1, size=2, at=LedgerCheckpoint.objects.get().at, note=b"")]
    ),
}


def _copy_of_entry(*, index: int) -> object:
    entry = LedgerEntry.objects.get(index=1)
    entry.index = index
    return LedgerEntry.objects.bulk_create([entry])


def _many(*places: int) -> None:
    """Add entries at these places together: on PostgreSQL so many are copied in."""
    entry = LedgerEntry.objects.get(index=1)
    columns = ("epoch", "at", "event", "about", "by", "agency", "body", "leaf_hash", "index")
    written = connection.ops.adapt_datetimefield_value(entry.at)
    row = [entry.epoch, written, *(getattr(entry, name) for name in columns[2:-1])]
    insert_values("ledger_ledgerentry", columns, [[*row, place] for place in places])


@pytest.fixture(autouse=True)
def three_entries(record: Record, key: SigningKey, at: datetime) -> None:
    record(3)
    services.sign_checkpoint(key, at=at)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_the_database_refuses_to(act: Callable[[], object]) -> None:
    before = sorted(LedgerEntry.objects.values_list("index", "about", "by"))
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        act()
    assert sorted(LedgerEntry.objects.values_list("index", "about", "by")) == before


REPLACING = {
    # REPLACE deletes the old row without asking a trigger on DELETE.
    "sqlite": 'INSERT OR REPLACE INTO "ledger_ledgerentry" {}',
    "postgresql": """INSERT INTO "ledger_ledgerentry" {} ON CONFLICT ("epoch", "index")
        DO UPDATE SET "by" = EXCLUDED."by\"""",
}
CHANGED = """SELECT "epoch", "index", "at", "event", "about", 'nobody', "agency", "body",
    "leaf_hash" FROM "ledger_ledgerentry" WHERE "index" = 1"""


def test_the_database_refuses_to_replace_an_entry() -> None:
    statement = REPLACING[connection.vendor].format(CHANGED)
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
