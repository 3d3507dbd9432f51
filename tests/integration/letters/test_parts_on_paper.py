"""Partial replies and feedback of matters that go by letter, registered and sent by hand."""

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Answer, Enclosure, Feedback, Part, PostedLetter
from comity.assistance.queries import request_detail
from comity.assistance.terms import AnswerDraft, RequestState
from comity.assistance.terms.feedback import FeedbackByNodeError, FeedbackDraft
from comity.assistance.terms.replies import QuestionNotOpenError
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from tests.integration.assistance.replying import (
    MORE,
    give_feedback,
    open_partial,
    write_question,
)
from tests.integration.assistance.scene import ANSWER, ON, Scene
from tests.integration.letters.paper import dispatch, posted, register, register_request
from tests.integration.letters.test_paper import events, found, house

__all__ = ["house"]
pytestmark = pytest.mark.django_db(transaction=True)

IN_PART = AnswerDraft(
    text="The first half.",
    purposes=ANSWER.purposes,
    proceedings=ANSWER.proceedings,
    still_to_come=MORE,
)


def test_a_letter_with_a_partial_reply_leaves_the_matter_in_their_hands(house: Scene) -> None:
    reference = posted(house)
    with pytest.raises(InvalidDraftError):
        register(house, reference, "partial")
    register(house, reference, "partial", answer=IN_PART)
    request = found(reference)
    assert request.stands is RequestState.ACCEPTED
    assert request.decided_at is not None
    house.attach(reference, b"%PDF-1.7 their first letter", "c.unit")
    assert Enclosure.objects.get().part == Part.ANSWER
    officer = house.officer("j.alvarez")
    assert not Enclosure.objects.visible_to(officer).exists()
    register(house, reference, "answer")
    open_partial(house, reference)
    house.open(reference)
    detail = request_detail(reference, seen_by=officer, on=ON)
    assert [(each.partial, each.still_to_come) for each in detail.replies] == [
        (True, MORE),
        (False, ""),
    ]
    assert Enclosure.objects.visible_to(officer).count() == 1
    assert not Outbound.objects.exists()


def test_our_partial_reply_leaves_by_letter_and_the_final_one_by_another(house: Scene) -> None:
    reference = register_request(house).reference
    house.accept(reference)
    dispatch(house, reference)
    house.write_answer(reference, partial=True, still_to_come=MORE)
    house.release(reference)
    assert found(reference).stands is RequestState.APPROVED
    dispatch(house, reference)
    assert found(reference).stands is RequestState.ACCEPTED
    house.write_answer(reference, text="The rest.")
    house.release(reference)
    dispatch(house, reference)
    assert found(reference).stands is RequestState.ANSWERED
    kinds = PostedLetter.objects.filter(writer="requested").values_list("kind", flat=True)
    assert list(kinds) == ["accepted", "partial", "answer"]


def test_a_partial_reply_given_back_before_it_left_takes_its_exhibits_along(house: Scene) -> None:
    reference = register_request(house).reference
    house.accept(reference)
    house.write_answer(reference, partial=True, still_to_come=MORE)
    house.attach(reference, b"%PDF-1.7 ours")
    house.release(reference)
    assert Enclosure.objects.get().answer == Answer.objects.get()
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="Page 2.", officer=house.officer("m.chen"), at=house.now
        )
    assert Enclosure.objects.get().answer is None


def test_by_letter_what_became_of_an_answer_is_noted_here_on_either_side(house: Scene) -> None:
    ours = posted(house)
    register(house, ours, "answer")
    house.open(ours)
    give_feedback(house, ours, "background")
    theirs = register_request(house).reference
    said = FeedbackDraft("duty_assessed", "120.00", "KES")
    central = house.officer("c.unit")
    with transaction.atomic(durable=True), pytest.raises(FeedbackByNodeError):
        services.register_feedback(theirs, feedback=said, officer=central, at=house.now)
    house.accept(theirs)
    house.write_answer(theirs)
    house.release(theirs)
    dispatch(house, theirs)
    with transaction.atomic(durable=True), pytest.raises(NotAllowedError):
        services.register_feedback(
            theirs, feedback=said, officer=house.officer("j.alvarez"), at=house.now
        )
    with transaction.atomic(durable=True):
        services.register_feedback(theirs, feedback=said, officer=central, at=house.now)
    assert [(each.side, each.code) for each in Feedback.objects.all()] == [
        ("requesting", "background"),
        ("requested", "duty_assessed"),
    ]
    assert events(theirs)[-1] == "feedback.registered"
    assert not Outbound.objects.exists()


def test_no_supplementary_question_is_written_where_the_matter_goes_by_letter(
    house: Scene,
) -> None:
    reference = posted(house)
    register(house, reference, "answer")
    house.open(reference)
    with pytest.raises(QuestionNotOpenError):
        write_question(house, reference)
