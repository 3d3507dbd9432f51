"""Whether openings are told on a link: who decides it, and how both ends come to know."""

import json

import pytest
from django.db import transaction

from comity.exchange.models import Inbound, Link, Outbound
from comity.exchange.openings_queries import (
    OpeningsView,
    openings_of,
    partners_silent_on_openings,
    tells_openings,
)
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services import suspend_link
from comity.exchange.services.openings import set_openings
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, BROOKS
from tests.integration.exchange.keys.conftest import Keeping, keeping

__all__ = ["keeping"]


def decide(keeping: Keeping, *, told: bool, officer: Viewer = BROOKS) -> None:
    with transaction.atomic(durable=True):
        set_openings("UA", told=told, officer=officer, at=keeping.node.now)


def hear(keeping: Keeping, *, told: object) -> str:
    partner = keeping.node.partner
    partner.write("link.openings", {"told": told}, under=None)
    partner.settle(keeping.node.receive(partner.parcel()))
    keeping.node.handle()
    row = Inbound.objects.order_by("index").last()
    assert row is not None
    return row.cause or row.state


def recorded(event: str) -> list[str]:
    rows = LedgerEntry.objects.filter(event=event).order_by("index")
    return [json.loads(bytes(row.body))["fields"]["openings_told"] for row in rows]


def test_openings_are_told_unless_somebody_decides_otherwise(keeping: Keeping) -> None:
    assert tells_openings("UA")
    assert partners_silent_on_openings() == frozenset()
    assert openings_of("UA", seen_by=BROOKS) == OpeningsView(tells=True, told=True)


def test_the_decision_is_recorded_and_the_partner_is_told_it_once(keeping: Keeping) -> None:
    decide(keeping, told=False)
    decide(keeping, told=False)
    keeping.node.work()
    assert keeping.told("link.openings") == [{"told": False}]
    assert not tells_openings("UA")
    decide(keeping, told=True, officer=ADMIN)
    keeping.node.work()
    assert keeping.told("link.openings") == [{"told": False}, {"told": True}]
    assert recorded("link.openings_set") == ["no", "yes"]
    assert tells_openings("UA")


def test_what_the_partner_says_last_is_what_stands(keeping: Keeping) -> None:
    assert [hear(keeping, told=told) for told in (False, True, False)] == ["handled"] * 3
    assert partners_silent_on_openings() == {"UA"}
    assert recorded("link.openings_held") == ["no", "yes", "no"]
    # What the partner says is no decision of ours.
    assert openings_of("UA", seen_by=BROOKS) == OpeningsView(tells=True, told=False)


def test_a_word_that_changes_nothing_is_not_recorded(keeping: Keeping) -> None:
    assert [hear(keeping, told=told) for told in (True, False, False)] == ["handled"] * 3
    assert recorded("link.openings_held") == ["no"]


@pytest.mark.parametrize("told", ["no", 0, None])
def test_what_is_neither_yes_nor_no_is_refused_by_name(keeping: Keeping, told: object) -> None:
    assert hear(keeping, told=told) == "message_body_invalid"
    assert partners_silent_on_openings() == frozenset()


def test_who_carries_no_such_office_decides_nothing_and_sees_nothing(keeping: Keeping) -> None:
    with pytest.raises(NotAllowedError):
        decide(keeping, told=False, officer=ALVAREZ)
    assert openings_of("UA", seen_by=ALVAREZ) is None
    assert openings_of("BR", seen_by=BROOKS) is None
    assert tells_openings("UA")


def test_a_link_that_carries_nothing_is_not_decided_on(keeping: Keeping) -> None:
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="audit", officer=BROOKS, at=keeping.node.now)
    with pytest.raises(LinkRefusedError) as refused:
        decide(keeping, told=False)
    assert refused.value.code == LinkFault.STATE_FORBIDS.value
    assert Link.objects.get().tells_openings
    assert not Outbound.objects.filter(type="link.openings").exists()
