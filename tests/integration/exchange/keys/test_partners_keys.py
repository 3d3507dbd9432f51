"""A partner's keys: each counts for its range of sizes, and nobody takes a receipt back."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from comity.crypto.keys import NodeKeys, SealingKey, SigningKey
from comity.exchange.descriptor import read_descriptor
from comity.exchange.ended_keys import Alarm
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import descriptor_key, sealing_recipient
from comity.exchange.models import Inbound, Link, LinkKey, RefusedParcel
from comity.exchange.public_keys import PublicKey
from comity.exchange.refusals import ParcelFault, ParcelRefusedError
from comity.exchange.services import holding, revoke_link
from comity.exchange.services.epoch_receiving import opening_in
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from comity.node.logs import line_of
from tests.integration.exchange.conftest import BROOKS
from tests.integration.exchange.keys.conftest import Keeping, introduced

NEW_SENDER, NEW_HOLDER = SigningKey.generate("UA/sender/2"), SigningKey.generate("UA/holder/2")
BESIDE: dict[str, Any] = {"under": None}


def first(keeping: Keeping, role: KeyRole) -> PublicKey:
    return descriptor_key(read_descriptor(keeping.node.partner.descriptor), role)


def say(
    keeping: Keeping,
    type_: str,
    body: dict[str, Any],
    *,
    by: SigningKey | None = None,
    **changes: Any,
) -> str:
    """Let the partner send one message of the link, and the node take it up; its fate."""
    partner = keeping.node.partner
    partner.write(type_, body, **BESIDE | changes)
    partner.settle(keeping.node.receive(partner.parcel(head=partner.head(signer=by))))
    keeping.node.handle()
    row = Inbound.objects.order_by("index").last()
    assert row is not None
    return row.cause or row.state


def introduce(keeping: Keeping, new: SigningKey | SealingKey) -> str:
    role = KeyRole.SEALING if isinstance(new, SealingKey) else KeyRole(new.name.split("/")[1])
    return say(keeping, "key.introduced", introduced(keeping, new, first(keeping, role)))


def end(keeping: Keeping, key: PublicKey, size: int, *, by: SigningKey | None = None) -> str:
    body = {"role": key.role.value, "digest": key.digest().hex(), "epoch": 1, "size": size}
    return say(keeping, "key.ended", body, by=by)


def post(keeping: Keeping, by: SigningKey) -> None:
    keeping.node.partner.write()
    parcel = keeping.node.partner.parcel(head=keeping.node.partner.head(signer=by))
    keeping.node.partner.settle(keeping.node.receive(parcel))


def refused(act: Callable[[], object]) -> ParcelFault:
    with pytest.raises(ParcelRefusedError) as refusal:
        act()
    fault = refusal.value.fault
    assert isinstance(fault, ParcelFault)
    return fault


def test_a_head_by_a_key_nobody_introduced_is_refused(keeping: Keeping) -> None:
    assert refused(lambda: post(keeping, NEW_SENDER)) is ParcelFault.SIGNATURE_MISSING


def test_a_new_sender_key_counts_from_the_head_after_its_introduction(keeping: Keeping) -> None:
    old = keeping.node.partner.keys.sender
    body = introduced(keeping, NEW_SENDER, first(keeping, KeyRole.SENDER))
    # A key cannot vouch for the leaf that introduces it.
    by_itself = refused(lambda: say(keeping, "key.introduced", body, by=NEW_SENDER))
    assert by_itself in (ParcelFault.SIGNATURE_MISSING, ParcelFault.SIGNATURE_WRONG)
    keeping.node.partner.settle(keeping.node.receive(keeping.node.partner.parcel()))
    post(keeping, NEW_SENDER)
    post(keeping, old)
    assert end(keeping, first(keeping, KeyRole.SENDER), 3, by=NEW_SENDER) == "handled"
    post(keeping, NEW_SENDER)
    assert refused(lambda: post(keeping, old)) is ParcelFault.KEY_ENDED
    assert all(report.whole for report in verify_channels())


def test_what_is_refused_for_its_size_says_nothing_of_keys_or_epochs(keeping: Keeping) -> None:
    body = introduced(keeping, NEW_SENDER, first(keeping, KeyRole.SENDER))
    assert say(keeping, "key.introduced", body, body_size=1) == "message_body_invalid"
    assert not LinkKey.objects.exists()
    opening = keeping.node.partner.write("epoch.opened", {}, body_size=1, **BESIDE)
    with pytest.raises(ParcelRefusedError) as refusal:
        opening_in(opening, link=Link.objects.get())
    assert refusal.value.fault is ParcelFault.EPOCH_NOT_OPENED
    assert dict(refusal.value.facts)["cause"] == "message_body_invalid"


def test_who_signs_with_a_key_that_has_ended_is_told_of_once_a_minute(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("comity.exchange.ended_keys.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(holding, "_alarm", Alarm())
    old = keeping.node.partner.keys.sender
    assert introduce(keeping, NEW_SENDER) == "handled"
    assert end(keeping, first(keeping, KeyRole.SENDER), 2, by=NEW_SENDER) == "handled"

    def told_after(seconds: float) -> list[dict[str, Any]]:
        caplog.clear()
        clock[0] += seconds
        with caplog.at_level(logging.WARNING, logger=holding.__name__):
            assert refused(lambda: post(keeping, old)) is ParcelFault.KEY_ENDED
        return [line_of(each) for each in caplog.records if each.name == holding.__name__]

    (line,) = told_after(0)
    assert (line["level"], line["partner"], line["code"]) == ("warning", "UA", "parcel_key_ended")
    assert told_after(59) == []
    assert len(told_after(2)) == 1
    # The thief signed another size each time: that makes no further row.
    row = RefusedParcel.objects.get()
    assert (row.code, row.size, row.times) == ("parcel_key_ended", 0, 2)
    assert row.facts == {"name": old.name}
    assert LedgerEntry.objects.filter(event="parcel.refused").count() == 1


def test_a_key_needs_its_own_signature_over_this_link(keeping: Keeping) -> None:
    body = introduced(keeping, NEW_SENDER, first(keeping, KeyRole.SENDER))
    other = NodeKeys.generate("UA").sender.sign_note(b"comity/key/1\n").decode()
    assert say(keeping, "key.introduced", {**body, "note": other}) == "key_not_possessed"
    elsewhere = NEW_SENDER.sign_note(b"comity/key/1\nlink another\n").decode()
    assert say(keeping, "key.introduced", {**body, "note": elsewhere}) == "key_states_another"
    assert not LinkKey.objects.exists()


def test_a_key_is_introduced_once_and_replaces_one_in_force(keeping: Keeping) -> None:
    assert introduce(keeping, NEW_SENDER) == "handled"
    assert introduce(keeping, NEW_SENDER) == "key_known"
    stranger = PublicKey.of(KeyRole.SENDER, NodeKeys.generate("UA").sender.public())
    body = introduced(keeping, SigningKey.generate("UA/sender/3"), stranger)
    assert say(keeping, "key.introduced", body) == "key_unknown"


def test_nobody_floods_a_link_with_keys(keeping: Keeping) -> None:
    fates = [introduce(keeping, SigningKey.generate(f"UA/sender/{n}")) for n in range(2, 7)]
    assert fates == ["handled"] * 3 + ["keys_too_many"] * 2


def test_the_last_key_cannot_end(keeping: Keeping) -> None:
    assert end(keeping, first(keeping, KeyRole.HOLDER), 0) == "key_is_the_last"


def test_receipts_by_a_new_holder_key_count_and_earlier_ones_stand(keeping: Keeping) -> None:
    node, partner = keeping.node, keeping.node.partner
    node.send("first")
    node.work()
    assert introduce(keeping, NEW_HOLDER) == "handled"
    node.send("second")
    partner.answer_with(b"")
    partner.bends[-1] = lambda _honest: partner.receipt(holder=NEW_HOLDER)
    node.work()
    assert node.out.receipted_size == node.out.size
    # Ending the old key at nothing would take its receipts back: they stand all the same.
    assert end(keeping, first(keeping, KeyRole.HOLDER), 0) == "handled"
    assert all(report.whole for report in verify_channels())
    received, before = node.out.size, node.out.receipted_size
    node.send("third")
    assert node.work().failures == (("UA", "receipt_key_ended"),)
    assert node.out.receipted_size == before == received


def test_a_holder_key_cannot_end_beyond_what_was_sent(keeping: Keeping) -> None:
    assert introduce(keeping, NEW_HOLDER) == "handled"
    assert end(keeping, first(keeping, KeyRole.HOLDER), 99) == "key_end_out_of_range"


def test_the_newest_sealing_key_is_sealed_to(keeping: Keeping) -> None:
    new = SealingKey.generate()
    assert introduce(keeping, new) == "handled"
    assert sealing_recipient(Link.objects.get()) == new.public()
    assert end(keeping, first(keeping, KeyRole.SEALING), 1) == "handled"
    assert sealing_recipient(Link.objects.get()) == new.public()


def test_the_range_is_fixed_by_the_leaf_and_not_by_its_handling(keeping: Keeping) -> None:
    partner = keeping.node.partner
    body = introduced(keeping, NEW_SENDER, first(keeping, KeyRole.SENDER))
    partner.write("key.introduced", body, **BESIDE)
    partner.settle(keeping.node.receive(partner.parcel()))
    post(keeping, NEW_SENDER)  # nothing was handled yet
    row = LinkKey.objects.get(end=End.PARTNER)
    assert (row.from_epoch, row.from_size) == (1, 2)


def test_no_key_of_a_revoked_link_counts(keeping: Keeping) -> None:
    assert introduce(keeping, NEW_SENDER) == "handled"
    with transaction.atomic(durable=True):
        revoke_link(
            "UA",
            reason="keys stolen",
            officer=BROOKS,
            signed_in_afresh_at=keeping.node.now,
            at=keeping.node.now,
        )
    assert refused(lambda: post(keeping, NEW_SENDER)) is ParcelFault.SENDER_UNKNOWN
