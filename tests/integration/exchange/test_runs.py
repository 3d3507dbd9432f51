"""Messages of one kind are taken together, and one by one as soon as anything is wrong with one."""

from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.db import connection

from comity.exchange import wiring
from comity.exchange.models import Channel, Inbound
from comity.exchange.services.handling import MOST_IN_RUN, handle_slice
from comity.exchange.terms import MessageKind, Received
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import SCHEMA, Desk, Node

pytestmark = pytest.mark.django_db(transaction=True)


class Shelf:
    """Takes several at a time, and notes how many came together."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.together: list[int] = []

    def take_many(self, received: Sequence[Received]) -> None:
        for each in received:
            self.desk.take(each)
        self.together.append(len(received))


@pytest.fixture
def shelf(node: Node) -> Shelf:
    shelf = Shelf(node.desk)
    wiring.register(
        [
            MessageKind("test.note", 1, SCHEMA, node.desk.take, shelf.take_many),
            MessageKind("test.other", 1, SCHEMA, node.desk.take),
        ]
    )
    return shelf


def receive(node: Node) -> None:
    node.partner.settle(node.receive(node.partner.parcel()))
    node.handle()


def taken() -> list[int]:
    """What took effect, by the record: what was rolled back is not in it."""
    handled = Inbound.objects.filter(state="handled")
    return list(handled.order_by("index").values_list("index", flat=True))


def test_neighbours_of_one_kind_are_taken_together(node: Node, shelf: Shelf) -> None:
    for number in range(5):
        node.partner.write(body={"text": str(number)}, case=f"C{number}")
    receive(node)
    assert shelf.together == [5]
    assert taken() == [0, 1, 2, 3, 4]
    assert LedgerEntry.objects.filter(event="test.noted").count() == 5


def test_another_kind_between_them_parts_them_and_order_stays(node: Node, shelf: Shelf) -> None:
    for number, kind in enumerate(("note", "note", "other", "note", "note", "note")):
        node.partner.write(type_=f"test.{kind}", body={"text": str(number)})
    receive(node)
    assert shelf.together == [2, 3]
    assert node.desk.taken == ["0", "1", "2", "3", "4", "5"]


def test_one_that_fails_is_set_aside_and_the_others_take_effect_once(
    node: Node, shelf: Shelf
) -> None:
    node.desk.failing.add("bad")
    for text, case in (("1", "A"), ("2", "B"), ("bad", "B"), ("3", "A"), ("4", "B")):
        node.partner.write(body={"text": text}, case=case)
    receive(node)
    states = list(Inbound.objects.order_by("index").values_list("state", flat=True))
    assert states == ["handled", "handled", "set_aside", "handled", "waiting"]
    assert LedgerEntry.objects.filter(event="test.noted").count() == 3


def test_one_that_is_refused_by_name_leaves_the_others_their_effect(
    node: Node, shelf: Shelf
) -> None:
    for body in ({"text": "1"}, {"text": 7}, {"text": "2"}):
        node.partner.write(body=body)
    receive(node)
    states = list(Inbound.objects.order_by("index").values_list("state", flat=True))
    assert states == ["handled", "refused", "handled"]
    assert LedgerEntry.objects.filter(event="test.noted").count() == 2


def test_an_id_that_came_twice_takes_effect_once_within_a_run_too(node: Node, shelf: Shelf) -> None:
    message = str(uuid4())
    for text in ("first", "again"):
        node.partner.write(body={"text": text}, message_id=message)
    node.partner.write(body={"text": "next"})
    receive(node)
    states = list(Inbound.objects.order_by("index").values_list("state", flat=True))
    assert states == ["handled", "refused", "handled"]
    assert node.desk.taken == ["first", "next"]


def test_a_slice_ends_after_a_run_once_somebody_waits_to_write(
    node: Node, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MOST_IN_RUN * 2):
        node.partner.write(body={"text": str(number)})
    node.partner.settle(node.receive(node.partner.parcel()))
    monkeypatch.setattr(connection, "is_waited_for", lambda: True, raising=False)
    (log,) = Channel.objects.filter(direction="in")
    came_to = handle_slice(log.pk, at=node.now, more=lambda: True)
    assert (came_to.handled, shelf.together) == (MOST_IN_RUN, [MOST_IN_RUN])
    node.handle()
    assert taken() == list(range(MOST_IN_RUN * 2))
    assert LedgerEntry.objects.filter(event="test.noted").count() == MOST_IN_RUN * 2
