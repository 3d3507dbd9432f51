"""Parcels and receipts as bytes."""

import struct

import pytest

from comity.crypto.age import seal_bytes
from comity.crypto.checkpoints import Checkpoint, cosign_checkpoint, sign_checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys
from comity.exchange.channel import Origin
from comity.exchange.parcel import (
    END_OF_HEAD,
    HEAD_LIMIT,
    MAGIC,
    MOST_CONTENT,
    MOST_PARCEL,
    ROOM,
    Content,
    Message,
    claimed_origin,
    end_of_head,
    open_content,
    open_head,
    size_in_parcel,
    split_parcel,
    write_parcel,
)
from comity.exchange.receipt import open_receipt, write_receipt
from comity.exchange.refusals import ParcelFault, ParcelRefusedError
from tests.nodes.partner_simulator import AT

KEYS, OTHER = NodeKeys.generate("US"), NodeKeys.generate("UA")
ORIGIN = Origin("0" * 32, "US", "UA", 1)
HEAD = Checkpoint(ORIGIN.line(), 3, sha256(b"root"))
NOTE = sign_checkpoint(HEAD, KEYS.sender)
MESSAGES = tuple(Message(bytes([n]) * n, bytes([n]) * 16, b"body" * n) for n in range(3))
CONTENT = Content(0, MESSAGES)


def fault_of(raw: bytes) -> ParcelFault:
    with pytest.raises(ParcelRefusedError) as refused:
        open_content(raw, keys=OTHER.opening())
    return refused.value.fault


def sealed(plain: bytes) -> bytes:
    return seal_bytes(plain, (OTHER.sealing.public(),))


def test_a_parcel_is_taken_apart_as_it_was_put_together() -> None:
    raw = write_parcel(NOTE, CONTENT, recipient=OTHER.sealing.public())
    head, rest = split_parcel(raw)
    assert head == NOTE and open_content(rest, keys=OTHER.opening()) == CONTENT


def test_a_question_is_a_head_alone() -> None:
    assert split_parcel(write_parcel(NOTE, None, recipient=b"")) == (NOTE, b"")


def test_the_largest_parcel_fits_the_cap() -> None:
    body = bytes(ROOM // 4 - size_in_parcel(b"", b""))
    content = Content(0, tuple(Message(b"", bytes(16), body) for _ in range(4)))
    raw = write_parcel(NOTE, content, recipient=OTHER.sealing.public())
    assert MOST_CONTENT < len(raw) <= MOST_PARCEL
    assert open_content(split_parcel(raw)[1], keys=OTHER.opening()) == content


def test_the_head_ends_at_the_second_empty_line() -> None:
    raw = NOTE + b"\nage-encryption"
    assert end_of_head(raw) == len(NOTE)
    assert all(end_of_head(raw[:n]) is None for n in range(0, len(NOTE) + 1, 97))


@pytest.mark.parametrize("raw", [b"x" * HEAD_LIMIT, NOTE.rstrip() + b"\n" * 1 + b"y" * HEAD_LIMIT])
def test_a_head_beyond_8_kib_is_refused(raw: bytes) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        end_of_head(raw)
    assert refused.value.fault is ParcelFault.HEAD_TOO_LONG


def test_a_parcel_beyond_the_cap_is_refused() -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        split_parcel(bytes(MOST_PARCEL + 1))
    assert refused.value.fault is ParcelFault.TOO_LARGE


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", ParcelFault.TRUNCATED),
        (sealed(MAGIC), ParcelFault.CONTENT_MALFORMED),
        (sealed(b"comity/parcel/2\n" + bytes(12)), ParcelFault.CONTENT_MALFORMED),
        (sealed(MAGIC + bytes(12)), ParcelFault.TOO_MANY_MESSAGES),
        (sealed(MAGIC + struct.pack(">QI", 0, 257)), ParcelFault.TOO_MANY_MESSAGES),
        (sealed(MAGIC + struct.pack(">QI", 0, 1)), ParcelFault.CONTENT_MALFORMED),
        (
            sealed(MAGIC + struct.pack(">QIII", 0, 1, 5, 5) + bytes(16 + 9)),
            ParcelFault.CONTENT_MALFORMED,
        ),
        (
            sealed(MAGIC + struct.pack(">QIII", 0, 1, 5, 5) + bytes(16 + 11)),
            ParcelFault.CONTENT_MALFORMED,
        ),
        (
            sealed(MAGIC + struct.pack(">QIII", 0, 1, 70_000, 0) + bytes(16 + 70_000)),
            ParcelFault.CONTENT_MALFORMED,
        ),
        (sealed(bytes(MOST_CONTENT + 1)), ParcelFault.TOO_LARGE),
    ],
)
def test_content_out_of_form_is_refused(raw: bytes, fault: ParcelFault) -> None:
    assert fault_of(raw) is fault


def test_content_for_another_node_is_not_opened() -> None:
    raw = seal_bytes(b"x", (KEYS.sealing.public(),))
    assert fault_of(raw) is ParcelFault.SEALED_TO_ANOTHER


def test_a_head_says_whose_it_claims_to_be_and_is_then_checked() -> None:
    assert claimed_origin(NOTE) == ORIGIN
    assert open_head(NOTE, sender=KEYS.sender.public(), origin=ORIGIN) == HEAD


def test_a_head_that_is_no_checkpoint_claims_nothing() -> None:
    for raw in (b"", END_OF_HEAD, b"a\nb\nc\n\n\xe2\x80\x94 n AAAAAAAA\n"):
        with pytest.raises(ParcelRefusedError) as refused:
            claimed_origin(raw)
        assert refused.value.fault is ParcelFault.HEAD_MALFORMED


def test_a_receipt_states_size_root_and_time() -> None:
    raw = write_receipt(HEAD, OTHER.holder, at=AT)
    receipt = open_receipt(raw, holder=OTHER.holder.public(), origin=ORIGIN)
    assert (receipt.size, receipt.root, receipt.at) == (3, HEAD.root, AT)


def test_a_head_is_no_receipt_even_from_the_holder() -> None:
    with pytest.raises(ParcelRefusedError):
        open_receipt(
            sign_checkpoint(HEAD, OTHER.holder), holder=OTHER.holder.public(), origin=ORIGIN
        )


def test_a_receipt_is_no_head_even_from_the_sender() -> None:
    raw = cosign_checkpoint(HEAD, KEYS.sender, at=AT)
    with pytest.raises(ParcelRefusedError):
        open_head(raw, sender=KEYS.sender.public(), origin=ORIGIN)
