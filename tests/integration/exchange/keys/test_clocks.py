"""Clocks that differ: nothing is refused, and no order follows from a wall clock."""

from datetime import timedelta

import pytest

from comity.exchange.envelope import read_envelope
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import Inbound
from comity.exchange.verification import verify_channels
from tests.integration.exchange.keys.conftest import Keeping
from tests.nodes.partner_simulator import AT

APART = [timedelta(minutes=-5), timedelta(minutes=5), timedelta(days=-1), timedelta(days=366)]


@pytest.mark.parametrize("apart", APART, ids=str)
def test_a_partner_whose_clock_is_off_is_heard_and_answered(
    keeping: Keeping, apart: timedelta
) -> None:
    node, partner = keeping.node, keeping.node.partner
    partner.write(recorded_at=AT + apart)
    partner.settle(node.receive(partner.parcel()))
    node.now = AT + apart
    node.send("answered")
    assert node.work().failures == ()
    node.handle()
    assert Inbound.objects.get().state == "handled"
    assert all(report.whole for report in verify_channels())


def test_order_is_the_logs_and_not_the_clocks(keeping: Keeping) -> None:
    node, partner = keeping.node, keeping.node.partner
    for step in (3, 1, 2):
        partner.write(body={"text": f"{step}"}, recorded_at=AT + timedelta(hours=step))
    partner.settle(node.receive(partner.parcel()))
    node.handle()
    assert node.desk.taken == ["3", "1", "2"]
    for text, back in (("a", 0), ("b", 60), ("c", 30)):
        node.now = AT - timedelta(minutes=back)
        node.send(text)
    node.work()
    stated = [read_envelope(message.envelope).recorded_at for message in partner.held.messages]
    assert stated != sorted(stated) and len(stated) == 3


def test_a_clock_set_back_in_the_overlap_ends_no_key_early_and_breaks_nothing(
    keeping: Keeping,
) -> None:
    keeping.turn(KeyRole.SENDER)
    keeping.tend()
    keeping.node.work()
    keeping.partner_learns()
    keeping.node.now -= timedelta(days=30)
    keeping.tend()
    assert keeping.told("key.ended") == []
    keeping.node.send("after")
    assert keeping.node.work().failures == ()
