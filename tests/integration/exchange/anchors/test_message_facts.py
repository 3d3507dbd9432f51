"""What is known of a message: each fact apart, signed by whoever can know it."""

from uuid import uuid4

import pytest

from comity.exchange.channel import read_origin
from comity.exchange.descriptor import read_descriptor
from comity.exchange.message_facts import KnownFact, known_of, receipt_for
from comity.exchange.receipt import open_receipt
from comity.kernel.errors import NotFoundError
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, Node
from tests.nodes.partner_simulator import AT


def told(message: str) -> list[tuple[str, str]]:
    return [(fact.sentence_code, fact.signed_by) for fact in facts(message)]


def facts(message: str) -> tuple[KnownFact, ...]:
    return known_of(message, seen_by=ADMIN).facts


def receive(node: Node) -> None:
    node.partner.settle(node.receive(node.partner.parcel()))
    node.handle()


def test_what_is_only_recorded_is_never_called_delivered(node: Node) -> None:
    message = node.send("x", case="A")
    awaited = ("message_fact.delivered.awaited", "")
    assert told(message) == [("message_fact.recorded", "US/sender"), awaited]
    node.partner.lose_the_answer()
    node.work()
    # It has arrived there, but no receipt says so.
    assert told(message)[1] == awaited


def test_delivery_is_the_partners_signature_with_its_size_and_its_clock(node: Node) -> None:
    node.send("first")
    message = node.send("x", case="A")
    node.work()
    recorded, delivered = facts(message)
    assert (recorded.at, delivered.signed_by) == (AT, "UA/holder")
    assert (delivered.at, delivered.receipt) == (AT, 2)
    holder = read_descriptor(node.partner.descriptor).holder
    stated = open_receipt(
        receipt_for(message, seen_by=ADMIN), holder=holder, origin=read_origin(node.out.origin)
    )
    assert stated.size == 2


def test_a_refusal_and_an_answer_are_facts_of_their_own(node: Node) -> None:
    message = node.send("x", case="A")
    node.work()
    reply = str(uuid4())
    node.partner.write(case="A", answers=message, message_id=reply)
    node.partner.write(case="A", answers=str(uuid4()))
    refused = {"code": "no_thanks", "facts": {}}
    node.partner.write("message.refused", refused, case="A", answers=message, under=None)
    receive(node)
    there, *answers = facts(message)[2:]
    assert (there.code.value, dict(there.facts)["code"]) == (
        "message_fact.refused_there",
        "no_thanks",
    )
    assert [dict(each.facts)["type"] for each in answers] == ["test.note", "message.refused"]
    assert answers[0].message_id == reply


def test_of_a_partners_message_our_own_receipt_and_what_became_of_it_are_told(node: Node) -> None:
    node.desk.failing.add("bad")
    ids = {text: str(uuid4()) for text in ("good", "bad", "behind")}
    for text, case in (("good", "A"), ("bad", "B"), ("behind", "B")):
        node.partner.write(body={"text": text}, case=case, message_id=ids[text])
    receive(node)
    assert told(ids["good"]) == [
        ("message_fact.recorded", "UA/sender"),
        ("message_fact.held", "US/holder"),
        ("message_fact.taken_up", "US/ledger"),
    ]
    assert told(ids["bad"])[2][0] == "message_fact.set_aside"
    assert told(ids["behind"])[2][0] == "message_fact.waits"
    assert receipt_for(ids["good"], seen_by=ADMIN).startswith(node.into.origin.encode())


def test_who_keeps_no_links_is_told_of_no_message(node: Node) -> None:
    message = node.send("x")
    for asked, viewer in ((message, ALVAREZ), (str(uuid4()), ADMIN)):
        with pytest.raises(NotFoundError):
            known_of(asked, seen_by=viewer)
    with pytest.raises(NotFoundError):
        receipt_for(message, seen_by=ADMIN)
