"""Partial replies on both sides: each by itself, before the final one."""

from datetime import timedelta
from typing import Any

import pytest

from comity.assistance.models import Answer, Enclosure, Request, Share
from comity.assistance.queries import request_detail, timeline
from comity.assistance.terms import (
    Action,
    AnswerNotOpenedError,
    RetentionOverError,
    SecondPersonNeededError,
)
from comity.assistance.terms.replies import ReplyOpenedError, ReplyUnknownError
from comity.exchange.models import Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome, Permission, Refusal
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency
from tests.integration.assistance.replying import (
    MORE,
    answered_in_part_there,
    open_partial,
    part_accepted,
    partial_body,
)
from tests.integration.assistance.scene import ON, Scene, answer_body, exhibit_told, line_of
from tests.integration.assistance.test_using import use
from tests.integration.assistance.turning import take_back

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def events(reference: str) -> list[str]:
    told = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
    return list(told.values_list("event", flat=True))


def being_answered(scene: Scene, **change: Any) -> str:
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference, partial=True, still_to_come=MORE, **change)
    return reference


def test_a_partial_reply_leaves_by_itself_and_the_request_stays_accepted(scene: Scene) -> None:
    reference = being_answered(scene)
    scene.attach(reference, b"%PDF first")
    offered = {o.action for o in request_detail(reference, seen_by=scene.officer("m.chen")).actions}
    assert Action.RELEASE_PART in offered
    assert Action.RELEASE not in offered
    scene.release(reference)
    request = stored(reference)
    assert (request.state, request.answered_at) == ("accepted", None)
    sent = Outbound.objects.get(type="assistance.partial")
    assert not Outbound.objects.filter(type="assistance.answer").exists()
    first = Answer.objects.get(request=request)
    assert (first.message_id, first.partial, first.number) == (str(sent.message_id), True, 1)
    assert [each.answer_id for each in request.enclosures.filter(part="answer")] == [first.pk]


def test_the_final_reply_has_its_own_exhibits_conditions_and_writers(scene: Scene) -> None:
    reference = being_answered(scene, handling="H2")
    scene.attach(reference, b"%PDF first")
    scene.release(reference)
    scene.attach(reference, b"%PDF second", who="k.ortiz")
    scene.write_answer(reference, text="The rest.", handling="H1", retention_days=10)
    with pytest.raises(SecondPersonNeededError):
        scene.release(reference, who="k.ortiz")
    scene.release(reference)
    request = stored(reference)
    assert request.state == "answered"
    first, final = Answer.objects.filter(request=request).order_by("number")
    assert (first.partial, first.handling, final.partial, final.handling) == (
        True,
        "H2",
        False,
        "H1",
    )
    assert first.limits != final.limits
    travelled = [each.answer_id for each in request.enclosures.filter(part="answer")]
    assert travelled == [first.pk, final.pk]
    told = [each for each in events(reference) if each.endswith("released")]
    assert told == ["partial_reply.released", "answer.released"]


def test_a_partial_reply_says_what_is_still_to_come_and_a_final_one_does_not(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    for wrong in ({"partial": True}, {"still_to_come": MORE}):
        scene.write_answer(reference, **wrong)
        with pytest.raises(InvalidDraftError):
            scene.release(reference)
    assert stored(reference).state == "answer_drafted"


def test_each_is_opened_by_itself_and_shows_nothing_before(scene: Scene) -> None:
    reference = part_accepted(scene)
    told = exhibit_told()
    answered_in_part_there(scene, reference, text="First.", exhibits=[told], lines=(line_of(told),))
    answered_in_part_there(scene, reference, text="Second.")
    scene.answered_there(reference, text="Last.")
    officer = scene.officer("j.alvarez")
    unread = request_detail(reference, seen_by=officer, on=ON)
    assert (unread.replies, unread.waiting, unread.enclosures) == ((), (1, 2), ())
    open_partial(scene, reference, 2)
    read = request_detail(reference, seen_by=officer, on=ON)
    assert [each.text for each in read.replies] == ["Second."]
    assert (read.waiting, read.enclosures, read.answer_waits) == ((1,), (), True)
    scene.open(reference)
    open_partial(scene, reference, 1)
    whole = request_detail(reference, seen_by=officer, on=ON)
    assert [each.text for each in whole.replies] == ["First.", "Second.", "Last."]
    assert len(whole.enclosures) == 1
    assert whole.request.state == "opened"
    with pytest.raises(ReplyOpenedError):
        open_partial(scene, reference, 1)
    opened = Outbound.objects.filter(type="assistance.partial_opened")
    assert opened.count() == 2
    sentences = [fact.sentence_code for fact in timeline(reference, seen_by=officer)]
    assert sentences.count("fact.answered") == 3


def test_an_approver_opens_no_partial_reply_and_what_is_kept_too_long_is_not_opened(
    scene: Scene,
) -> None:
    reference = part_accepted(scene)
    answered_in_part_there(scene, reference)
    with pytest.raises(NotAllowedError):
        open_partial(scene, reference, who="m.chen")
    limits = {**answer_body(reference)["limits"], "keep_until": ON.isoformat()}
    answered_in_part_there(scene, reference, limits=limits)
    with pytest.raises(RetentionOverError):
        open_partial(scene, reference, 2)


def test_every_reply_binds_by_its_own_conditions(scene: Scene) -> None:
    reference = part_accepted(scene)
    wide = answer_body(reference)["limits"]
    never = {**wide["proceedings"]["civil"], "leave": "no"}
    narrow = {**wide, "proceedings": dict.fromkeys(wide["proceedings"], never)}
    answered_in_part_there(scene, reference, limits=narrow)
    scene.answered_there(reference)
    open_partial(scene, reference)
    scene.open(reference)
    asked = {"purpose": "duty-assessment", "proceedings": "administrative"}
    assert isinstance(use(scene, reference, **asked, reply=1).ruling, Refusal)
    assert isinstance(use(scene, reference, **asked, reply=2).ruling, Permission)
    with pytest.raises(AnswerNotOpenedError):
        use(scene, reference, **asked, reply=3)


def test_the_partner_tells_which_partial_reply_it_opened(scene: Scene) -> None:
    reference = being_answered(scene)
    scene.release(reference)
    reply = Answer.objects.get()
    scene.tell("assistance.partial_opened", {"reference": reference, "reply": reply.message_id})
    reply.refresh_from_db()
    assert reply.opened_at == scene.now
    assert stored(reference).state == "accepted"
    assert events(reference)[-1] == "partial_reply.opening_received"
    unknown = {"reference": reference, "reply": "0" * 36}
    with pytest.raises(ReplyUnknownError):
        scene.tell("assistance.partial_opened", unknown)


def test_a_partial_reply_that_crosses_our_withdrawal_is_kept_and_moves_nothing(
    scene: Scene,
) -> None:
    reference = part_accepted(scene)
    take_back(scene, reference)
    answered_in_part_there(scene, reference)
    assert stored(reference).state == "taken_back"
    assert Answer.objects.count() == 1


def test_a_sharing_ends_when_a_further_reply_with_its_own_conditions_is_opened(
    scene: Scene,
) -> None:
    reference = part_accepted(scene)
    answered_in_part_there(scene, reference)
    open_partial(scene, reference)
    request, other = stored(reference), Agency.objects.get(code="ICE")
    shown = Share.objects.create(
        request=request,
        agency=other,
        purpose="duty-assessment",
        outcome=Outcome.PERMITTED.value,
        ruling_kept={},
        by="m.chen",
        at=scene.now,
    )
    request.shared_with.add(other)
    scene.now += timedelta(hours=1)
    scene.answered_there(reference)
    scene.open(reference)
    shown.refresh_from_db()
    assert shown.ended_at == scene.now
    assert not request.shared_with.exists()


def test_what_went_with_a_reply_is_seen_when_that_reply_is(scene: Scene) -> None:
    reference = part_accepted(scene)
    first, second = exhibit_told(), exhibit_told(b"other", id="exhibit-2")
    answered_in_part_there(scene, reference, exhibits=[first], lines=(line_of(first),))
    answered_in_part_there(scene, reference, exhibits=[second], lines=(line_of(second),))
    open_partial(scene, reference, 2)
    seen = Enclosure.objects.visible_to(scene.officer("j.alvarez"))
    assert [each.answer.number for each in seen if each.answer] == [2]


def test_a_partners_partial_reply_must_say_what_is_to_come(scene: Scene) -> None:
    reference = part_accepted(scene)
    body = partial_body(reference)
    del body["still_to_come"]
    with pytest.raises(MessageRefusedError, match="message_body_invalid"):
        scene.tell("assistance.partial", body)
    assert not Answer.objects.exists()
