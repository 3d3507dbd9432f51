"""The four statements of an append, written out.

Every act of the node waits for them while it holds the record's head; built by the ORM they took
three times as long as they take to run. The tables are those of `models`.
"""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from comity.crypto.merkle import Frontier
from comity.database.inserting import insert_values
from comity.ledger.mentions import Mention
from comity.ledger.models import LedgerEntry
from comity.ledger.terms import FIRST_EPOCH

_READ: Final = 'SELECT "epoch", "frontier" FROM "ledger_ledgerhead" ORDER BY "epoch" DESC LIMIT 1'
_BEGIN: Final = (
    'INSERT INTO "ledger_ledgerhead" ("epoch", "size", "frontier") VALUES (%s, %s, %s)'
    " ON CONFLICT DO NOTHING"
)
_MOVE: Final = 'UPDATE "ledger_ledgerhead" SET "size" = %s, "frontier" = %s WHERE "epoch" = %s'
_ENTRY: Final = ("epoch", "index", "at", "event", "about", "by", "agency", "body", "leaf_hash")
_MENTION: Final = ("value", "agency", "by", "epoch", "index", "kind")


def locked_head() -> tuple[int, Frontier]:
    """Return epoch and frontier of the record, locked until the transaction ends.

    SQLite's transactions hold the database's write lock already. The first append of all makes
    the row.
    """
    connection = transaction.get_connection()
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_READ + lock)
        found = cursor.fetchone()
        if found is None:
            # Another first append may do the same: whoever comes second waits, then reads it.
            cursor.execute(_BEGIN, [FIRST_EPOCH, 0, Frontier().to_bytes()])
            cursor.execute(_READ + lock)
            found = cursor.fetchone()
    epoch, frontier = found
    return epoch, Frontier.from_bytes(bytes(frontier))


def begin(epoch: int) -> None:
    """Begin an epoch with nothing in it; the head of the one before it is locked."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_BEGIN, [epoch, 0, Frontier().to_bytes()])


def add(
    entries: Sequence[LedgerEntry],
    named: Sequence[tuple[Mention, ...]],
    *,
    epoch: int,
    frontier: Frontier,
) -> None:
    """Insert the entries with what each of them names, and move the head to `frontier`."""
    connection = transaction.get_connection()
    written = connection.ops.adapt_datetimefield_value
    values = [
        (e.epoch, e.index, written(e.at), e.event, e.about, e.by, e.agency, e.body, e.leaf_hash)
        for e in entries
    ]
    mentions = [
        (value, entry.agency, entry.by, entry.epoch, entry.index, kind)
        for entry, each in zip(entries, named, strict=True)
        for value, kind in each
    ]
    insert_values("ledger_ledgerentry", _ENTRY, values)
    insert_values("ledger_ledgermention", _MENTION, mentions)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [frontier.size, frontier.to_bytes(), epoch])
