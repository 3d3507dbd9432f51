"""A part of the record taken out is checked with a key alone, and what was changed is named."""

import io
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from typing_extensions import Buffer

from comity.crypto.canonical import canonical_json
from comity.crypto.keys import SigningKey
from comity.kernel.rulings import Role
from comity.kernel.wording import fill
from comity.ledger import services
from comity.ledger.exports import lines
from comity.ledger.exports.checking import check_export
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import (
    ExportKeys,
    ExportTooLargeError,
    NothingToExportError,
    RecordNotWholeError,
    make_export,
)
from comity.ledger.exports.proving import NothingSignedError, prove_listed
from comity.ledger.exports.report import ExportReport, Pinned
from comity.ledger.models import LedgerEntry
from comity.ledger.terms import RecordFilter
from comity.ledger.wording import SENTENCES
from tests.integration.ledger.conftest import Record

pytestmark = pytest.mark.django_db
Making = Callable[..., bytes]
Checking = Callable[[bytes], ExportReport]


@dataclass(frozen=True)
class Auditor:
    agency: str = "CBP"
    roles: frozenset[Role] = frozenset({Role.AUDITOR})


@pytest.fixture(scope="module")
def sender() -> SigningKey:
    return SigningKey.generate("us/sender")


@pytest.fixture
def made(record: Record, key: SigningKey, sender: SigningKey, at: datetime) -> Making:
    """Forty entries, heads signed at 10 and at 37; a call takes a part out."""
    record(10)
    services.sign_checkpoint(key, at=at)
    record(27)
    services.sign_checkpoint(key, at=at)
    record(3)

    def export(**asked: Any) -> bytes:
        out = io.BytesIO()
        keys = ExportKeys(key, sender.sign_note(voucher_text(key.public())))
        make_export(
            out,
            RecordFilter(**asked),
            keys=keys,
            seen_by=Auditor(),
            made_by="A. Hale",
            at=at,
        )
        return out.getvalue()

    return export


@pytest.fixture
def checked(key: SigningKey) -> Checking:
    pinned = Pinned(fingerprint=key.public().digest().hex())
    return lambda raw: check_export(io.BytesIO(raw), pinned)


def told(report: ExportReport) -> list[str]:
    return [fill(SENTENCES[fault.code], fault.facts) for fault in report.faults]


def without(raw: bytes, *numbers: int) -> bytes:
    kept = [each for n, each in enumerate(raw.splitlines(True), 1) if n not in numbers]
    return b"".join(kept)


def changed(raw: bytes, number: int, **fields: object) -> bytes:
    """The file with fields of one line written anew, as carefully as the node writes."""
    all_lines = raw.splitlines(True)
    told_there = json.loads(all_lines[number - 1])
    all_lines[number - 1] = canonical_json({**told_there, **fields}) + b"\n"
    return b"".join(all_lines)


def test_a_whole_export_says_up_to_where_it_is_whole(made: Making, checked: Checking) -> None:
    report = checked(made())
    assert report.whole, told(report)
    assert (report.entries, report.size, report.whole_upto) == (37, 37, 36)
    assert (report.origin, report.made_by) == ("us/ledger/epoch-1", "A. Hale")


def test_what_a_filter_found_is_taken_out_with_its_question(
    made: Making, checked: Checking, at: datetime
) -> None:
    raw = made(by="node", since=at + timedelta(seconds=4))
    report = checked(raw)
    assert report.whole, told(report)
    assert report.asked == {"by": "node", "since": "2026-11-21T09:30:04.000000Z"}
    assert json.loads(raw.splitlines()[0])["indexes"].startswith("4,6,8,14,16")


def test_an_earlier_head_shows_that_the_part_continues_the_record(made: Making) -> None:
    first = json.loads(made(item="US-20").splitlines()[0])
    assert b64decode(first["earlier"]).splitlines()[1] == b"10"
    assert first["consistency"]


def test_the_entries_that_hold_are_handed_on(made: Making, key: SigningKey) -> None:
    held: dict[int, bytes] = {}
    pinned = Pinned(fingerprint=key.public().digest().hex())
    check_export(io.BytesIO(made(by="node")), pinned, seen=held.__setitem__)
    assert held == {
        e.index: bytes(e.body) for e in LedgerEntry.objects.filter(by="node", index__lt=37)
    }


def test_a_removed_entry_is_named(made: Making, checked: Checking) -> None:
    report = checked(without(made(), 6, 7, 9))
    assert told(report)[:2] == [
        "Entries 4 to 5 were removed from the file.",
        "Entry 7 was removed from the file.",
    ]
    assert report.whole_upto == 3


def test_a_changed_entry_is_named(made: Making, checked: Checking) -> None:
    body = json.loads(b64decode(json.loads(made().splitlines()[5])["body"]))
    body["by"] = "somebody else"
    report = checked(changed(made(), 6, body=b64encode(canonical_json(body)).decode()))
    assert told(report)[0].startswith("Entry 4 (line 6) was changed")
    assert report.entries == 36


def test_an_added_entry_is_named(made: Making, checked: Checking) -> None:
    all_lines = made(by="node").splitlines(True)
    strange = made(by="J. Alvarez").splitlines(True)[1]
    report = checked(b"".join([*all_lines[:2], strange, *all_lines[2:]]))
    assert told(report)[0].startswith("Entry 1 (line 3) was added")


def test_entries_that_changed_places_are_named(made: Making, checked: Checking) -> None:
    all_lines = made().splitlines(True)
    all_lines[3], all_lines[4] = all_lines[4], all_lines[3]
    assert told(checked(b"".join(all_lines)))[:2] == [
        "Entry 2 was removed from the file.",
        "Entry 2 (line 5) was added, or stands out of order: the first line does not name it"
        " there.",
    ]


def test_a_first_line_that_admits_the_removal_is_not_the_signed_one(
    made: Making, checked: Checking
) -> None:
    raw = changed(without(made(), 6), 1, indexes="0-3,5-36", entries=36)
    assert [fault.code for fault in checked(raw).faults] == ["export_header_changed"]


def test_every_single_changed_byte_is_found(made: Making, checked: Checking) -> None:
    raw = made(item="US-1")
    places = {*range(0, len(raw), 7), *range(len(raw) - 60, len(raw))}
    for place in sorted(places):
        flipped = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        report = checked(flipped)
        assert report.faults, place
        assert all(sentence for sentence in told(report))


def test_a_file_cut_anywhere_is_found(made: Making, checked: Checking) -> None:
    raw = made(item="US-1")
    assert all(not checked(raw[:place]).whole for place in range(0, len(raw), 11))
    ended = made().splitlines(True)[:-1]
    assert [f.code for f in checked(b"".join(ended)).faults] == ["export_cut_off"]


def test_what_follows_the_end_is_found(made: Making, checked: Checking) -> None:
    raw = made()
    assert [f.code for f in checked(raw + raw).faults] == ["export_after_end"]


def test_another_key_is_named_and_nothing_is_believed(made: Making) -> None:
    report = check_export(io.BytesIO(made()), Pinned(fingerprint="00" * 32))
    assert [fault.code for fault in report.faults] == ["export_other_key"]
    assert report.entries == 0


def test_the_senders_key_vouches_for_the_records_key(made: Making, sender: SigningKey) -> None:
    assert check_export(io.BytesIO(made()), Pinned(sender=sender.public())).whole
    stranger = SigningKey.generate("us/sender").public()
    report = check_export(io.BytesIO(made()), Pinned(sender=stranger))
    assert [fault.code for fault in report.faults] == ["export_key_not_vouched"]


class Endless(io.RawIOBase):
    """A line that never ends; whoever reads more than a line may have runs out of patience."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        room = memoryview(buffer)
        room[:] = b"[" * len(room)
        self.given += len(room)
        assert self.given < 3 * lines.HEADER_LIMIT, "read further than any line may go"
        return len(room)


def test_a_hostile_file_is_refused_before_it_fills_the_memory(checked: Checking) -> None:
    report = check_export(io.BufferedReader(Endless()), Pinned(fingerprint="00" * 32))
    assert [fault.code for fault in report.faults] == ["export_line_too_long"]
    assert [f.code for f in checked(b"[" * 100_000).faults] == ["export_not_one"]
    assert [f.code for f in checked(b"").faults] == ["export_not_one"]


def test_more_ranges_than_a_file_may_hold_are_refused(made: Making, checked: Checking) -> None:
    raw = changed(made(), 1, indexes="0-999999999999")
    assert [f.code for f in checked(raw).faults] == ["export_header_malformed"]


def test_nothing_is_taken_out_that_could_not_be_proved(
    record: Record, key: SigningKey, at: datetime, made: Making
) -> None:
    with pytest.raises(NothingToExportError):
        made(item="nobody")
    with pytest.raises(NothingToExportError):
        made(since=at + timedelta(days=1))


def test_without_a_signed_head_nothing_is_taken_out(
    record: Record, key: SigningKey, at: datetime
) -> None:
    record(2)
    with pytest.raises(NothingSignedError):
        make_export(
            io.BytesIO(),
            RecordFilter(),
            keys=ExportKeys(key, b""),
            seen_by=Auditor(),
            made_by="A. Hale",
            at=at,
        )


def test_more_than_one_file_holds_is_refused(made: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.ledger.exports.making.MOST_ENTRIES", 5)
    with pytest.raises(ExportTooLargeError):
        made()


def test_a_rewritten_record_is_not_taken_out(made: Making, tamper: Callable[..., None]) -> None:
    tamper('UPDATE "ledger_ledgerentry" SET "leaf_hash" = %s WHERE "index" = 3', b"x" * 32)
    with pytest.raises(RecordNotWholeError):
        made(item="US-9")


def test_what_is_listed_is_proved_from_its_text(
    made: Making, key: SigningKey, tamper: Callable[..., None]
) -> None:
    listed = list(LedgerEntry.objects.filter(index__in=[2, 36, 38]))
    proof = prove_listed(listed, key.public())
    assert (set(proof.proofs), proof.later, proof.failed, proof.holds) == ({2, 36}, (38,), (), True)
    tamper('UPDATE "ledger_ledgerentry" SET "body" = %s WHERE "index" = 2', b"{}")
    again = prove_listed(list(LedgerEntry.objects.filter(index__in=[2, 36])), key.public())
    assert (set(again.proofs), again.failed) == ({36}, (2,))
