"""The timeline keeps apart what is recorded, delivered, decided, answered and opened."""

from datetime import timedelta

import pytest

from comity.assistance.models import Request
from comity.assistance.queries import Fact, FactCode, timeline
from comity.exchange.jobs import Courier
from comity.exchange.models import Outbound
from comity.interfaces.sentences import SENTENCES, sentence_of_partners_refusal
from tests.integration.assistance.scene import Scene


def told(scene: Scene, reference: str, who: str = "j.alvarez") -> list[Fact]:
    return timeline(reference, seen_by=scene.officer(who))


def codes(facts: list[Fact]) -> list[tuple[str, str, bool]]:
    return [(fact.code.name, fact.what, fact.at is not None) for fact in facts]


def deliver(scene: Scene) -> None:
    """One pass of the worker: what is recorded is delivered and receipted."""
    scene.now += timedelta(minutes=5)
    Courier(scene.keys, scene.partner, clock=lambda: scene.now).pass_once()


def test_a_draft_has_no_way_behind_it(scene: Scene) -> None:
    assert told(scene, scene.draft()) == []


def test_recorded_is_not_delivered(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    assert codes(told(scene, reference)) == [
        ("RECORDED", "request", True),
        ("DELIVERED", "request", False),
        ("DECIDED", "request", False),
        ("ANSWERED", "answer", False),
        ("OPENED", "answer", False),
    ]


def test_delivered_is_what_the_partners_holder_signed(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    deliver(scene)
    fact = told(scene, reference)[1]
    assert (fact.code, fact.signed_by, fact.receipt_size) == (FactCode.DELIVERED, "UA/holder", 1)
    assert fact.at is not None


def test_the_whole_way_of_our_request(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    deliver(scene)
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    deliver(scene)
    facts = told(scene, reference)
    assert codes(facts) == [
        ("RECORDED", "request", True),
        ("DELIVERED", "request", True),
        ("ACCEPTED", "request", True),
        ("ANSWERED", "answer", True),
        ("OPENED", "answer", True),
        ("DELIVERED", "opening", True),
    ]
    assert [fact.who for fact in facts] == ["here", "UA", "UA", "UA", "here", "UA"]
    assert [fact.signed_by for fact in facts][2:4] == ["UA/sender", "UA/sender"]


def test_a_refusal_ends_the_way(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    body = {"reference": reference, "ground": "ex.burden", "reasons": "Too much."}
    scene.tell("assistance.refused", body)
    facts = told(scene, reference)
    assert codes(facts)[-1] == ("REFUSED", "request", True)
    assert dict(facts[-1].facts)["ground"] == "ex.burden"


def test_the_way_of_a_partners_request(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    deliver(scene)
    scene.tell("assistance.opened", {"reference": reference})
    facts = told(scene, reference)
    assert codes(facts) == [
        ("RECORDED", "request", True),
        ("DELIVERED", "request", True),
        ("ACCEPTED", "request", True),
        ("DELIVERED", "decision", True),
        ("ANSWERED", "answer", True),
        ("DELIVERED", "answer", True),
        ("OPENED", "answer", True),
    ]
    signed = [fact.signed_by for fact in facts]
    assert signed[:2] == ["UA/sender", "US/holder"]
    assert signed[-1] == "UA/sender"


def test_every_fact_told_or_awaited_has_a_sentence(scene: Scene) -> None:
    scene.settle_assessment()
    facts = [*told(scene, scene.sent()), *told(scene, scene.received(), "c.unit")]
    assert {fact.sentence_code for fact in facts} <= set(SENTENCES)


@pytest.mark.parametrize("code", ["you_have_won", "request.sent", "<b>", "", "x" * 61])
def test_a_partners_word_for_refusing_is_never_shown_as_it_came(code: str) -> None:
    assert sentence_of_partners_refusal(code) == SENTENCES["refused_for_unknown_cause"]


def test_a_partners_known_code_is_shown_as_its_sentence_without_holes() -> None:
    told = sentence_of_partners_refusal("message_body_invalid")
    assert told == "The message's body does not fit its type: …."


def test_a_message_the_partner_will_not_take_says_so(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    deliver(scene)
    message = Request.objects.get(reference=reference).message_id
    Outbound.objects.filter(message_id=message).update(refused="message_body_invalid")
    facts = told(scene, reference)
    assert codes(facts)[-1] == ("NOT_TAKEN", "request", True)
    assert dict(facts[-1].facts)["cause"] == "message_body_invalid"
