"""`verify` recomputes the channels from raw bytes and names what differs."""

import pytest

from comity.exchange.models import Channel, ChannelHead, Inbound, Outbound
from comity.exchange.verification import ChannelReport, verify_channels
from comity.exchange.wording import SENTENCES
from tests.integration.exchange.conftest import Node


@pytest.fixture
def used(node: Node) -> Node:
    """A node with two receipted parcels out and one parcel in."""
    for text in ("one", "two", "three"):
        node.send(text)
        node.work()
    for text in ("eins", "zwei"):
        node.partner.write(body={"text": text})
    node.receive(node.partner.parcel())
    node.handle()
    assert all(report.whole for report in verify_channels())
    return node


def report(direction: str) -> ChannelReport:
    (found,) = (r for r in verify_channels() if r.direction == direction)
    assert all(fault.code in SENTENCES for fault in found.faults)
    return found


def flip(row: Outbound | Inbound | ChannelHead, column: str) -> None:
    raw = bytearray(getattr(row, column))
    raw[len(raw) // 2] ^= 1
    setattr(row, column, bytes(raw))
    row.save(update_fields=[column])


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("envelope", "channel_envelope_differs"),
        ("body", "channel_body_differs"),
        ("salt", "channel_body_differs"),
        ("leaf_hash", "channel_envelope_differs"),
    ],
)
@pytest.mark.parametrize("model", [Outbound, Inbound])
def test_one_changed_byte_names_the_message(
    used: Node, model: type[Outbound] | type[Inbound], column: str, code: str
) -> None:
    row = model.objects.get(index=1)
    flip(row, column)
    found = report("out" if model is Outbound else "in")
    named = [(fault.index, fault.message_id) for fault in found.faults if fault.code == code]
    assert named == [(1, row.message_id)]
    assert not found.whole and found.whole_upto == (1 if model is Outbound else 0)


def test_an_envelope_changed_together_with_its_leaf_is_caught_by_the_signed_head(
    used: Node,
) -> None:
    first, second = Outbound.objects.get(index=0), Outbound.objects.get(index=1)
    second.envelope, second.leaf_hash = first.envelope, first.leaf_hash
    second.save()
    codes = {fault.code for fault in report("out").faults}
    assert {"channel_root_differs", "channel_envelope_differs", "channel_state_differs"} <= codes


def test_a_missing_message_is_named(used: Node) -> None:
    Outbound.objects.get(index=1).delete()
    faults = report("out").faults
    assert ("channel_message_missing", 1) in [(fault.code, fault.index) for fault in faults]
    assert "channel_messages_missing" in {fault.code for fault in faults}


@pytest.mark.parametrize(
    ("column", "code"),
    [("note", "channel_head_signature_wrong"), ("receipt", "channel_receipt_wrong")],
)
def test_a_changed_head_or_receipt_is_named(used: Node, column: str, code: str) -> None:
    head = ChannelHead.objects.get(channel__direction="out", size=2)
    flip(head, column)
    (fault,) = report("out").faults
    assert (fault.code, fault.facts) == (code, (("size", "2"),))


def test_a_receipt_that_is_gone_is_missed(used: Node) -> None:
    ChannelHead.objects.filter(size=3).update(receipt=None, receipt_at=None)
    (fault,) = report("out").faults
    assert fault.code == "channel_receipt_missing"


def test_a_state_that_is_not_that_of_the_messages_is_named(used: Node) -> None:
    Channel.objects.filter(direction="in").update(frontier=bytes(8), size=0, receipted_size=0)
    assert "channel_state_differs" in {fault.code for fault in report("in").faults}
