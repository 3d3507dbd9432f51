"""A proof that an entry stood in the record on a day: a partner's descriptor alone checks it."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from comity.crypto.canonical import canonical_json
from comity.crypto.keys import NodeKeys, SigningKey
from comity.exchange.day_proofs.checking import check_day_proof
from comity.exchange.day_proofs.making import DayAsked, EntryNotWitnessedError
from comity.exchange.day_proofs.proof import DayProofReport, Witness
from comity.exchange.descriptor import read_descriptor
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import ExportKeys, RecordNotWholeError
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer
from comity.oversight.services import DayTaken, day_proof, record_day_proof
from tests.integration.exchange.anchors.conftest import a_day_later, act_five_times, send_today
from tests.integration.exchange.conftest import ADMIN, Node
from tests.nodes.partner_simulator import AT, descriptor_for

AUDITOR = Viewer(7, "A. Audit", "", frozenset({Role.AUDITOR}))


def keys_of(node: Node) -> ExportKeys:
    ledger = node.keys.ledger
    return ExportKeys(ledger, node.keys.sender.sign_note(voucher_text(ledger.public())))


def taken(node: Node, asked: DayAsked | None = None, *, index: int = 2) -> DayTaken:
    made = day_proof(
        (1, index),
        asked or DayAsked(),
        reason="For the court.",
        keys=keys_of(node),
        officer=AUDITOR,
        at=node.now,
    )
    with transaction.atomic(durable=True):
        record_day_proof(made, reason="For the court.", officer=AUDITOR, at=node.now)
    return made


@pytest.fixture
def partner_alone(anchored: Node) -> Witness:
    return Witness(read_descriptor(anchored.partner.descriptor))


@pytest.fixture
def both(anchored: Node, own_raw: bytes) -> Witness:
    return Witness(read_descriptor(anchored.partner.descriptor), read_descriptor(own_raw))


def test_a_third_party_with_the_partners_descriptor_alone_can_check_it(
    anchored: Node, partner_alone: Witness
) -> None:
    report = check_day_proof(taken(anchored).file, partner_alone)
    assert report.holds
    assert (report.origin, report.index, report.partner) == ("US/ledger/epoch-1", 2, "UA")
    assert (report.day, report.witnessed_at) == ("2026-11-21", AT)
    assert json.loads(report.entry)["index"] == 2
    assert not report.vouched


def test_with_both_descriptors_the_records_key_is_checked_too(
    anchored: Node, both: Witness
) -> None:
    report = check_day_proof(taken(anchored).file, both)
    assert report.holds and report.vouched


def test_the_text_may_be_kept_back(anchored: Node, partner_alone: Witness) -> None:
    made = taken(anchored, DayAsked(keeps_text_back=True))
    report = check_day_proof(made.file, partner_alone)
    assert report.holds and report.entry == ""
    assert b"test.noted" not in base64.b64decode(json.loads(made.file)["entry"]["body"])


def test_the_earliest_witness_serves_unless_a_day_is_asked_for(anchored: Node) -> None:
    a_day_later(anchored)
    send_today(anchored)
    anchored.work()
    assert taken(anchored).day == date(2026, 11, 21)
    later = DayAsked(partner="UA", on=date(2026, 11, 22))
    assert taken(anchored, later).day == date(2026, 11, 22)


def test_what_no_partner_has_signed_for_is_refused(anchored: Node) -> None:
    act_five_times(anchored)
    last = LedgerEntry.objects.count() - 1
    with pytest.raises(EntryNotWitnessedError):
        taken(anchored, index=last)
    with pytest.raises(EntryNotWitnessedError):
        taken(anchored, DayAsked(partner="FR"))
    a_day_later(anchored)
    send_today(anchored)
    # It is queued, and no receipt covers it yet.
    with pytest.raises(EntryNotWitnessedError):
        taken(anchored, index=last)


def test_taking_it_out_is_an_auditors_act_with_a_reason_on_record(anchored: Node) -> None:
    taken(anchored)
    entry = LedgerEntry.objects.get(event="record.proved")
    assert dict(entry.facts())["entry"] == "1-2"
    asked: dict[str, Any] = {"keys": keys_of(anchored), "at": anchored.now}
    with pytest.raises(NotAllowedError):
        day_proof((1, 2), DayAsked(), reason="x", officer=ADMIN, **asked)
    with pytest.raises(InvalidDraftError):
        day_proof((1, 2), DayAsked(), reason=" ", officer=AUDITOR, **asked)
    with pytest.raises(NotFoundError):
        day_proof((1, 999), DayAsked(), reason="x", officer=AUDITOR, **asked)


def test_a_record_rewritten_since_gives_no_proof(
    anchored: Node, rewrite_history: Callable[[SigningKey], None]
) -> None:
    rewrite_history(anchored.keys.ledger)
    with pytest.raises(RecordNotWholeError):
        taken(anchored)


def codes(report: DayProofReport) -> list[str]:
    return [code.value for code, _facts in report.faults]


def flipped(text: str) -> str:
    raw = bytearray(base64.b64decode(text))
    raw[len(raw) // 2] ^= 1
    return base64.b64encode(bytes(raw)).decode()


PARTS = {
    "entry.leaf": "day_proof_entry_elsewhere",
    "entry.body": "day_proof_entry_differs",
    "record.voucher": "day_proof_key_not_vouched",
    "record.head": "day_proof_digest_differs",
    "record.nonce": "day_proof_digest_differs",
    "message.envelope": "day_proof_message_elsewhere",
    "message.salt": "day_proof_body_differs",
    "message.body": "day_proof_body_differs",
    "channel.head": "day_proof_channel_differs",
    "channel.receipt": "day_proof_receipt_refused",
}


@pytest.mark.parametrize("place", PARTS)
def test_each_part_that_is_changed_is_refused_by_its_own_name(
    anchored: Node, both: Witness, place: str
) -> None:
    told = json.loads(taken(anchored).file)
    part, name = place.split(".")
    told[part][name] = flipped(told[part][name])
    assert codes(check_day_proof(canonical_json(told) + b"\n", both)) == [PARTS[place]]


CHANGES = {
    ("entry", "index", 3): "day_proof_entry_elsewhere",
    ("entry", "epoch", 2): "day_proof_head_refused",
    ("entry", "epoch", -1): "day_proof_malformed",
    ("entry", "proof", ()): "day_proof_entry_elsewhere",
    ("entry", "body", None): "day_proof_malformed",
    ("message", "index", 1): "day_proof_message_elsewhere",
    ("message", "index", "1"): "day_proof_malformed",
    ("message", "proof", ("AA==",)): "day_proof_message_elsewhere",
    ("record", "key", None): "day_proof_malformed",
    ("channel", "head", ""): "day_proof_channel_differs",
    ("channel", "receipt", ""): "day_proof_receipt_refused",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_as_it_was_written_is_named(
    anchored: Node, both: Witness, change: tuple[str, str, object]
) -> None:
    told = json.loads(taken(anchored).file)
    part, name, value = change
    told[part][name] = list(value) if isinstance(value, tuple) else value
    assert codes(check_day_proof(canonical_json(told) + b"\n", both)) == [CHANGES[change]]


def test_a_file_that_is_no_proof_is_not_one(both: Witness) -> None:
    for raw in (b"", b"[]", b"{}", b'{"format":"comity-record-export/1"}\n', b"\xff" * 100):
        assert codes(check_day_proof(raw, both)) == ["day_proof_not_one"]


def test_a_second_way_to_write_it_is_refused(anchored: Node, both: Witness) -> None:
    told = json.loads(taken(anchored).file)
    assert codes(check_day_proof(json.dumps(told, indent=1).encode(), both)) == [
        "day_proof_malformed"
    ]


def test_another_partners_descriptor_does_not_confirm_it(anchored: Node, both: Witness) -> None:
    file = taken(anchored).file
    other = read_descriptor(descriptor_for(NodeKeys.generate("FR"), "FR"))
    assert codes(check_day_proof(file, Witness(other))) == ["day_proof_other_partner"]
    strange = read_descriptor(descriptor_for(NodeKeys.generate("UA"), "UA"))
    assert codes(check_day_proof(file, Witness(strange))) == ["day_proof_receipt_refused"]
    stranger = read_descriptor(descriptor_for(NodeKeys.generate("US"), "US"))
    assert codes(check_day_proof(file, replace(both, node=stranger))) == ["day_proof_other_link"]


def test_the_key_of_another_record_is_not_vouched_for(anchored: Node, both: Witness) -> None:
    told = json.loads(taken(anchored).file)
    strange = NodeKeys.generate("US").ledger.public()
    told["record"]["key"] = {
        "name": strange.name,
        "ed25519": base64.b64encode(strange.ed25519).decode(),
        "mldsa44": base64.b64encode(strange.mldsa44).decode(),
    }
    raw = canonical_json(told) + b"\n"
    assert codes(check_day_proof(raw, both)) == ["day_proof_key_not_vouched"]
    # Who does not know the node still sees that this key did not sign the head.
    assert codes(check_day_proof(raw, replace(both, node=None))) == ["day_proof_head_refused"]
