"""Re-keying: new descriptors over a revoked link, compared by two; what was receipted stands."""

from dataclasses import replace

import pytest
from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.exchange.channel import Origin
from comity.exchange.descriptor import (
    DescriptorDraft,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.key_terms import KeyRole
from comity.exchange.link_number import link_id
from comity.exchange.models import Channel, Link
from comity.exchange.refusals import (
    LinkFault,
    LinkNotConfirmedError,
    LinkRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services import add_link, confirm_link, revoke_link
from comity.exchange.terms import Direction
from comity.exchange.verification import verify_channels
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer
from tests.integration.exchange.conftest import ADMIN, BROOKS
from tests.integration.exchange.keys.conftest import Keeping
from tests.nodes.partner_simulator import AT, Log, PartnerSimulator, certificate


def renewed(partner: PartnerSimulator, *, first_epoch: int = 2) -> PartnerSimulator:
    """The partner with new keys, as if its machine had been set up anew."""
    keys, (pem, _) = NodeKeys.generate("UA"), certificate("127.0.0.1")
    draft = DescriptorDraft(
        "UA", "Customs of UA", (("HQ", "Head Office"),), "https://127.0.0.1:1", pem
    )
    raw = make_own_descriptor(keys, replace(draft, first_epoch=first_epoch), at=AT)
    new = PartnerSimulator("UA", partner.node, keys=keys)
    new.descriptor = raw
    link = link_id(partner.node, read_descriptor(raw))
    new.sent = Log(Origin(link, "UA", "US", first_epoch))
    new.held = Log(Origin(link, "US", "UA", first_epoch))
    return new


def revoke(keeping: Keeping) -> None:
    with transaction.atomic(durable=True):
        revoke_link(
            "UA",
            reason="their machine was taken",
            officer=BROOKS,
            signed_in_afresh_at=keeping.node.now,
            at=keeping.node.now,
        )


def propose(keeping: Keeping, partner: PartnerSimulator) -> Link:
    with transaction.atomic(durable=True):
        return add_link(partner.descriptor, officer=BROOKS, at=keeping.node.now)


def compare(keeping: Keeping, link: Link, *officers: Viewer) -> None:
    for officer in officers:
        with transaction.atomic(durable=True):
            confirm_link("UA", number=link.number, officer=officer, at=keeping.node.now)


@pytest.fixture
def used(keeping: Keeping) -> Keeping:
    """A link over which both sides have receipted something, and one message is in flight."""
    node, partner = keeping.node, keeping.node.partner
    partner.write()
    partner.settle(node.receive(partner.parcel()))
    node.send("receipted")
    node.work()
    node.send("in flight")
    partner.bends.append(lambda _answer: b"")
    node.work()
    return keeping


def test_a_re_keyed_link_carries_again_and_old_receipts_stand(used: Keeping) -> None:
    node, old = used.node, used.node.partner
    revoke(used)
    new = renewed(old)
    link = propose(used, new)
    assert link.number != ""
    with pytest.raises(LinkNotConfirmedError):
        node.send("not yet")
    compare(used, link, BROOKS, ADMIN)
    node.partner = node.courier.transport = new
    node.courier = type(node.courier)(used.ring.keys(), new, clock=lambda: node.now)
    node.send("after")
    node.work()
    bodies = [message.body for message in new.held.messages]
    assert len(bodies) == 2 and b"in flight" in bodies[0]
    new.write()
    new.settle(node.receive(new.parcel()))
    assert all(report.whole for report in verify_channels())


def test_nothing_signed_by_the_old_keys_is_taken_after_re_keying(used: Keeping) -> None:
    old = used.node.partner
    revoke(used)
    link = propose(used, renewed(old))
    compare(used, link, BROOKS, ADMIN)
    old.write()
    with pytest.raises(ParcelRefusedError) as refused:
        used.node.receive(old.parcel())
    assert refused.value.fault is ParcelFault.KEY_ENDED
    assert Channel.objects.filter(direction=Direction.IN).count() == 2


def test_one_officer_does_not_re_key(used: Keeping) -> None:
    revoke(used)
    link = propose(used, renewed(used.node.partner))
    compare(used, link, BROOKS)
    with pytest.raises(LinkRefusedError) as refused:
        compare(used, link, BROOKS)
    assert refused.value.fault is LinkFault.SAME_OFFICER


def test_the_descriptors_that_were_revoked_do_not_come_back(used: Keeping) -> None:
    revoke(used)
    with pytest.raises(LinkRefusedError) as refused:
        propose(used, used.node.partner)
    assert refused.value.fault is LinkFault.DESCRIPTORS_UNCHANGED


def test_no_origin_comes_twice(used: Keeping) -> None:
    """A partner that begins at the first epoch waits until our new descriptor names a later one."""
    revoke(used)
    new = renewed(used.node.partner, first_epoch=1)
    with pytest.raises(LinkRefusedError) as refused:
        propose(used, new)
    assert refused.value.fault is LinkFault.EPOCH_USED
    used.turn(KeyRole.SEALING)
    used.tend()
    link = propose(used, new)
    compare(used, link, BROOKS, ADMIN)
    assert set(Channel.objects.values_list("epoch", flat=True)) == {1, 2}


def test_revocation_and_re_keying_stand_in_the_record(used: Keeping) -> None:
    revoke(used)
    compare(used, propose(used, renewed(used.node.partner)), BROOKS, ADMIN)
    events = list(
        LedgerEntry.objects.filter(event__startswith="link.")
        .order_by("index")
        .values_list("event", flat=True)
    )
    again = ["link.proposed", "link.confirmed", "link.confirmed"]
    assert events == [*again, "link.revoked", *again]
