"""One real node with the corpus's keys, linked to a partner who misuses valid ones."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from comity.exchange import wiring
from comity.exchange.services import publish_descriptor
from comity.exchange.terms import MessageKind
from tests.hostile.world import keys_of, loaded_partner, own_raw, partner
from tests.integration.exchange.conftest import SCHEMA, Desk, Node, link_with
from tests.nodes.partner_simulator import AT


@pytest.fixture
def attacked(transactional_db: None) -> Iterator[Node]:
    """A node that holds nothing yet."""
    desk = Desk()
    wiring.register([MessageKind("test.note", 1, SCHEMA, desk.take)])
    with transaction.atomic(durable=True):
        publish_descriptor(own_raw(), at=AT)
    node = Node(keys_of("US"), partner(), desk)
    link_with(node.partner)
    yield node
    wiring.register([])


@pytest.fixture
def holding_one(attacked: Node) -> Node:
    """A node that holds one message and is about to be sent three more."""
    attacked.partner = loaded_partner()
    ours = attacked.partner
    ours.sent.receipted = 0
    attacked.receive(ours.parcel(head=ours.head(size=1), messages=tuple(ours.sent.messages[:1])))
    ours.sent.receipted = 1
    attacked.restart()
    return attacked
