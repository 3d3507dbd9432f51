"""What a parcel costs does not grow with what the channel carried before, or with what waits.

Counted is what the database did, in its own instructions: a log of a million messages is gone
through in one go or not at all, and no clock of a test would tell.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from comity.exchange.services import (
    Numbered,
    lease,
    number_waiting,
    queue_messages,
)
from comity.exchange.terms import NewMessage
from tests.integration.exchange.conftest import PERMISSION, Node

pytestmark = pytest.mark.embedded

FEW, MANY = 3, 700
# What is read of a tree's branches, or of one more page of a table, may differ.
HARDLY_MORE = 1.3


@contextmanager
def instructions() -> Iterator[Callable[[], int]]:
    """Give what counts the instructions of the database until the block ends, by tens."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 10)
    try:
        yield lambda: counted
    finally:
        connection.connection.set_progress_handler(None, 10)


def leave(node: Node, count: int) -> None:
    """Let an act leave so many messages for the partner."""
    note = NewMessage("test.note", {"text": "one of many"})
    with transaction.atomic(durable=True):
        queue_messages([(note, PERMISSION)] * count, to="UA", at=node.now)


def deliver(node: Node) -> int:
    with instructions() as counted:
        assert node.work().delivered == 1
    return counted()


def test_delivering_costs_the_same_after_many_were_delivered(node: Node) -> None:
    leave(node, FEW)
    node.work()
    leave(node, FEW)
    first = deliver(node)
    leave(node, MANY)
    node.work()
    leave(node, FEW)
    assert deliver(node) < HARDLY_MORE * first


def test_numbering_costs_the_same_however_many_wait(node: Node) -> None:
    def number(waiting: int) -> int:
        leave(node, waiting)
        owner = node.courier.owner
        lease(node.out.pk, owner=owner, at=node.now)
        with instructions() as counted:
            assert number_waiting(node.out.pk, owner=owner) is Numbered.SOME
        node.work()
        return counted()

    first = number(300)
    assert number(5000) < HARDLY_MORE * first


def test_handling_costs_the_same_after_many_were_handled(node: Node) -> None:
    def come(count: int) -> int:
        for number in range(count):
            node.partner.write(body={"text": str(number)})
            if number % 200 == 199:
                node.partner.settle(node.receive(node.partner.parcel()))
        if count % 200:
            node.partner.settle(node.receive(node.partner.parcel()))
        with instructions() as counted:
            node.handle()
        return counted()

    come(FEW)
    first = come(FEW)
    come(MANY)
    assert come(FEW) < HARDLY_MORE * first
