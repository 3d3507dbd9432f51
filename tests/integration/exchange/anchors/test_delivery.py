"""Delivery over bad weeks: patience grows, urgent goes first, and nothing is lost or doubled."""

import json
from datetime import timedelta

from django.db import transaction

from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.services import suspend_link
from comity.kernel.patience import Patience
from tests.integration.exchange.conftest import ADMIN, Node


def texts(node: Node) -> list[str]:
    return [json.loads(message.body)["text"] for message in node.partner.held.messages]


def go_offline(node: Node) -> list[int]:
    """Let no parcel through; return the list that counts the attempts."""
    attempts: list[int] = []

    def unreachable(partner: str, parcel: bytes) -> bytes:
        attempts.append(len(parcel))
        raise TransportError(TransportFault.UNREACHABLE, partner=partner, cause="no route")

    vars(node.partner)["post_parcel"] = unreachable
    return attempts


def come_back(node: Node) -> None:
    del vars(node.partner)["post_parcel"]


def test_a_partner_offline_for_weeks_gets_everything_in_order(node: Node) -> None:
    attempts = go_offline(node)
    for day in range(21):
        node.send(f"day {day}", case="A")
        node.now += timedelta(days=1)
        node.work()
    assert len(attempts) == 21
    assert texts(node) == []
    come_back(node)
    node.restart()
    for _ in range(3):
        node.work()
    assert texts(node) == [f"day {day}" for day in range(21)]
    assert node.out.receipted_size == node.out.size == 21
    assert node.out.failure == ""


def test_between_two_attempts_the_courier_rests_longer_each_time(node: Node) -> None:
    attempts = go_offline(node)
    node.send("x")
    for _ in range(600):
        node.now += timedelta(seconds=1)
        node.courier.pass_once()
    # Ten minutes of a pass a second: a fixed pause would have tried hundreds of times.
    assert 8 < len(attempts) < 60


def test_no_two_workers_come_back_at_the_same_moment(node: Node) -> None:
    rests = set()
    for _ in range(20):
        patience = Patience(timedelta(seconds=60))
        for _loss in range(4):
            patience.lose(node.now)
        rests.add(patience.until - node.now)
    assert len(rests) > 10
    assert max(rests) <= timedelta(seconds=60)


def test_what_is_urgent_leaves_first_and_never_before_its_own_case(node: Node) -> None:
    for number in range(3):
        node.send(f"old {number}")
    node.send("first of A", case="A")
    node.send("urgent of A", case="A", urgent=True)
    node.send("urgent", urgent=True)
    node.work()
    sent = texts(node)
    assert sent[:3] == ["first of A", "urgent of A", "urgent"]
    assert sent[3:] == [f"old {number}" for number in range(3)]


def test_a_partner_whose_link_rests_is_not_called(node: Node) -> None:
    node.send("x")
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="For now.", officer=ADMIN, at=node.now)
    attempts = go_offline(node)
    node.work()
    assert attempts == []
