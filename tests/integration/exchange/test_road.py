"""The road of a message: recorded, delivered, held, handled, each exactly once."""

from typing import cast

import pytest
from django.db import transaction

from comity.exchange.models import ChannelHead, Inbound, Outbound
from comity.exchange.parcel import split_parcel
from comity.exchange.queries import channel_heads, facts_of, is_linked, links
from comity.exchange.refusals import LinkNotConfirmedError, MessageFault, MessageRefusedError
from comity.exchange.services import (
    Numbered,
    hold,
    number_waiting,
    queue_message,
    recognise,
    sign_head,
)
from comity.exchange.terms import Direction, NewMessage
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import BROOKS, PERMISSION, Node


def events() -> list[str]:
    return list(LedgerEntry.objects.order_by("index").values_list("event", flat=True))


def test_what_is_recorded_is_delivered_once_the_partner_has_signed_for_it(node: Node) -> None:
    message = node.send("one")
    before = facts_of(message)
    node.work()
    after = facts_of(message)
    assert before is not None and before.delivered_at is None and before.index is None
    assert after is not None and after.delivered_at is not None
    assert (after.index, after.receipt_size) == (0, 1)


def test_both_ends_hold_the_same_tree(node: Node) -> None:
    for text in ("one", "two", "three"):
        node.send(text)
    node.work()
    node.partner.write()
    node.receive(node.partner.parcel())
    heads = channel_heads(seen_by=BROOKS).get("UA")
    assert heads is not None
    assert heads.sent.root == node.partner.held.frontier.root().hex()
    assert heads.received.root == node.partner.sent.frontier.root().hex()


def test_what_a_partner_sends_is_held_signed_for_and_handled(node: Node) -> None:
    node.partner.write(body={"text": "one"})
    message = node.partner.write(body={"text": "two"})
    receipt = node.receive(node.partner.parcel())
    assert node.partner.settle(receipt) == 2
    assert node.desk.taken == []
    node.work()
    assert node.desk.taken == ["one", "two"]
    assert Inbound.objects.filter(leaf_hash=message.leaf(), state="handled").exists()


def test_a_parcel_is_one_entry_of_the_record_and_so_is_its_delivery(node: Node) -> None:
    before = len(events())
    node.partner.write()
    node.partner.write()
    node.receive(node.partner.parcel())
    node.send("one")
    node.work()
    assert events()[before:].count("parcel.held") == 1
    assert events()[before:].count("parcel.delivered") == 1


def test_a_parcel_sent_twice_is_answered_with_the_stored_receipt_unopened(node: Node) -> None:
    node.partner.write()
    parcel = node.partner.parcel()
    first = node.receive(parcel)
    before = len(events())
    head, _ = split_parcel(parcel)
    recognised = recognise(head, own_code="US", at=node.now)
    again = hold(recognised, b"not even an age file", keys=node.keys, at=node.now)
    assert again == first
    assert (Inbound.objects.count(), len(events())) == (1, before)


def test_a_question_is_answered_with_the_state(node: Node) -> None:
    empty = node.receive(node.partner.question())
    node.partner.write()
    held = node.receive(node.partner.parcel())
    assert node.partner.settle(empty) == 0
    assert node.receive(node.partner.question()) == held


def test_urgent_messages_leave_first_but_after_the_earlier_ones_of_their_case(node: Node) -> None:
    node.send("slow")
    node.send("first of A", case="A")
    node.send("urgent of A", case="A", urgent=True)
    node.send("urgent", urgent=True)
    node.work()
    bodies = [message.body for message in node.partner.held.messages]
    texts = [body.decode().split('"')[3] for body in bodies]
    assert texts == ["first of A", "urgent of A", "urgent", "slow"]


def test_many_messages_go_in_parcels_of_at_most_256(node: Node) -> None:
    for number in range(300):
        node.send(str(number))
    done = node.work()
    assert done.delivered == 2
    assert [len(node.partner.held.messages), node.out.receipted_size] == [300, 300]
    assert list(ChannelHead.objects.order_by("size").values_list("size", flat=True)) == [256, 300]


def test_nothing_new_is_numbered_while_a_parcel_is_in_flight(node: Node) -> None:
    node.send("one")
    node.work()
    node.send("two")
    node.partner.lose_the_answer()
    node.work()
    node.send("three")
    node.partner.lose_the_answer()
    node.work()
    assert (node.out.size, node.out.receipted_size) == (2, 1)
    node.work()
    assert [m.leaf() for m in node.partner.held.messages] == [
        bytes(leaf)
        for leaf in Outbound.objects.order_by("index").values_list("leaf_hash", flat=True)
    ]


def test_a_resent_parcel_is_sealed_anew_but_carries_the_same_log(node: Node) -> None:
    node.send("one")
    node.work()
    node.partner.posts.clear()
    node.send("two")
    node.partner.lose_the_answer()
    node.work()
    node.work()
    parcels = node.partner.posts
    assert len(parcels) == 2
    assert split_parcel(parcels[0])[0] == split_parcel(parcels[1])[0]
    assert parcels[0] != parcels[1]


def test_a_message_needs_a_confirmed_link(unlinked: Node) -> None:
    with pytest.raises(LinkNotConfirmedError):
        unlinked.send("one")
    assert not is_linked("UA")


def test_a_message_that_does_not_fit_its_type_is_not_recorded(node: Node) -> None:
    with pytest.raises(MessageRefusedError) as refused:
        node.send(cast(str, 7))
    assert refused.value.fault is MessageFault.BODY_INVALID
    assert not Outbound.objects.exists()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"text": "x", "share": 0.5}, MessageFault.BODY_INVALID),
        ({"text": "x" * 2**20}, MessageFault.TOO_LARGE),
    ],
)
def test_a_body_that_could_not_travel_is_not_recorded(
    node: Node, body: dict[str, object], fault: MessageFault
) -> None:
    with pytest.raises(MessageRefusedError) as refused, transaction.atomic(durable=True):
        queue_message(NewMessage("test.note", body), to="UA", under=PERMISSION, at=node.now)
    assert refused.value.fault is fault


def test_only_the_worker_that_holds_the_lease_numbers(node: Node) -> None:
    node.send("one")
    assert node.work().delivered == 1
    node.send("two")
    assert number_waiting(node.out.pk, owner="somebody else") is Numbered.NOTHING
    sign_head(node.out.pk, keys=node.keys)
    assert node.out.heads.count() == 1


def test_what_two_workers_sign_is_one_head(node: Node) -> None:
    node.send("one")
    node.work()
    sign_head(node.out.pk, keys=node.keys)
    assert node.out.heads.count() == 1


def test_channels_that_are_whole_verify(node: Node) -> None:
    node.send("one")
    node.partner.write()
    node.receive(node.partner.parcel())
    node.work()
    reports = verify_channels()
    assert {report.direction for report in reports} == set(Direction)
    assert all(report.whole and report.whole_upto == report.size == 1 for report in reports)


def test_a_link_shows_what_waits_and_why(node: Node) -> None:
    node.send("one")
    node.partner.lose_the_answer()
    node.work()
    (link,) = links(seen_by=BROOKS)
    assert (link.waiting, link.failure) == (1, "partner_too_slow")
    node.work()
    (link,) = links(seen_by=BROOKS)
    assert (link.waiting, link.failure) == (0, "")
