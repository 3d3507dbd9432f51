"""One byte changed where it is stored, past every trigger, is found and its entry named."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from comity.crypto.keys import SigningKey
from comity.ledger import services
from comity.ledger.models import LedgerEntry
from comity.ledger.verification import verify_ledger
from tests.integration.ledger.conftest import Record

pytestmark = pytest.mark.django_db(transaction=True)


def _in_sqlite_file(column: str, before: bytes, after: bytes) -> None:
    """Edit the database file as a disk editor would; `column` says nothing to it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = Path(str(connection.settings_dict["NAME"]))
    content = path.read_bytes()
    assert content.count(before) == 1, column
    path.write_bytes(content.replace(before, after))


def _in_postgresql(column: str, before: bytes, after: bytes) -> None:
    """Change the row as a superuser who has switched the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        statement = 'UPDATE "ledger_ledgerentry" SET "{0}" = %s WHERE "{0}" = %s'
        cursor.execute(statement.format(column), [after, before])
        assert cursor.rowcount == 1
        cursor.execute("SET session_replication_role = DEFAULT")


CHANGE: dict[str, Callable[[str, bytes, bytes], None]] = {
    "sqlite": _in_sqlite_file,
    "postgresql": _in_postgresql,
}


@pytest.mark.parametrize("column", ["body", "leaf_hash"])
@pytest.mark.parametrize("index", [0, 3, 6])
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_the_entry_is_named(
    record: Record, key: SigningKey, at: datetime, column: str, index: int, place: float
) -> None:
    # Eight, so that no leaf hash stands in the head as well.
    record(8)
    services.sign_checkpoint(key, at=at)
    assert verify_ledger(key.public()).whole
    before = bytes(getattr(LedgerEntry.objects.get(index=index), column))
    spot = int(place * (len(before) - 1))
    after = before[:spot] + bytes([before[spot] ^ 0x80]) + before[spot + 1 :]
    CHANGE[connection.vendor](column, before, after)
    report = verify_ledger(key.public())
    assert not report.whole
    assert report.faults[0].code == "ledger_entry_altered"
    assert {fault.index for fault in report.faults} == {index}
    assert report.checkpoints == 1
