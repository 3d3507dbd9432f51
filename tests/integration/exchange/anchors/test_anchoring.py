"""The daily anchor: each partner is made a witness, and every later difference is found."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys, SigningKey
from comity.exchange.anchor_terms import anchor_digest
from comity.exchange.anchors import anchor_figures, anchors, witnessed
from comity.exchange.envelope import read_envelope
from comity.exchange.models import Anchor, HeldAnchor, Inbound, Outbound
from comity.exchange.parcel import Message
from comity.exchange.services import check_anchors, note_anchors, send_anchors, suspend_link
from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from comity.ledger.verification import verify_ledger
from comity.node.health.looks import check_anchors as look
from tests.integration.exchange.anchors.conftest import (
    Insider,
    a_day_later,
    faults,
    send_today,
    signed_head,
)
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, BROOKS, Node


def test_the_partner_holds_a_digest_and_learns_nothing_of_the_record(anchored: Node) -> None:
    anchor = Anchor.objects.get()
    held = anchored.partner.held.messages[-1]
    digest = anchor_digest(bytes(anchor.note), bytes(anchor.nonce)).hex()
    assert json.loads(held.body) == {"day": "2026-11-21", "digest": digest}
    envelope = read_envelope(held.envelope)
    assert (envelope.id, envelope.under, envelope.case) == (anchor.message_id, None, "")
    assert sha256(bytes(anchor.note)).hex() != digest


def test_a_partner_is_made_a_witness_once_a_day(anchored: Node) -> None:
    assert send_today(anchored) == 0
    a_day_later(anchored)
    assert send_today(anchored) == 1
    assert [each.on.day for each in Anchor.objects.order_by("on")] == [21, 22]
    assert LedgerEntry.objects.filter(event="anchor.sent").count() == 2


def test_nobody_is_asked_to_witness_what_is_not_signed(node: Node) -> None:
    assert send_anchors(at=node.now) == 0


def test_a_partner_whose_link_rests_is_left_out(anchored: Node) -> None:
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="For now.", officer=ADMIN, at=anchored.now)
    a_day_later(anchored)
    assert send_today(anchored) == 0


def test_an_untouched_record_agrees_with_every_anchor(anchored: Node) -> None:
    a_day_later(anchored)
    send_today(anchored)
    assert faults(anchored) == []
    anchored.work()
    assert faults(anchored) == []


def test_history_rewritten_with_the_nodes_own_key_is_found(
    anchored: Node, rewrite_history: Callable[[SigningKey], None]
) -> None:
    rewrite_history(anchored.keys.ledger)
    assert verify_ledger(anchored.keys.ledger.public()).whole
    assert faults(anchored) == ["anchor_record_differs"]


def test_changing_the_anchor_too_does_not_hide_it(
    anchored: Node, rewrite_history: Callable[[SigningKey], None]
) -> None:
    rewrite_history(anchored.keys.ledger)
    forge_anchor(anchored)
    assert faults(anchored) == ["anchor_message_differs"]


def test_changing_the_message_too_meets_the_partners_receipt(
    anchored: Node, rewrite_history: Callable[[SigningKey], None]
) -> None:
    rewrite_history(anchored.keys.ledger)
    forge_message(forge_anchor(anchored))
    assert faults(anchored) == ["anchor_receipt_differs"]


def forge_anchor(node: Node) -> Anchor:
    anchor = Anchor.objects.get()
    rows = LedgerEntry.objects.filter(index__lt=anchor.size).order_by("index")
    anchor.note = signed_head(node.keys.ledger, [bytes(row.leaf_hash) for row in rows])
    anchor.save()
    return anchor


def forge_message(anchor: Anchor) -> None:
    row = Outbound.objects.get(message_id=anchor.message_id)
    before = Message(bytes(row.envelope), bytes(row.salt), bytes(row.body))
    digest = anchor_digest(bytes(anchor.note), bytes(anchor.nonce)).hex()
    row.body = json.dumps({"day": "2026-11-21", "digest": digest}).encode()
    after = Message(b"", bytes(row.salt), row.body)
    told = bytes(row.envelope).replace(before.body_digest().encode(), after.body_digest().encode())
    row.envelope, row.leaf_hash = told, Message(told, b"", b"").leaf()
    row.save()


def test_an_anchor_taken_out_of_the_database_is_missed(anchored: Node) -> None:
    Anchor.objects.all().delete()
    assert faults(anchored) == ["anchor_forgotten"]
    for _ in range(2):
        note_anchors(check_anchors(anchored.keys.ledger.public()), at=anchored.now)
    assert anchor_figures().code == "anchor_forgotten"
    assert LedgerEntry.objects.filter(event="anchor.differs").count() == 1


def test_its_message_taken_out_is_missed(anchored: Node) -> None:
    Outbound.objects.all().delete()
    assert faults(anchored) == ["anchor_message_missing"]


def test_entries_cut_off_are_missed(anchored: Node, change: Insider) -> None:
    change('DELETE FROM "ledger_ledgerentry" WHERE "index" >= 3')
    # The entry that says the anchor was sent is gone with them; the anchor itself is not.
    assert faults(anchored) == ["anchor_record_short"]


def test_a_head_of_another_key_is_not_ours(anchored: Node) -> None:
    strange = NodeKeys.generate("US").ledger.public()
    assert [each.code.value for each in check_anchors(strange)] == ["anchor_head_differs"]


def test_a_difference_is_told_on_the_health_page_until_it_is_gone(
    anchored: Node, rewrite_history: Callable[[SigningKey], None]
) -> None:
    verifier = anchored.keys.ledger.public()
    assert note_anchors(check_anchors(verifier), at=anchored.now) == 0
    assert look(anchor_figures(), [], at=anchored.now).code == "health_anchors_agree"
    rewrite_history(anchored.keys.ledger)
    assert note_anchors(check_anchors(verifier), at=anchored.now) == 1
    found = look(anchor_figures(), [], at=anchored.now)
    assert found.code == "health_anchors_differ"
    assert found.cause is not None and found.cause.code == "anchor_record_differs"
    # What is known is not recorded every day anew.
    assert note_anchors(check_anchors(verifier), at=anchored.now) == 0
    assert LedgerEntry.objects.filter(event="anchor.differs").count() == 1


def receive_anchor(node: Node, **changed: str) -> None:
    body = {"day": "2026-11-21", "digest": "ab" * 32, **changed}
    node.partner.write("anchor.day", body, under=None)
    node.partner.settle(node.receive(node.partner.parcel()))
    node.handle()


def test_a_partners_digest_is_kept_with_its_day(anchored: Node) -> None:
    receive_anchor(anchored)
    held = HeldAnchor.objects.get()
    assert (held.on, bytes(held.digest).hex()) == (date(2026, 11, 21), "ab" * 32)
    assert LedgerEntry.objects.get(event="anchor.held").about == "UA"
    (seen,) = witnessed(seen_by=ADMIN)
    assert (seen.partner, seen.anchors, seen.last_on) == ("UA", 1, date(2026, 11, 21))


@pytest.mark.parametrize(
    "wrong", [{"day": "2026-02-30"}, {"digest": "AB" * 32}, {"day": "yesterday"}]
)
def test_an_anchor_out_of_form_is_refused_by_name(anchored: Node, wrong: dict[str, str]) -> None:
    receive_anchor(anchored, **wrong)
    assert Inbound.objects.get().cause == "message_body_invalid"
    assert not HeldAnchor.objects.exists()


def test_who_may_not_see_the_record_sees_no_anchor(anchored: Node) -> None:
    receive_anchor(anchored)
    assert len(anchors(seen_by=ADMIN)) == 1
    for stranger in (ALVAREZ, BROOKS):
        assert anchors(seen_by=stranger) == []
        assert witnessed(seen_by=stranger) == []


def test_the_head_that_is_anchored_is_the_last_one_signed(anchored: Node) -> None:
    last = LedgerCheckpoint.objects.order_by("size").last()
    assert last is not None
    assert Anchor.objects.get().size == last.size
