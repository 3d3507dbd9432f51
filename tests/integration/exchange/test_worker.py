"""The worker: what it does when partners fail, when it is killed, and when its node is set back."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.exchange import jobs
from comity.exchange.epoch_queries import forked_partners
from comity.exchange.jobs import exchange_once, run_worker
from comity.exchange.ladder.figures import partners_in_figures
from comity.exchange.models import Channel, ChannelHead, Outbound
from comity.exchange.parcel import split_parcel
from comity.exchange.refusals import HaltCause, ParcelFault
from comity.exchange.services import (
    hold,
    lease,
    next_parcel,
    number_waiting,
    queue_message,
    recognise,
    sign_head,
)
from comity.exchange.terms import NewMessage
from comity.exchange.transport import Piece, Transport
from comity.kernel.errors import Problem
from comity.ledger.models import LedgerEntry
from comity.node.health.looks import check_channels
from tests.integration.exchange.conftest import PERMISSION, Node, link_with
from tests.nodes.partner_simulator import PartnerSimulator


def texts(node: Node) -> list[str]:
    return [message.body.decode().split('"')[3] for message in node.partner.held.messages]


def health_says() -> tuple[str, str]:
    """Return what the health of the node says of its channels, and of whose."""
    check = check_channels(partners_in_figures(), forked_partners())
    return check.code, dict(check.facts).get("partner", "")


def failures(node: Node) -> tuple[tuple[str, str], ...]:
    return node.work().failures


def test_a_killed_worker_is_followed_by_another_once_its_lease_has_lapsed(node: Node) -> None:
    node.send("one")
    assert lease(node.out.pk, owner="dead", at=node.now)
    assert node.courier.pass_once().delivered == 0
    node.now += timedelta(seconds=6)
    assert node.courier.pass_once().delivered == 1


@pytest.mark.parametrize("ahead", [timedelta(minutes=2), timedelta(days=365)])
def test_a_lease_taken_by_a_clock_that_was_ahead_holds_nobody_back(
    node: Node, ahead: timedelta
) -> None:
    node.send("one")
    assert lease(node.out.pk, owner="dead", at=node.now + ahead)
    assert node.courier.pass_once().delivered == 1


def test_a_clock_set_back_keeps_no_partner_waiting_and_no_lease_for_ever(node: Node) -> None:
    node.now += timedelta(days=365)
    node.send("one")
    node.partner.lose_the_answer()
    assert failures(node) == (("UA", "partner_too_slow"),)
    node.now -= timedelta(days=365)
    assert node.courier.pass_once().delivered == 1
    assert node.out.leased_until is not None
    assert node.out.leased_until - node.now <= timedelta(minutes=1)


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_kill_between_any_two_steps_of_sending_loses_and_doubles_nothing(
    node: Node, steps: int
) -> None:
    node.send("one")
    node.work()
    node.send("two")
    if steps > 0:
        number_waiting(node.out.pk, owner=node.courier.owner)
    if steps > 1:
        sign_head(node.out.pk, keys=node.keys)
    if steps > 2:
        parcel = next_parcel(node.out.pk)
        assert parcel is not None
        node.partner.post_parcel("UA", parcel.raw)
    node.restart()
    node.work()
    assert texts(node) == ["one", "two"]
    assert node.out.receipted_size == 2 and node.out.heads.count() == 2


def test_a_kill_between_holding_and_signing_the_receipt_is_made_good(node: Node) -> None:
    node.partner.write()
    parcel = node.partner.parcel()
    node.receive(parcel)
    ChannelHead.objects.update(receipt=None, receipt_at=None)
    Channel.objects.update(receipted_size=0)
    assert node.partner.settle(node.receive(parcel)) == 1
    assert node.into.receipted_size == 1


def test_what_a_worker_does_besides_waits_a_moment_for_a_delivery(
    node: Node, own_keys: NodeKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes too: a delivery under way would wait for it with its parcel in hand."""
    monkeypatch.setattr(jobs, "A_DELIVERY_SECONDS", 30)  # no moment of a busy machine is too short
    node.send("one")
    stop, delivered = threading.Event(), []

    def besides(_way: Transport, _keys: NodeKeys, _at: datetime) -> None:
        delivered.append(Outbound.objects.filter(delivered_at__isnull=False).exists())
        stop.set()

    run_worker(own_keys, own_code="US", stop=stop, after_each=(besides,), transport=node.partner)
    assert delivered == [True]


def test_the_same_parcel_at_two_doors_at_once_is_held_once(node: Node) -> None:
    node.partner.write()
    head, sealed = split_parcel(node.partner.parcel())
    first, second = (recognise(head, own_code="US", at=node.now) for _ in range(2))
    receipts = {hold(known, sealed, keys=node.keys, at=node.now) for known in (first, second)}
    assert len(receipts) == 1 and node.into.size == 1


def test_a_partner_that_fails_is_left_alone_for_a_growing_while(node: Node) -> None:
    node.send("one")
    for _ in range(3):
        node.partner.lose_the_answer()
        assert failures(node) == (("UA", "partner_too_slow"),)
    posts = len(node.partner.posts)
    node.courier.pass_once()
    assert len(node.partner.posts) == posts
    assert node.work().delivered == 1


def test_a_new_process_asks_the_state_before_it_signs(node: Node) -> None:
    node.send("one")
    node.work()
    node.partner.posts.clear()
    node.restart()
    node.send("two")
    node.work()
    question, parcel = node.partner.posts
    assert split_parcel(question)[1] == b"" and split_parcel(parcel)[1]


def test_a_node_set_back_to_an_older_copy_signs_nothing_and_says_so(node: Node) -> None:
    node.send("one")
    node.work()
    with transaction.atomic():  # as if the copy were from before
        Outbound.objects.all().delete()
        ChannelHead.objects.all().delete()
        Channel.objects.update(size=0, receipted_size=0, frontier=bytes(8))
    node.restart()
    node.send("two")
    assert failures(node) == (("UA", HaltCause.OWN_TAIL_LOST),)
    node.send("three")
    assert node.work().failures == ()
    assert (node.out.halted, node.out.size) == (HaltCause.OWN_TAIL_LOST, 0)
    assert health_says() == ("health_channels_halted", "UA")
    assert LedgerEntry.objects.filter(event="channel.halted").count() == 1


def test_a_receipt_for_another_history_halts_the_channel_with_the_evidence(node: Node) -> None:
    node.send("one")
    node.work()
    assert health_says() == ("health_channels_good", "")
    node.send("two")
    other = type(node.partner)("UA", node.partner.node, keys=node.partner.keys)
    other.held.origin = node.partner.held.origin
    false = other.receipt(size=2)
    node.partner.answer_with(false)
    assert failures(node) == (("UA", HaltCause.FORKED),)
    assert bytes(node.out.halted_evidence or b"") == false
    assert health_says() == ("health_channels_forked", "UA")
    node.revoke("Its keys are in other hands.")
    assert health_says() == ("health_channels_good", "")


@pytest.mark.parametrize("covered", [0, 1])
def test_a_receipt_that_covers_less_delivers_only_that(node: Node, covered: int) -> None:
    node.send("one")
    node.work()
    node.send("two")
    node.partner.answer_with(node.partner.receipt(size=covered))
    assert failures(node) == (("UA", ParcelFault.RECEIPT_COVERS_LESS),)
    assert node.out.receipted_size == 1
    assert Outbound.objects.filter(delivered_at__isnull=True).count() == 1


def test_a_receipt_of_another_key_delivers_nothing(node: Node) -> None:
    node.send("one")
    node.work()
    node.send("two")
    stranger = NodeKeys.generate("UA").holder
    node.partner.answer_with(node.partner.receipt(holder=stranger))
    assert failures(node) == (("UA", ParcelFault.RECEIPT_SIGNATURE_WRONG),)
    node.partner.answer_with(b"thank you")
    assert failures(node) == (("UA", ParcelFault.RECEIPT_MALFORMED),)
    assert node.work().delivered == 1


def test_a_receipt_for_another_channel_delivers_nothing(node: Node) -> None:
    node.send("one")
    node.work()
    node.send("two")
    node.partner.held.origin, kept = node.partner.sent.origin, node.partner.held.origin
    other = node.partner.receipt(size=1)
    node.partner.held.origin = kept
    node.partner.answer_with(other)
    assert failures(node) == (("UA", ParcelFault.RECEIPT_OTHER_CHANNEL),)


def test_a_door_that_expects_an_earlier_message_is_served_from_there(node: Node) -> None:
    node.send("one")
    node.send("two")
    node.work()
    node.send("three")
    Channel.objects.filter(pk=node.out.pk).update(receipted_size=1)
    node.partner.held.messages.pop()
    node.partner.held.frontier = node.partner.held.frontier.__class__().append(
        node.partner.held.messages[0].leaf()
    )
    node.restart()
    node.work()
    assert texts(node) == ["one", "two", "three"]


def test_a_door_that_lost_what_it_had_signed_for_is_named_but_halts_nothing(node: Node) -> None:
    node.send("one")
    node.work()
    node.send("two")
    node.partner.answer_with(Problem("parcel_gap", facts=(("expected", "0"),)))
    assert failures(node) == (("UA", HaltCause.PARTNER_TAIL_LOST),)
    assert node.out.halted == "" and node.out.failure == HaltCause.PARTNER_TAIL_LOST
    node.partner.answer_with(Problem("parcel_gap", facts=(("expected", "x" * 40),)))
    assert failures(node) == (("UA", ParcelFault.RECEIPT_MALFORMED),)


@pytest.mark.parametrize("code", ["parcel_gap", "parcel_overlap"])
def test_a_door_that_names_the_size_it_expects_is_served_from_there_at_once(
    node: Node, code: str
) -> None:
    node.send("one")
    node.work()
    node.send("two")
    node.partner.posts.clear()
    node.partner.answer_with(Problem(code, facts=(("expected", "1"),)))
    assert node.work().delivered == 1
    assert len(node.partner.posts) == 2 and texts(node) == ["one", "two"]


def test_a_refusal_by_the_door_is_kept_under_its_own_name(node: Node) -> None:
    node.send("one")
    node.partner.answer_with(Problem("parcel_link_suspended", facts=(("sender", "US"),)))
    assert failures(node) == (("UA", "parcel_link_suspended"),)
    assert (node.out.failure, node.out.failure_facts) == ("parcel_link_suspended", {"sender": "US"})


def test_the_loop_works_until_it_is_stopped_and_outlives_faults(
    node: Node, caplog: pytest.LogCaptureFixture
) -> None:
    stop, seen = threading.Event(), []
    node.send("one")

    def after(transport: Transport, keys: NodeKeys, at: datetime) -> None:
        seen.append((transport is node.partner, keys is node.keys, at.tzinfo is UTC))
        if len(seen) == 2:
            stop.set()
        raise OSError("a step that fails")

    run_worker(
        node.keys,
        own_code="US",
        stop=stop,
        after_each=(after,),
        transport=node.partner,
        poll_seconds=0.0,
    )
    assert texts(node) == ["one"] and seen == [(True, True, True)] * 2
    assert "a step that fails" in caplog.text


class Roads:
    """UA's door does not answer until it is let go; KE's answers at once."""

    def __init__(self, ukraine: PartnerSimulator, kenya: PartnerSimulator) -> None:
        self.ukraine, self.kenya = ukraine, kenya
        self.let_go, self.kenya_has_it = threading.Event(), threading.Event()

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        if partner == "UA":
            self.let_go.wait(20)
            return self.ukraine.take(parcel)
        answer = self.kenya.take(parcel)
        if self.kenya.held.messages:
            self.kenya_has_it.set()
        return answer

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        raise AssertionError("no exhibit is offered in these tests")


def test_a_partner_that_hangs_delays_no_other(node: Node) -> None:
    roads = Roads(node.partner, PartnerSimulator("KE", node.partner.node))
    link_with(roads.kenya)
    for partner in ("UA", "KE"):
        with transaction.atomic(durable=True):
            note = NewMessage("test.note", {"text": "one"})
            queue_message(note, to=partner, under=PERMISSION, at=node.now)
    stop = threading.Event()
    how = {"own_code": "US", "stop": stop, "transport": roads, "poll_seconds": 0.01}
    worker = threading.Thread(target=run_worker, args=(node.keys,), kwargs=how)
    worker.start()
    assert roads.kenya_has_it.wait(10) and not node.partner.held.messages
    stop.set()
    roads.let_go.set()
    worker.join()
    assert texts(node) == ["one"]


def test_one_pass_is_enough_for_what_waits(node: Node) -> None:
    node.send("one")
    done = exchange_once(node.keys, own_code="US", at=node.now, transport=node.partner)
    assert (done.delivered, done.failures) == (1, ())
