"""Each bad parcel of the corpus at the real door: refused by its own name, and nothing changed."""

from collections.abc import Callable, Iterator

import pytest

from comity.exchange.epoch_terms import FORK_FOUND
from comity.exchange.models import Channel, ChannelHead, Inbound, Outbound, RefusedParcel
from comity.interfaces.peer.door import Door, make_application
from comity.ledger.models import LedgerEntry
from tests.hostile.case import Bad, distinct
from tests.hostile.heads import bad_heads
from tests.hostile.sealed import bad_sealed
from tests.integration.exchange.conftest import Node
from tests.integration.exchange.test_door import Answer, cut, knock
from tests.nodes.partner_simulator import PartnerSimulator

# A refusal is recorded, and of two histories that contradict each other both are kept.
REFUSALS = ("parcel.refused", FORK_FOUND.name)
Make = Callable[[PartnerSimulator], Iterator[Bad]]


def state() -> tuple[object, ...]:
    """Everything a parcel could change, besides the record of its own refusal."""
    channels = Channel.objects.order_by("pk").values_list("size", "frontier", "receipted_size")
    return (
        [(size, bytes(tree), done) for size, tree, done in channels],
        Inbound.objects.count(),
        Outbound.objects.count(),
        ChannelHead.objects.count(),
        LedgerEntry.objects.exclude(event__in=REFUSALS).count(),
    )


def refusals() -> int:
    """How often a refused parcel was recorded or counted."""
    return sum(RefusedParcel.objects.values_list("times", flat=True))


def wrong_with(case: Bad, answer: Answer, recorded: int) -> str:
    """What differs from how the case must be refused; empty when nothing does."""
    told = answer.problem()
    found = (told["code"], told["status"] < 500, recorded)
    expected = (case.code, True, int(case.recorded))
    return "" if found == expected else f"{case.name}: {found} instead of {expected}"


@pytest.fixture
def door(holding_one: Node) -> Iterator[Door]:
    made = make_application(holding_one.keys, "US", clock=lambda: holding_one.now)
    yield made
    # A session that nobody ends would keep the database from being taken away.
    made._threads.end()


@pytest.mark.parametrize("make", [bad_heads, bad_sealed])
def test_each_is_refused_by_its_own_name_and_changes_nothing(
    holding_one: Node, door: Door, make: Make
) -> None:
    node = holding_one
    before, wrong = state(), []
    for case in distinct(make(node.partner)):
        counted = refusals()
        answer = knock(door, "/parcels", cut(case.raw, 64 * 1024))
        wrong.append(wrong_with(case, answer, refusals() - counted))
        assert state() == before, case.name
    assert [each for each in wrong if each] == []
    # After all of them the honest parcel is taken.
    receipt = knock(door, "/parcels", cut(node.partner.parcel(), 64 * 1024))
    assert node.partner.settle(receipt.body) == 4
    node.handle()
    assert node.desk.taken == ["held", "two", "three", "four"]
