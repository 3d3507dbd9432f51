"""Bad receipts settle nothing: what is not covered by an honest one is not delivered."""

import pytest

from comity.exchange.models import Channel, ChannelHead, Outbound
from comity.exchange.refusals import ChannelHaltedError, ParcelRefusedError
from comity.exchange.services import settle_receipt
from comity.ledger.models import LedgerEntry
from tests.hostile.case import distinct
from tests.hostile.receipts import bad_receipts, lying_receipts
from tests.integration.exchange.conftest import Node
from tests.nodes.partner_simulator import PartnerSimulator


def sent_three(node: Node) -> PartnerSimulator:
    """The partner holds three messages, and its answer to the parcel was lost."""
    for text in ("one", "two", "three"):
        node.send(text)
    node.partner.bends.append(lambda to_the_question: to_the_question)
    node.partner.lose_the_answer()
    node.work()
    assert len(node.partner.held.messages) == 3
    return node.partner


def state() -> tuple[object, ...]:
    return (
        list(Channel.objects.order_by("pk").values_list("size", "receipted_size", "halted")),
        Outbound.objects.filter(delivered_at__isnull=False).count(),
        ChannelHead.objects.filter(receipt__isnull=False).count(),
        LedgerEntry.objects.count(),
    )


def test_each_is_refused_by_its_own_name_and_settles_nothing(attacked: Node) -> None:
    partner = sent_three(attacked)
    before, wrong = state(), []
    for case in distinct(bad_receipts(partner)):
        with pytest.raises(ParcelRefusedError) as refused:
            settle_receipt(attacked.out.pk, case.raw, at=attacked.now)
        if refused.value.code != case.code:
            wrong.append(f"{case.name}: {refused.value.code} instead of {case.code}")
        assert state() == before, case.name
    assert wrong == []
    # The honest one still counts.
    assert settle_receipt(attacked.out.pk, partner.receipt(), at=attacked.now).size == 3
    assert Outbound.objects.filter(delivered_at__isnull=False).count() == 3


@pytest.mark.parametrize("place", range(7))
def test_a_receipt_for_what_was_never_sent_halts_and_is_kept(attacked: Node, place: int) -> None:
    attacked.send("one")
    attacked.send("two")
    attacked.work()
    case = distinct(lying_receipts(attacked.partner))[place]
    before = state()[1:3]
    with pytest.raises(ChannelHaltedError) as halted:
        settle_receipt(attacked.out.pk, case.raw, at=attacked.now)
    assert halted.value.code == case.code == attacked.out.halted
    assert bytes(attacked.out.halted_evidence or b"") == case.raw
    assert state()[1:3] == before
    assert attacked.partner.held.messages and attacked.work().failures == ()
