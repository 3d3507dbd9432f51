"""Parked messages: each with its cause and its case, tried again alone or with all of one cause."""

import json

import pytest
from django.db import transaction

from comity.exchange.parked import ParkedAsked, causes, parked, parked_counts
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.services import retry_one_cause
from comity.exchange.terms import InboundState
from comity.interfaces.parked_causes import causes_file
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, BROOKS, Node


@pytest.fixture
def stuck(node: Node) -> Node:
    """Two cases set aside, a message behind one of them, one refused by name, one handled."""
    node.desk.failing |= {"bad", "worse"}
    for text, case in (("bad", "A"), ("later", "A"), ("worse", "B"), ("good", "C")):
        node.partner.write(body={"text": text}, case=case)
    node.partner.write("no.such", case="D")
    node.partner.settle(node.receive(node.partner.parcel()))
    node.handle()
    return node


def retried(node: Node, code: str = "not_today", *, partner: str = "") -> tuple[int, int]:
    with transaction.atomic(durable=True):
        return retry_one_cause(code, partner=partner, officer=ADMIN, at=node.now)


def test_each_is_told_with_its_cause_its_case_and_what_it_waits_behind(stuck: Node) -> None:
    found, more = parked(ParkedAsked(), seen_by=ADMIN)
    assert [(each.case, each.state, each.code) for each in found] == [
        ("A", InboundState.SET_ASIDE, "not_today"),
        ("A", InboundState.WAITING, "not_today"),
        ("B", InboundState.SET_ASIDE, "not_today"),
        ("D", InboundState.REFUSED, "message_type_unknown"),
    ]
    assert (found[1].behind, more) == (found[0].message_id, 0)
    assert {each.held_at for each in found} == {stuck.now}
    assert parked_counts(seen_by=ADMIN) == {
        InboundState.SET_ASIDE: 2,
        InboundState.WAITING: 1,
        InboundState.REFUSED: 1,
    }


@pytest.mark.parametrize(
    ("asked", "cases"),
    [
        (ParkedAsked(partner="UA"), "AABD"),
        (ParkedAsked(partner="FR"), ""),
        (ParkedAsked(state=InboundState.WAITING), "A"),
        (ParkedAsked(code="message_type_unknown"), "D"),
    ],
)
def test_a_filter_shows_what_was_asked_for(stuck: Node, asked: ParkedAsked, cases: str) -> None:
    found, _more = parked(asked, seen_by=ADMIN)
    assert "".join(each.case for each in found) == cases


def test_who_does_not_mend_or_check_sees_none(stuck: Node) -> None:
    for stranger in (ALVAREZ, BROOKS):
        assert parked(ParkedAsked(), seen_by=stranger) == ([], 0)
        assert parked_counts(seen_by=stranger) == {}
        assert causes(seen_by=stranger) == []


def test_all_of_one_cause_are_taken_up_again_with_what_waits_behind(stuck: Node) -> None:
    stuck.desk.failing.clear()
    assert retried(stuck) == (2, 0)
    stuck.handle()
    assert stuck.desk.taken == ["good", "bad", "later", "worse"]
    assert LedgerEntry.objects.filter(event="message.retried").count() == 2


def test_a_cause_nothing_is_set_aside_for_is_refused(stuck: Node) -> None:
    with pytest.raises(MessageRefusedError):
        retried(stuck, "unheard_of")
    with pytest.raises(MessageRefusedError):
        retried(stuck, partner="FR")
    with pytest.raises(NotAllowedError), transaction.atomic(durable=True):
        retry_one_cause("not_today", partner="", officer=ALVAREZ, at=stuck.now)


def test_the_causes_leave_the_house_without_anything_of_a_case(stuck: Node) -> None:
    told = causes_file(seen_by=ADMIN, at=stuck.now)
    (cause,) = json.loads(told)["causes"]
    assert (cause["code"], cause["type"], cause["count"]) == ("not_today", "test.note", 2)
    assert cause["facts"] == ["text"] and len(cause["messages"]) == 2
    # Neither a value of any fact nor a case reference is in it.
    assert "bad" not in told and "worse" not in told and '"A"' not in told
