"""Whoever changes the record is found out, and what was changed is named."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, connection

from comity.crypto.keys import SigningKey
from comity.crypto.merkle import leaf_hash
from comity.kernel.wording import fill
from comity.ledger import services
from comity.ledger.models import LedgerEntry, LedgerHead
from comity.ledger.verification import LedgerReport, verify_ledger
from comity.ledger.wording import SENTENCES
from tests.integration.ledger.conftest import Record

pytestmark = pytest.mark.django_db
Tamper = Callable[..., None]

CHANGE = 'UPDATE "ledger_ledgerentry" SET "{}" = %s WHERE "index" = %s'


@pytest.fixture
def verified(record: Record, key: SigningKey, at: datetime) -> Callable[[], LedgerReport]:
    """Nine entries, heads signed at 4 and at 9; a call verifies them."""
    record(4)
    services.sign_checkpoint(key, at=at)
    record(5)
    services.sign_checkpoint(key, at=at)
    return lambda: verify_ledger(key.public())


def sentences(report: LedgerReport) -> list[str]:
    return [fill(SENTENCES[fault.code], fault.facts) for fault in report.faults]


def codes(report: LedgerReport) -> list[tuple[str, int]]:
    return [(fault.code, fault.index) for fault in report.faults]


def flipped(value: bytes, place: int) -> bytes:
    return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]


def test_an_untouched_record_is_whole(verified: Callable[[], LedgerReport], record: Record) -> None:
    record(2)
    report = verified()
    assert report.whole
    assert report.faults == ()
    assert report.whole_upto == 11
    assert (report.size, report.checkpoints, report.signed_size) == (11, 2, 9)
    assert report.origin == "us/ledger/epoch-1"
    assert report.upto_at == "2026-11-21T09:30:01.000000Z"


def test_an_empty_record_is_whole(key: SigningKey) -> None:
    report = verify_ledger(key.public())
    assert report.whole
    assert (report.size, report.upto_at) == (0, "")


@pytest.mark.parametrize("index", range(9))
def test_every_changed_byte_of_a_text_names_its_entry(
    verified: Callable[[], LedgerReport], tamper: Tamper, index: int
) -> None:
    body = bytes(LedgerEntry.objects.get(index=index).body)
    tamper(CHANGE.format("body"), flipped(body, 40 + index), index)
    report = verified()
    assert not report.whole
    assert ("ledger_entry_altered", index) in codes(report)
    assert {fault.index for fault in report.faults} == {index}
    assert sentences(report)[0].startswith(f"Entry {index}:")


@pytest.mark.parametrize("index", [0, 5, 8])
def test_a_changed_leaf_hash_names_its_entry(
    verified: Callable[[], LedgerReport], tamper: Tamper, index: int
) -> None:
    leaf = bytes(LedgerEntry.objects.get(index=index).leaf_hash)
    tamper(CHANGE.format("leaf_hash"), flipped(leaf, 31), index)
    assert codes(verified()) == [("ledger_entry_altered", index)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "case.closed"),
        ("about", "US-77"),
        ("by", "N. Obody"),
        ("agency", "ICE"),
        ("at", "2026-11-21 09:30:03"),
    ],
)
def test_a_changed_column_is_named_with_what_was_recorded(
    verified: Callable[[], LedgerReport], tamper: Tamper, column: str, value: str
) -> None:
    tamper(CHANGE.format(column), value, 6)
    report = verified()
    assert codes(report) == [("ledger_column_differs", 6)]
    assert f"for {column}" in sentences(report)[0]


def test_several_changes_are_all_named(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    for index in (1, 7):
        body = bytes(LedgerEntry.objects.get(index=index).body)
        tamper(CHANGE.format("body"), body + b" ", index)
    assert codes(verified()) == [("ledger_entry_altered", 1), ("ledger_entry_altered", 7)]


def test_an_entry_rewritten_with_its_digest_is_found_by_the_signed_head(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    entry = LedgerEntry.objects.get(index=6)
    body = bytes(entry.body).replace("№ 2".encode(), "№ 8".encode())
    tamper(CHANGE.format("body"), body, 6)
    tamper(CHANGE.format("leaf_hash"), leaf_hash(body), 6)
    report = verified()
    assert codes(report) == [("ledger_entries_rewritten", 4)]
    assert report.whole_upto == 4
    assert sentences(report)[0].startswith("Among entries 4 to 8 at least one was rewritten")


def test_a_missing_entry_is_named(verified: Callable[[], LedgerReport], tamper: Tamper) -> None:
    tamper('DELETE FROM "ledger_ledgerentry" WHERE "index" = %s', 5)
    report = verified()
    assert codes(report) == [("ledger_entries_missing", 5)]
    assert sentences(report) == ["Entries 5 to 5 are missing."]


def test_a_record_cut_back_behind_a_signed_head_is_named(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    tamper('DELETE FROM "ledger_ledgerentry" WHERE "index" = %s', 8)
    head = LedgerHead.objects.get()
    LedgerHead.objects.update(size=8)
    report = verified()
    assert head.size == 9
    assert ("ledger_entries_missing", 8) in codes(report)


def test_an_entry_that_the_head_does_not_count_is_named(
    verified: Callable[[], LedgerReport],
) -> None:
    entry = LedgerEntry.objects.get(index=8)
    entry.index = 9
    LedgerEntry.objects.bulk_create([entry])
    assert codes(verified()) == [("ledger_column_differs", 9), ("ledger_entries_unknown", 9)]


def test_a_record_without_its_head_is_still_read(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    LedgerHead.objects.all().delete()
    tamper(CHANGE.format("by"), "nobody", 2)
    report = verified()
    assert codes(report) == [("ledger_entries_unknown", 0), ("ledger_column_differs", 2)]
    assert sentences(report)[0].startswith("Entries 0 to 8 stand in the database")


def test_a_forged_head_is_named(verified: Callable[[], LedgerReport], tamper: Tamper) -> None:
    tamper('UPDATE "ledger_ledgercheckpoint" SET "note" = %s WHERE "size" = %s', b"forged\n", 4)
    report = verified()
    assert codes(report) == [("ledger_checkpoint_refused", 4)]
    assert sentences(report) == [
        "The signed head at 4 entries is not what this node signed."
        " The message is not a signed note: the empty line before the signatures is not as it"
        " should be."
    ]
    assert report.checkpoints == 1


def test_a_head_signed_by_another_key_is_named(
    record: Record, key: SigningKey, at: datetime
) -> None:
    record(2)
    services.sign_checkpoint(SigningKey.generate("us/ledger"), at=at)
    assert codes(verify_ledger(key.public())) == [("ledger_checkpoint_refused", 2)]


@pytest.mark.parametrize("frontier", [b"", b"\x00" * 8])
def test_a_changed_frontier_is_named(verified: Callable[[], LedgerReport], frontier: bytes) -> None:
    LedgerHead.objects.update(frontier=frontier)
    assert codes(verified()) == [("ledger_head_differs", 9)]


def test_a_head_stored_under_another_size_is_named(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    tamper('UPDATE "ledger_ledgercheckpoint" SET "size" = 50 WHERE "size" = %s', 4)
    assert codes(verified()) == [("ledger_checkpoint_refused", 50)]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"index":6}', b"[" * 99_999])
def test_a_text_that_is_no_entry_is_named(
    verified: Callable[[], LedgerReport], tamper: Tamper, body: bytes
) -> None:
    tamper(CHANGE.format("body"), body, 6)
    assert codes(verified()) == [("ledger_entry_altered", 6), ("ledger_entry_unreadable", 6)]


def test_everything_after_a_rewritten_stretch_is_still_looked_at(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    entry = LedgerEntry.objects.get(index=1)
    body = bytes(entry.body).replace(b"US-1", b"US-9")
    tamper(CHANGE.format("body"), body, 1)
    tamper(CHANGE.format("leaf_hash"), leaf_hash(body), 1)
    tamper(CHANGE.format("by"), "nobody", 8)
    assert codes(verified()) == [
        ("ledger_entries_rewritten", 0),
        ("ledger_column_differs", 1),
        ("ledger_column_differs", 8),
    ]


def test_a_database_that_cannot_be_read_is_said_so(
    verified: Callable[[], LedgerReport], tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr("comity.ledger.verification.rows_of", broken)
    assert codes(verified()) == [("ledger_unreadable", 0)]


# PostgreSQL stores text only that is text; SQLite stores what it is given.
DAMAGED = {"sqlite": "CAST(X'55532DFF' AS TEXT)", "postgresql": "chr(65533)"}
NO_TIME = {"sqlite": "'2026-13-41'", "postgresql": "'infinity'"}


def test_text_that_is_no_longer_text_is_named(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    damaged = DAMAGED[connection.vendor]
    tamper(CHANGE.format("about").replace("%s", damaged, 1), 3)
    assert codes(verified()) == [("ledger_column_differs", 3)]


def test_an_instant_that_is_none_is_named(
    verified: Callable[[], LedgerReport], tamper: Tamper
) -> None:
    tamper(CHANGE.format("at").replace("%s", NO_TIME[connection.vendor], 1), 3)
    assert codes(verified()) == [("ledger_column_differs", 3)]
