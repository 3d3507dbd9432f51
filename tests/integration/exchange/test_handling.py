"""Handling what is held: in order, once, and a message that fails holds back only its own case."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from comity.crypto.canonical import canonical_json
from comity.crypto.hashing import sha256
from comity.exchange import wiring
from comity.exchange.models import Inbound, Outbound
from comity.exchange.parcel import Message
from comity.exchange.queries import facts_of, set_aside
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services import handle_slice, retry_set_aside
from comity.exchange.terms import REFUSED_TYPE, MessageKind, Received, RefusedByPartner
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, SCHEMA, Desk, Node


def receive(node: Node) -> None:
    node.partner.settle(node.receive(node.partner.parcel()))
    node.handle()


def states() -> list[str]:
    return list(Inbound.objects.order_by("index").values_list("state", flat=True))


def refusal_sent(node: Node) -> dict[str, object]:
    """The answer the partner gets once the worker has passed."""
    node.work()
    body = node.partner.held.messages[-1].body
    refused: dict[str, object] = json.loads(body)
    return refused


def test_a_failing_message_is_set_aside_and_holds_back_only_its_case(node: Node) -> None:
    node.desk.failing.add("bad")
    for text, case in (("1", "A"), ("bad", "B"), ("2", "A"), ("3", "B"), ("4", "")):
        node.partner.write(body={"text": text}, case=case)
    receive(node)
    assert node.desk.taken == ["1", "2", "4"]
    assert states() == ["handled", "set_aside", "handled", "waiting", "handled"]
    (aside,) = set_aside(seen_by=ADMIN)
    assert (aside.code, aside.facts, aside.waiting) == ("not_today", (("text", "bad"),), 1)


def test_what_came_before_a_failing_message_takes_effect_once(node: Node) -> None:
    node.desk.failing.add("bad")
    for text in ("1", "2", "bad", "3"):
        node.partner.write(body={"text": text})
    receive(node)
    assert node.desk.taken == ["1", "2", "3"]
    assert LedgerEntry.objects.filter(event="test.noted").count() == 3


def test_later_messages_of_a_case_wait_also_when_they_come_in_another_parcel(node: Node) -> None:
    node.desk.failing.add("bad")
    node.partner.write(body={"text": "bad"}, case="B")
    receive(node)
    node.partner.write(body={"text": "later"}, case="B")
    receive(node)
    assert states() == ["set_aside", "waiting"]


def test_a_retried_message_is_taken_up_with_what_waits_behind_it(node: Node) -> None:
    node.desk.failing.add("bad")
    for text in ("bad", "behind"):
        node.partner.write(body={"text": text}, case="B")
    receive(node)
    node.desk.failing.clear()
    (aside,) = set_aside(seen_by=ADMIN)
    with transaction.atomic(durable=True):
        retry_set_aside(aside.message_id, officer=ADMIN, at=node.now)
    node.handle()
    assert node.desk.taken == ["bad", "behind"]
    facts = facts_of(aside.message_id)
    assert facts is not None and facts.handled_at is not None and facts.set_aside is None


def test_a_message_that_fails_again_is_set_aside_again(node: Node) -> None:
    node.desk.failing.add("bad")
    node.partner.write(body={"text": "bad"}, case="B")
    receive(node)
    (aside,) = set_aside(seen_by=ADMIN)
    with transaction.atomic(durable=True):
        retry_set_aside(aside.message_id, officer=ADMIN, at=node.now)
    node.handle()
    assert states() == ["set_aside"]
    assert LedgerEntry.objects.filter(event="message.set_aside").count() == 2


def test_retrying_is_for_those_who_mend(node: Node) -> None:
    message = str(uuid4())
    node.partner.write(message_id=message)
    receive(node)
    with transaction.atomic(durable=True), pytest.raises(NotAllowedError):
        retry_set_aside(message, officer=ALVAREZ, at=node.now)
    with transaction.atomic(durable=True), pytest.raises(MessageRefusedError):
        retry_set_aside(message, officer=ADMIN, at=node.now)
    with transaction.atomic(durable=True), pytest.raises(NotFoundError):
        retry_set_aside(str(uuid4()), officer=ADMIN, at=node.now)
    assert set_aside(seen_by=ALVAREZ) == []


def test_an_error_of_our_own_sets_the_message_aside_too(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(received: Received) -> None:
        raise ZeroDivisionError

    wiring.register([MessageKind("test.note", 1, SCHEMA, fail)])
    node.partner.write()
    receive(node)
    (aside,) = set_aside(seen_by=ADMIN)
    assert aside.code == MessageFault.HANDLER_FAILED
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type_": "future.thing"}, MessageFault.TYPE_UNKNOWN),
        ({"type_": ".".join(["a" * 40] * 4)}, MessageFault.TYPE_UNKNOWN),
        ({"version": 2}, MessageFault.VERSION_UNKNOWN),
        ({"body": {"text": 7}}, MessageFault.BODY_INVALID),
        ({"body_size": 1}, MessageFault.BODY_INVALID),
        ({"recipient": "KE"}, MessageFault.MISADDRESSED),
        ({"sender": "KE"}, MessageFault.MISADDRESSED),
    ],
)
def test_what_cannot_be_taken_is_kept_and_answered_by_name(
    node: Node, changes: dict[str, Any], code: MessageFault
) -> None:
    message = str(uuid4())
    node.partner.write(message_id=message, **changes)
    receive(node)
    assert states() == ["refused"]
    assert refusal_sent(node)["code"] == code
    facts = facts_of(message)
    assert facts is not None and facts.refused == code


def test_an_envelope_out_of_form_is_held_and_refused_not_the_parcel(node: Node) -> None:
    salt, body = sha256(b"salt")[:16], canonical_json({"text": "x"})
    node.partner.append(Message(b'{"comity":"message/9"}', salt, body))
    node.partner.write(body={"text": "next"})
    receive(node)
    assert states() == ["refused", "handled"]
    refusal = refusal_sent(node)
    assert refusal["code"] == MessageFault.ENVELOPE_MALFORMED
    assert refusal["facts"] == {
        "cause": "json_field_wrong",
        "field": "comity",
        "index": "0",
    }


def test_a_body_that_is_no_json_is_refused_by_name(node: Node) -> None:
    node.partner.write_raw(b'{"text": "a", "text": "b"}')
    receive(node)
    assert refusal_sent(node)["code"] == MessageFault.BODY_MALFORMED


def test_a_message_id_takes_effect_once(node: Node) -> None:
    message = str(uuid4())
    for text in ("first", "again"):
        node.partner.write(body={"text": text}, message_id=message)
    receive(node)
    node.partner.write(body={"text": "and again"}, message_id=message)
    receive(node)
    assert node.desk.taken == ["first"]
    assert states() == ["handled", "refused", "refused"]


def test_a_partners_refusal_is_told_and_never_answered(node: Node, desk: Desk) -> None:
    told: list[RefusedByPartner] = []
    kind = MessageKind("test.note", 1, SCHEMA, desk.take)
    wiring.register([kind], on_refused=told.append)
    sent = node.send("one")
    node.work()
    body = {"code": "message_type_unknown", "facts": {"type": "test.note"}}
    for _ in range(2):
        node.partner.write(REFUSED_TYPE, body, answers=sent, under=None)
    receive(node)
    facts = facts_of(sent)
    assert facts is not None and facts.refused == "message_type_unknown"
    assert told[0].message_id == sent and told[0].facts == (("type", "test.note"),)
    assert Outbound.objects.count() == 1


def test_a_refusal_that_is_itself_out_of_form_is_not_answered(node: Node) -> None:
    node.partner.write_raw(b"[]", type_=REFUSED_TYPE)
    receive(node)
    assert states() == ["refused"]
    assert Outbound.objects.count() == 0


def test_unknown_fields_are_kept_and_passed_over(node: Node) -> None:
    raw = canonical_json({"text": "one", "colour": "blue"})
    message = node.partner.write_raw(raw)
    receive(node)
    assert bytes(Inbound.objects.get().body) == message.body
    assert node.desk.taken == ["one"]


def test_a_slice_ends_when_its_time_is_up(node: Node) -> None:
    for text in "123":
        node.partner.write(body={"text": text})
    node.receive(node.partner.parcel())
    done = handle_slice(node.into.pk, at=node.now, more=lambda: False)
    assert (done.handled, node.desk.taken) == (1, ["1"])


def test_of_what_is_refused_as_not_to_be_kept_only_its_place_stays(node: Node) -> None:
    node.desk.unkept.add("gone")
    for text in ("gone", "2"):
        node.partner.write(body={"text": text}, case="B")
    receive(node)
    assert (node.desk.taken, states()) == (["2"], ["refused", "handled"])
    refused, handled = Inbound.objects.order_by("index")
    assert (bytes(refused.body), bytes(refused.salt)) == (b"", b"")
    assert bytes(handled.body) and bytes(refused.envelope)
    assert refusal_sent(node)["code"] == "not_kept"
