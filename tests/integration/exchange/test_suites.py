"""A suite is retired by day: from then on nothing is signed, taken or linked under it alone."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from comity.exchange import suites
from comity.exchange.models import Inbound, Link, Outbound
from comity.exchange.refusals import (
    LinkFault,
    LinkRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.services import add_link
from comity.exchange.suites import Suite, suite_for
from tests.integration.exchange.conftest import BROOKS, Node

DUMMY = "dummy/0"
LAST_DAY = date(2026, 11, 22)


def now_there_are(changed: pytest.MonkeyPatch, *known: Suite) -> None:
    changed.setattr(suites, "SUITES", known)


def test_the_first_suite_both_name_is_used_until_its_last_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = Suite(DUMMY, "a dummy", LAST_DAY), Suite("comity/1", "what there is")
    now_there_are(monkeypatch, old, new)
    both = (DUMMY, "comity/1")
    assert suite_for(both, both, on=LAST_DAY) is old
    assert suite_for(both, both, on=date(2026, 11, 23)) is new
    # What only one of the two names, or nobody here knows, is not used.
    assert suite_for(both, ("comity/1", "other/9"), on=LAST_DAY) is new
    with pytest.raises(LinkRefusedError) as refused:
        suite_for((DUMMY,), both, on=date(2026, 11, 23))
    assert refused.value.fault is LinkFault.SUITE_RETIRED
    assert dict(refused.value.facts) == {"suites": DUMMY, "on": "2026-11-23"}


def test_a_retired_suite_carries_nothing_in_either_direction(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    node.send("before")
    assert node.work().failures == ()
    node.partner.write(body={"text": "before"})
    node.partner.settle(node.receive(node.partner.parcel()))
    now_there_are(monkeypatch, Suite("comity/1", "what there is", LAST_DAY))
    node.now = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    node.partner.write(body={"text": "on the last day"})
    node.partner.settle(node.receive(node.partner.parcel()))
    node.now = datetime(2026, 11, 23, 0, 1, tzinfo=UTC)
    node.partner.write(body={"text": "after"})
    with pytest.raises(ParcelRefusedError) as refused:
        node.receive(node.partner.parcel())
    assert refused.value.fault is ParcelFault.SUITE_RETIRED
    assert Inbound.objects.count() == 2
    node.send("after")
    assert node.work().failures == (("UA", LinkFault.SUITE_RETIRED.value),)
    assert Outbound.objects.filter(index__isnull=True).count() == 1
    # With a suite that holds, everything goes on where it stood.
    now_there_are(monkeypatch, Suite("comity/1", "what there is"))
    assert node.work().failures == ()
    node.partner.settle(node.receive(node.partner.parcel()))
    assert Inbound.objects.count() == 3
    assert not Outbound.objects.filter(delivered_at__isnull=True).exists()


def test_no_link_is_made_under_retired_suites_alone(
    unlinked: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_there_are(monkeypatch, Suite("comity/1", "what there is", date(2026, 11, 20)))
    with pytest.raises(LinkRefusedError) as refused, transaction.atomic(durable=True):
        add_link(unlinked.partner.descriptor, officer=BROOKS, at=unlinked.now)
    assert refused.value.fault is LinkFault.SUITE_RETIRED
    assert not Link.objects.exists()
