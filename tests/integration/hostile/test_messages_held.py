"""Bad messages in good parcels: held, refused by name when their turn comes, and without effect."""

import json
from collections.abc import Iterable, Iterator

from comity.exchange.envelope import read_envelope
from comity.exchange.models import Inbound, Outbound
from comity.exchange.parcel import ROOM, Message
from comity.exchange.refusals import MessageFault
from comity.exchange.terms import REFUSED_TYPE, InboundState
from comity.ledger.models import LedgerEntry
from tests.hostile.bodies import INVALID, bad_bodies
from tests.hostile.case import distinct
from tests.hostile.envelopes import BODY, MALFORMED, SALT, bad_envelopes, refused_messages
from tests.integration.exchange.conftest import Node

MOST = 200


def send(node: Node, messages: Iterable[Message]) -> None:
    """Put messages into the partner's log and send them, as many parcels as they need."""
    waiting = list(messages)
    while waiting:
        room = ROOM
        while waiting and len(node.partner.sent.messages) - node.partner.sent.receipted < MOST:
            if (room := room - waiting[0].size()) < 0:
                break
            node.partner.append(waiting.pop(0))
        node.partner.settle(node.receive(node.partner.parcel()))


def without_effect(node: Node, refused: int) -> None:
    """Nothing but the refusals themselves came of it."""
    assert node.desk.taken == []
    kinds = set(
        LedgerEntry.objects.exclude(event__startswith="link.").values_list("event", flat=True)
    )
    assert kinds == {"descriptor.published", "parcel.held", "message.refused"}
    assert LedgerEntry.objects.filter(event="message.refused").count() == refused
    assert Outbound.objects.exclude(type=REFUSED_TYPE).count() == 0


def answers() -> Iterator[tuple[str, dict[str, str]]]:
    """What we told the partner of each, in order."""
    for row in Outbound.objects.order_by("pk"):
        told = json.loads(bytes(row.body))
        read_envelope(bytes(row.envelope))
        yield told["code"], told["facts"]


def test_each_bad_envelope_is_refused_by_its_cause_and_field(attacked: Node) -> None:
    cases = distinct(bad_envelopes())
    send(attacked, (Message(case.raw, SALT, BODY) for case in cases))
    attacked.handle()
    rows = list(Inbound.objects.order_by("index"))
    wrong = []
    for case, row, (code, facts) in zip(cases, rows, answers(), strict=True):
        expected = (InboundState.REFUSED, MALFORMED, case.code)
        found = (row.state, row.cause, row.cause_facts.get("cause"))
        place = case.field in ("", row.cause_facts.get("field"))
        if found != expected or not place or (code, facts["cause"]) != (MALFORMED, case.code):
            wrong.append(f"{case.name}: {found} {row.cause_facts}")
    assert wrong == []
    without_effect(attacked, len(cases))


def test_each_bad_body_is_refused_by_its_cause(attacked: Node) -> None:
    cases = distinct(bad_bodies())
    written = [attacked.partner.write_raw(case.raw) for case in cases]
    del attacked.partner.sent.messages[:]
    attacked.partner.sent.frontier = type(attacked.partner.sent.frontier)()
    send(attacked, written)
    attacked.handle()
    wrong = []
    for case, row in zip(cases, Inbound.objects.order_by("index"), strict=True):
        malformed = MessageFault.BODY_MALFORMED.value
        expected = (case.code, "") if case.code == INVALID else (malformed, case.code)
        found = (row.cause, row.cause_facts.get("cause", ""))
        named = row.cause_facts.get("what", "").endswith(case.field)
        if found != expected or not named or row.state != InboundState.REFUSED:
            wrong.append(f"{case.name}: {found} {row.cause_facts}")
    assert wrong == []
    without_effect(attacked, len(cases))


def test_what_is_in_form_and_not_for_us_is_refused_by_name(attacked: Node) -> None:
    cases = list(refused_messages())
    send(attacked, (case.message for case in cases))
    attacked.handle()
    rows = Inbound.objects.order_by("index")
    assert [(case.name, case.code) for case in cases] == [
        (case.name, row.cause) for case, row in zip(cases, rows, strict=True)
    ]
    without_effect(attacked, len(cases))


def test_an_id_taken_before_has_no_second_effect(attacked: Node) -> None:
    first = attacked.partner.write(body={"text": "once"})
    again = read_envelope(first.envelope).id
    attacked.partner.write(body={"text": "twice"}, message_id=again)
    attacked.partner.write(body={"text": "thrice"}, message_id=again, case="another-case")
    attacked.partner.settle(attacked.receive(attacked.partner.parcel()))
    attacked.handle()
    assert attacked.desk.taken == ["once"]
    causes = Inbound.objects.order_by("index").values_list("cause", flat=True)
    assert list(causes) == ["", "message_repeated", "message_repeated"]
