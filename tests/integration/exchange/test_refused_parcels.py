"""Parcels of a misbehaving partner: refused by name, recorded where the sender is known, and
never changing what is held."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from django.db import transaction

from comity.crypto.checkpoints import read_checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys, SigningKey
from comity.crypto.notes import Note, parse
from comity.exchange.epoch_queries import forked_partners
from comity.exchange.models import Channel, ChannelHead, Inbound, RefusedParcel
from comity.exchange.parcel import Message, split_parcel, write_parcel
from comity.exchange.refusals import ParcelFault, ParcelRefusedError
from comity.exchange.services import resume_link, suspend_link
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import BROOKS, Node
from tests.nodes.partner_simulator import PartnerSimulator, without_signature

Make = Callable[[PartnerSimulator], bytes]


@dataclass(frozen=True)
class Case:
    """One way to misbehave: how the parcel is made, its refusal, and whether it is recorded."""

    make: Make
    fault: ParcelFault
    recorded: bool


def flipped(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def in_sealed_part(raw: bytes, change: Callable[[bytes], bytes]) -> bytes:
    head, sealed = split_parcel(raw)
    return head + b"\n" + change(sealed)


def only_header(sealed: bytes) -> bytes:
    return sealed[: sealed.index(b"\n--- ") + 5 + 43 + 1]


def with_other_root(head: bytes) -> bytes:
    note = parse(head, limit=len(head))
    stated = read_checkpoint(note.text)
    forged = replace(stated, root=sha256(b"other"))
    return Note(forged.text(), note.signatures).to_bytes()


def reordered(partner: PartnerSimulator) -> bytes:
    return partner.parcel(messages=tuple(reversed(partner.sent.messages[1:])))


def other_body(partner: PartnerSimulator) -> bytes:
    *first, last = partner.sent.messages[1:]
    forged = Message(last.envelope, last.salt, b'{"text":"forged"}')
    return partner.parcel(messages=(*first, forged))


def signed_by(partner: PartnerSimulator, signer: SigningKey) -> bytes:
    return partner.parcel(head=partner.head(signer=signer))


def for_kenya(partner: PartnerSimulator) -> bytes:
    return partner.parcel(head=partner.head(origin=replace(partner.sent.origin, recipient="KE")))


def of_epoch(partner: PartnerSimulator, epoch: int) -> bytes:
    return partner.parcel(head=partner.head(origin=replace(partner.sent.origin, epoch=epoch)))


def of_other_link(partner: PartnerSimulator) -> bytes:
    return partner.parcel(head=partner.head(origin=replace(partner.sent.origin, link="0" * 32)))


def of_stranger(partner: PartnerSimulator) -> bytes:
    return partner.parcel(head=partner.head(origin=replace(partner.sent.origin, sender="KE")))


def too_far_ahead(partner: PartnerSimulator) -> bytes:
    return partner.parcel(head=partner.head(size=400))


STRANGER = SigningKey.generate("UA/sender")
OTHER = NodeKeys.generate("KE")
SEALED = -40

CASES = {
    "truncated in its head": Case(lambda p: p.parcel()[:900], ParcelFault.TRUNCATED, False),
    "truncated in its payload": Case(
        lambda p: in_sealed_part(p.parcel(), lambda s: s[:-20]), ParcelFault.SEAL_BROKEN, True
    ),
    "truncated after its age header": Case(
        lambda p: in_sealed_part(p.parcel(), only_header), ParcelFault.TRUNCATED, True
    ),
    "truncated in its age header": Case(
        lambda p: in_sealed_part(p.parcel(), lambda s: s[:300]), ParcelFault.TRUNCATED, True
    ),
    "changed in its payload": Case(
        lambda p: flipped(p.parcel(), SEALED), ParcelFault.SEAL_BROKEN, True
    ),
    "reordered": Case(reordered, ParcelFault.ROOT_DIFFERS, True),
    "short of a message": Case(
        lambda p: p.parcel(messages=tuple(p.sent.messages[2:])), ParcelFault.ROOT_DIFFERS, True
    ),
    "with another body": Case(other_body, ParcelFault.BODY_DIFFERS, True),
    "with a gap before it": Case(lambda p: p.parcel(start=2), ParcelFault.GAP, True),
    "beginning with what is held": Case(lambda p: p.parcel(start=0), ParcelFault.OVERLAP, True),
    "far ahead": Case(too_far_ahead, ParcelFault.GAP, True),
    "signed by another key": Case(
        lambda p: signed_by(p, STRANGER), ParcelFault.SIGNATURE_MISSING, False
    ),
    "signed by its own holder key": Case(
        lambda p: signed_by(p, p.keys.holder), ParcelFault.SIGNATURE_MISSING, False
    ),
    "without its first signature": Case(
        lambda p: p.parcel(head=without_signature(p.head(), 0)),
        ParcelFault.SIGNATURE_MISSING,
        False,
    ),
    "without its second signature": Case(
        lambda p: p.parcel(head=without_signature(p.head(), 1)),
        ParcelFault.SIGNATURE_MISSING,
        False,
    ),
    "with another root than signed": Case(
        lambda p: p.parcel(head=with_other_root(p.head())),
        ParcelFault.SIGNATURE_WRONG,
        False,
    ),
    "for another node": Case(for_kenya, ParcelFault.OTHER_RECIPIENT, True),
    "sealed to another node": Case(
        lambda p: p.parcel(sealed_to=OTHER.sealing.public()), ParcelFault.SEALED_TO_ANOTHER, True
    ),
    "of a later epoch": Case(lambda p: of_epoch(p, 2), ParcelFault.EPOCH_NOT_OPENED, True),
    "of an epoch far ahead": Case(lambda p: of_epoch(p, 102), ParcelFault.EPOCH_UNKNOWN, True),
    "of another link": Case(of_other_link, ParcelFault.OTHER_LINK, True),
    "of a stranger": Case(of_stranger, ParcelFault.SENDER_UNKNOWN, False),
    "with a root that is not its messages'": Case(
        lambda p: p.parcel(head=p.head(root=sha256(b"wrong"))), ParcelFault.ROOT_DIFFERS, True
    ),
    "that forks from what is held": Case(
        lambda p: p.parcel(head=p.head(size=1, root=sha256(b"other"))), ParcelFault.FORK, True
    ),
    "with a head of letters": Case(
        lambda p: b"a\n\n\xe2\x80\x94 b\n\n", ParcelFault.HEAD_MALFORMED, False
    ),
    "of another log altogether": Case(
        lambda p: write_parcel(p.head().replace(b"comity/", b"karate/"), None, recipient=b""),
        ParcelFault.HEAD_MALFORMED,
        False,
    ),
}


def state() -> tuple[object, ...]:
    """Everything a parcel could change, besides the record of its own refusal."""
    channels = Channel.objects.order_by("pk").values_list("size", "frontier", "receipted_size")
    return (
        [(size, bytes(tree), done) for size, tree, done in channels],
        Inbound.objects.count(),
        ChannelHead.objects.count(),
    )


@pytest.fixture
def holding_one(node: Node) -> Node:
    """A node that holds one message and is about to be sent three more."""
    node.partner.write(body={"text": "held"})
    node.partner.settle(node.receive(node.partner.parcel()))
    for text in ("two", "three", "four"):
        node.partner.write(body={"text": text})
    return node


@pytest.mark.parametrize("how", CASES)
def test_a_parcel_is_refused_by_name_and_changes_nothing(holding_one: Node, how: str) -> None:
    case, before = CASES[how], state()
    entries = LedgerEntry.objects.count()
    with pytest.raises(ParcelRefusedError) as refused:
        holding_one.receive(case.make(holding_one.partner))
    assert refused.value.fault is case.fault
    assert state() == before
    recorded = LedgerEntry.objects.filter(event="parcel.refused").count()
    found = LedgerEntry.objects.filter(event="fork.found").count()
    assert found == (case.fault is ParcelFault.FORK)
    assert (recorded, LedgerEntry.objects.count() - entries - found) == (
        case.recorded,
        case.recorded,
    )


def test_the_honest_parcel_is_taken_after_all_of_them(holding_one: Node) -> None:
    for case in CASES.values():
        with pytest.raises(ParcelRefusedError):
            holding_one.receive(case.make(holding_one.partner))
    assert holding_one.partner.settle(holding_one.receive(holding_one.partner.parcel())) == 4
    holding_one.handle()
    assert holding_one.desk.taken == ["held", "two", "three", "four"]


def test_a_gap_is_answered_with_the_size_expected(holding_one: Node) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        holding_one.receive(holding_one.partner.parcel(start=2))
    assert dict(refused.value.facts)["expected"] == "1"


def test_a_question_from_further_on_is_answered_but_not_recorded_as_an_offence(
    holding_one: Node,
) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        holding_one.receive(holding_one.partner.question())
    assert dict(refused.value.facts)["expected"] == "1"
    assert not RefusedParcel.objects.exists()


def test_the_same_offence_is_recorded_once_however_often_it_comes(holding_one: Node) -> None:
    parcel = reordered(holding_one.partner)
    for _ in range(5):
        with pytest.raises(ParcelRefusedError):
            holding_one.receive(parcel)
    (refused,) = RefusedParcel.objects.all()
    assert refused.times == 5
    assert LedgerEntry.objects.filter(event="parcel.refused").count() == 1


def test_a_fork_keeps_the_head_that_proves_it(holding_one: Node) -> None:
    head = holding_one.partner.head(size=1, root=sha256(b"other"))
    with pytest.raises(ParcelRefusedError):
        holding_one.receive(holding_one.partner.parcel(head=head))
    assert bytes(RefusedParcel.objects.get().head) == head
    assert forked_partners() == ("UA",)


def test_an_older_head_of_the_same_log_is_no_fork(holding_one: Node) -> None:
    partner = holding_one.partner
    receipt = holding_one.receive(partner.parcel())
    for size in (2, 3):
        assert holding_one.receive(partner.parcel(head=partner.head(size=size))) == receipt


def test_a_suspended_link_carries_nothing_until_it_is_resumed(holding_one: Node) -> None:
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="a question is open", officer=BROOKS, at=holding_one.now)
    with pytest.raises(ParcelRefusedError) as refused:
        holding_one.receive(holding_one.partner.parcel())
    assert refused.value.fault is ParcelFault.LINK_SUSPENDED
    with transaction.atomic(durable=True):
        resume_link("UA", reason="answered", officer=BROOKS, at=holding_one.now)
    assert holding_one.partner.settle(holding_one.receive(holding_one.partner.parcel())) == 4


def test_the_keys_of_a_revoked_link_say_nothing_any_more(holding_one: Node) -> None:
    holding_one.revoke("stolen")
    with pytest.raises(ParcelRefusedError) as refused:
        holding_one.receive(holding_one.partner.parcel())
    assert refused.value.fault is ParcelFault.SENDER_UNKNOWN
    assert not RefusedParcel.objects.exists()
