"""Links: nothing is trusted before two officers have compared one number over both descriptors."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from comity.crypto.keys import NodeKeys
from comity.exchange.descriptor import read_descriptor
from comity.exchange.models import Channel, Link
from comity.exchange.queries import link, links
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services import (
    add_link,
    confirm_link,
    descriptor_of,
    own_descriptor,
    publish_descriptor,
    resume_link,
    revoke_link,
    sealing_key_of,
    suspend_link,
)
from comity.exchange.terms import LinkState
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, BROOKS, Node
from tests.nodes.partner_simulator import AT, descriptor_for

NOBODY = Viewer(9, "Nobody", "CBP", frozenset())


def propose(node: Node, officer: Viewer = BROOKS) -> Link:
    with transaction.atomic(durable=True):
        return add_link(node.partner.descriptor, officer=officer, at=AT)


def confirm(number: str, officer: Viewer) -> Link:
    with transaction.atomic(durable=True):
        return confirm_link("UA", number=number, officer=officer, at=AT)


def test_two_officers_make_a_link_live_and_open_both_channels(unlinked: Node) -> None:
    number = propose(unlinked).number
    assert confirm(number, BROOKS).state == LinkState.HALF_CONFIRMED
    assert not Channel.objects.exists()
    assert confirm(number.replace(" ", ""), ADMIN).state == LinkState.CONFIRMED
    assert {channel.direction for channel in Channel.objects.all()} == {"in", "out"}
    recorded = LedgerEntry.objects.order_by("index").values_list("event", flat=True)
    assert list(recorded)[-3:] == ["link.proposed", "link.confirmed", "link.confirmed"]


def test_one_officer_alone_cannot(unlinked: Node) -> None:
    number = propose(unlinked).number
    confirm(number, BROOKS)
    with pytest.raises(LinkRefusedError) as refused:
        confirm(number, BROOKS)
    assert refused.value.fault is LinkFault.SAME_OFFICER


def test_a_deputy_is_no_second_officer(unlinked: Node) -> None:
    number = propose(unlinked).number
    confirm(number, BROOKS)
    deputy = replace(ADMIN, roles=BROOKS.roles, stands_for=BROOKS.officer_id)
    with pytest.raises(LinkRefusedError) as refused:
        confirm(number, deputy)
    assert refused.value.fault is LinkFault.SAME_OFFICER


def test_a_number_that_differs_confirms_nothing(unlinked: Node) -> None:
    number = propose(unlinked).number
    other = f"{(int(number[0]) + 1) % 10}{number[1:]}"
    with pytest.raises(LinkRefusedError) as refused:
        confirm(other, BROOKS)
    assert refused.value.fault is LinkFault.NUMBER_DIFFERS
    assert Link.objects.get().state == LinkState.PROPOSED


def test_another_descriptor_starts_the_comparing_over(unlinked: Node) -> None:
    number = propose(unlinked).number
    confirm(number, BROOKS)
    unlinked.partner.descriptor = descriptor_for(NodeKeys.generate("UA"), "UA")
    renewed = propose(unlinked)
    assert renewed.state == LinkState.PROPOSED and renewed.number != number
    with pytest.raises(LinkRefusedError):
        confirm(number, ADMIN)


def test_a_live_link_is_not_replaced_by_a_file(node: Node) -> None:
    node.partner.descriptor = descriptor_for(NodeKeys.generate("UA"), "UA")
    with pytest.raises(LinkRefusedError) as refused:
        propose(node)
    assert refused.value.fault is LinkFault.STATE_FORBIDS


def test_linking_is_for_named_offices(unlinked: Node) -> None:
    with pytest.raises(NotAllowedError):
        propose(unlinked, ALVAREZ)
    number = propose(unlinked).number
    with pytest.raises(NotAllowedError):
        confirm(number, ALVAREZ)


def test_a_node_does_not_link_to_itself(unlinked: Node, own_raw: bytes) -> None:
    unlinked.partner.descriptor = own_raw
    with pytest.raises(LinkRefusedError) as refused:
        propose(unlinked)
    assert refused.value.fault is LinkFault.OWN_DESCRIPTOR


def test_the_newest_own_descriptor_counts(unlinked: Node, own_keys: NodeKeys) -> None:
    newer = descriptor_for(own_keys, "US", address="https://us.example:8443")
    with transaction.atomic(durable=True):
        publish_descriptor(newer, at=AT)
    assert own_descriptor() == newer


@pytest.mark.django_db(transaction=True)
def test_without_an_own_descriptor_there_is_nothing_to_compare() -> None:
    with pytest.raises(LinkRefusedError) as refused:
        own_descriptor()
    assert refused.value.fault is LinkFault.OWN_DESCRIPTOR_MISSING


def test_links_move_only_as_told(node: Node) -> None:
    revoke = partial(revoke_link, signed_in_afresh_at=AT)

    def state_after(act: Callable[..., Link]) -> str:
        with transaction.atomic(durable=True):
            return act("UA", reason="because", officer=ADMIN, at=AT).state

    with pytest.raises(LinkRefusedError):
        state_after(resume_link)
    assert state_after(suspend_link) == LinkState.SUSPENDED
    assert state_after(resume_link) == LinkState.CONFIRMED
    assert state_after(revoke) == LinkState.REVOKED
    with pytest.raises(LinkRefusedError):
        state_after(resume_link)
    with pytest.raises(LinkRefusedError), transaction.atomic(durable=True):
        suspend_link("KE", reason="because", officer=ADMIN, at=AT)


def test_the_database_knows_that_two_must_confirm(node: Node) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.update(confirmer=BROOKS.officer_id)


def test_an_officer_without_an_office_sees_no_link(node: Node) -> None:
    assert links(seen_by=NOBODY) == [] and link("UA", seen_by=NOBODY) is None
    (seen,) = links(seen_by=ALVAREZ)
    assert seen.confirmed_by == ("T. Brooks", "N. Admin")
    assert seen == link("UA", seen_by=ALVAREZ)


def test_only_a_live_link_has_a_pinned_descriptor(node: Node) -> None:
    assert descriptor_of("UA") == read_descriptor(node.partner.descriptor)
    assert sealing_key_of("UA") == node.partner.keys.sealing.public()
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="because", officer=ADMIN, at=AT)
    for look in (descriptor_of, sealing_key_of):
        with pytest.raises(LinkRefusedError):
            look("UA")
