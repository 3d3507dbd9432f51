"""A whole node and a partner over a bad road, with the node killed between its steps."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from comity.exchange.models import Channel, ChannelHead, Inbound, Outbound
from comity.exchange.parcel import split_parcel
from comity.exchange.refusals import ParcelRefusedError
from comity.exchange.services import hold, lease, number_waiting, recognise, sign_head
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import Node


class Journey:
    """Random acts of the node, its partner and the road; `seed` makes them repeatable."""

    def __init__(self, node: Node, seed: int) -> None:
        self.node = node
        self.chance = random.Random(seed)
        self.road: list[bytes] = []
        self.written: list[str] = []
        self.sent: list[str] = []

    def acts(self) -> list[Callable[[], None]]:
        return [
            self.node_writes,
            self.node_works,
            self.answer_is_lost,
            self.node_is_killed_while_sending,
            self.partner_writes,
            self.partner_posts,
            self.road_delivers,
            self.road_delivers,
            self.road_damages,
            self.node_is_killed_while_holding,
        ]

    def node_writes(self) -> None:
        self.sent.append(f"s{len(self.sent)}")
        urgent = self.chance.random() < 0.2
        self.node.send(self.sent[-1], case=self.chance.choice("AB"), urgent=urgent)

    def node_works(self) -> None:
        self.node.work()

    def answer_is_lost(self) -> None:
        self.node.partner.lose_the_answer()
        self.node.work()

    def node_is_killed_while_sending(self) -> None:
        """Killed after any number of its steps; another process begins without its memory."""
        self.node.now += timedelta(minutes=1)
        channel = self.node.out.pk
        if Outbound.objects.filter(index__isnull=False).exists():
            lease(channel, owner="dead", at=self.node.now)
            steps = self.chance.randrange(3)
            if steps > 0:
                number_waiting(channel, owner="dead")
            if steps > 1:
                sign_head(channel, keys=self.node.keys)
        self.node.restart()

    def partner_writes(self) -> None:
        partner = self.node.partner
        if partner.sent.receipted == len(partner.sent.messages):
            for _ in range(self.chance.randrange(1, 4)):
                self.written.append(f"w{len(self.written)}")
                partner.write(body={"text": self.written[-1]}, case=self.chance.choice("AB"))

    def partner_posts(self) -> None:
        partner = self.node.partner
        whole = partner.sent.receipted == len(partner.sent.messages)
        self.road.append(partner.question() if whole else partner.parcel())

    def road_delivers(self) -> None:
        if self.road:
            raw = self.chance.choice(self.road)
            try:
                receipt = self.node.receive(raw)
            except ParcelRefusedError:
                return
            if self.chance.random() < 0.5:
                self.node.partner.settle(receipt)

    def road_damages(self) -> None:
        if self.road:
            raw = bytearray(self.chance.choice(self.road))
            raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
            before = self.node.into.size
            try:
                self.node.receive(bytes(raw))
            except ParcelRefusedError:
                assert self.node.into.size == before

    def node_is_killed_while_holding(self) -> None:
        """Killed after the messages are committed and before the receipt is signed."""
        if self.road:
            head, sealed = split_parcel(self.chance.choice(self.road))
            try:
                known = recognise(head, own_code="US", at=self.node.now)
                hold(known, sealed, keys=self.node.keys, at=self.node.now)
            except ParcelRefusedError:
                return
            size = self.node.into.size
            ChannelHead.objects.filter(channel=known.channel, size=size).update(
                receipt=None, receipt_at=None
            )
            kept = ChannelHead.objects.filter(channel=known.channel, receipt__isnull=False)
            covered = max(kept.values_list("size", flat=True), default=0)
            Channel.objects.filter(pk=self.node.into.pk).update(receipted_size=covered)

    def comes_to_rest(self) -> None:
        """The road is good again."""
        partner = self.node.partner
        partner.bends.clear()
        for _ in range(4):
            self.node.work()
            if partner.sent.receipted < len(partner.sent.messages):
                partner.settle(self.node.receive(partner.parcel()))
        self.node.handle()


@pytest.mark.parametrize("seed", range(4))
def test_everything_takes_effect_once_on_both_sides_whatever_the_road_does(
    node: Node, seed: int
) -> None:
    journey = Journey(node, seed)
    for _ in range(120):
        journey.chance.choice(journey.acts())()
    journey.comes_to_rest()
    partner = node.partner
    assert node.desk.taken == journey.written
    assert LedgerEntry.objects.filter(event="test.noted").count() == len(journey.written)
    texts = sorted(m.body.decode().split('"')[3] for m in partner.held.messages)
    assert texts == sorted(journey.sent) and node.out.receipted_size == len(texts)
    assert node.out.frontier == partner.held.frontier.to_bytes()
    assert node.into.frontier == partner.sent.frontier.to_bytes()
    assert Inbound.objects.exclude(state="handled").count() == 0
    assert all(report.whole for report in verify_channels())
