"""Supplementary questions, and what became of an answer, each on both sides."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import (
    Answer,
    Deadline,
    Feedback,
    Notice,
    Question,
    Request,
    SearchText,
    asked_anew_at,
)
from comity.assistance.queries import counts, inbox, request_detail, timeline
from comity.assistance.queries.feedback import FeedbackTotal, feedback_totals
from comity.assistance.schemas import TAKEN_BACK_TYPE
from comity.assistance.services.replies_received import MOST_OPEN
from comity.assistance.terms import (
    Action,
    AnswerNotOpenedError,
    Party,
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
    Tab,
)
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.feedback import FeedbackByNodeError, FeedbackCode, FeedbackDraft
from comity.assistance.terms.reminders import NoticeKind
from comity.assistance.terms.replies import NoQuestionError, QuestionNotOpenError
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.replying import (
    ASKED,
    answered_in_part_there,
    give_feedback,
    open_partial,
    part_accepted,
    put_question,
    write_question,
)
from tests.integration.assistance.scene import ON, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def last_entry(reference: str) -> LedgerEntry:
    told = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
    entry = told.last()
    assert entry is not None
    return entry


def opened(scene: Scene) -> str:
    """A request of ours whose final answer was opened."""
    reference = part_accepted(scene)
    scene.answered_there(reference)
    scene.open(reference)
    scene.now += timedelta(hours=1)
    return reference


def opened_there(scene: Scene) -> str:
    """A partner's request whose answer of ours it has opened."""
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    scene.tell("assistance.opened", {"reference": reference})
    scene.now += timedelta(hours=1)
    return reference


def ask(reference: str, *, reopens: bool = True) -> dict[str, object]:
    return {"reference": reference, "question": ASKED, "reopens": reopens}


def test_a_question_after_the_answer_puts_the_matter_to_the_partner_again(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference)
    put = put_question(scene, reference)
    request = stored(reference)
    assert (request.state, request.decided_at, request.answered_at) == ("sent", None, None)
    sent = Outbound.objects.get(type="assistance.question")
    assert (put.message_id, put.reopens) == (str(sent.message_id), True)
    assert last_entry(reference).event == "question.sent"
    assert ASKED not in str(last_entry(reference).facts())
    scene.accepted_there(reference)
    scene.answered_there(reference, text="M. Koval signed it.")
    scene.open(reference)
    detail = request_detail(reference, seen_by=scene.officer("j.alvarez"), on=ON)
    assert [each.text for each in detail.replies] == [
        "The export value was USD 71 760.",
        "M. Koval signed it.",
    ]
    assert detail.request.state == "opened"


def test_a_reply_is_found_and_kept_to_its_day_while_a_question_waits(scene: Scene) -> None:
    reference = opened(scene)
    answer = Answer.objects.get(request__reference=reference)
    due = Deadline.objects.get(request=answer.request, matter=ClockMatter.RETENTION.value)
    assert due.due_on is not None
    notice = Notice.objects.create(
        request=answer.request,
        officer=Officer.objects.get(username="j.alvarez"),
        kind=NoticeKind.DUE_SOON.value,
        matter=due.matter,
        due_on=due.due_on,
        at=scene.now,
    )
    scene.now += timedelta(days=3)
    write_question(scene, reference)
    put_question(scene, reference)
    after = Deadline.objects.get(request=answer.request, matter=ClockMatter.RETENTION.value)
    assert (after.due_on, after.begins) == (due.due_on, ON)
    assert Notice.objects.filter(pk=notice.pk).exists()
    assert SearchText.objects.filter(answer=answer).exists()


def test_a_question_may_be_refused_and_what_was_answered_stands(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference)
    put_question(scene, reference)
    refusal = {"reference": reference, "ground": "ex.secret", "reasons": "A trade secret."}
    scene.tell("assistance.refused", refusal)
    detail = request_detail(reference, seen_by=scene.officer("j.alvarez"), on=ON)
    assert detail.request.state == "refused"
    assert len(detail.replies) == 1


def test_one_writes_the_question_and_another_puts_it_signed_in_afresh(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference, who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        put_question(scene, reference, who="k.ortiz")
    with pytest.raises(NotAllowedError):
        put_question(scene, reference, who="j.alvarez")
    with pytest.raises(FreshSignInNeededError):
        put_question(scene, reference, signed_in_afresh_at=None)
    with pytest.raises(StaleVersionError):
        put_question(scene, reference, version=7)
    assert not Outbound.objects.filter(type="assistance.question").exists()


def test_a_question_waits_in_the_inbox_of_who_may_put_it(scene: Scene) -> None:
    reference = opened(scene)

    def waits(who: str) -> bool:
        rows = inbox(seen_by=scene.officer(who), tab=Tab.TO_APPROVE, on=ON)
        counted = counts(seen_by=scene.officer(who), on=ON)[Tab.TO_APPROVE]
        assert counted == len(rows)
        return reference in {row.reference for row in rows}

    assert not waits("m.chen")
    write_question(scene, reference, who="k.ortiz")
    assert waits("m.chen")
    assert not waits("k.ortiz")
    assert not waits("e.stone")
    offers = request_detail(reference, seen_by=scene.officer("m.chen")).actions
    assert Action.ASK_FURTHER in {offer.action for offer in offers}
    put_question(scene, reference)
    assert not waits("m.chen")


def test_a_question_is_returned_written_on_and_given_up(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference)
    with transaction.atomic(durable=True):
        services.return_question(
            reference, reason="Which invoice?", officer=scene.officer("m.chen"), at=scene.now
        )
    again = write_question(scene, reference, "Who signed the invoice of 4 May?")
    assert (again.version, again.return_reason) == (2, "Which invoice?")
    with transaction.atomic(durable=True):
        services.drop_question(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    with pytest.raises(NoQuestionError):
        put_question(scene, reference)
    assert write_question(scene, reference).version == 1


def test_a_question_follows_an_opened_reply_and_comes_before_closing(scene: Scene) -> None:
    reference = part_accepted(scene)
    with pytest.raises(QuestionNotOpenError):
        write_question(scene, reference)
    scene.answered_there(reference)
    scene.open(reference)
    with pytest.raises(InvalidDraftError):
        write_question(scene, reference, " ")
    write_question(scene, reference)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    with pytest.raises(StepNotAllowedError):
        put_question(scene, reference)


def test_a_question_after_a_partial_reply_moves_nothing(scene: Scene) -> None:
    reference = part_accepted(scene)
    answered_in_part_there(scene, reference)
    open_partial(scene, reference)
    write_question(scene, reference)
    assert put_question(scene, reference).reopens is False
    assert stored(reference).state == "accepted"
    scene.answered_there(reference)
    assert stored(reference).state == "answered"


def test_a_partners_question_brings_its_request_back_to_be_decided_and_answered(
    scene: Scene,
) -> None:
    reference = opened_there(scene)
    scene.tell("assistance.question", ask(reference))
    request = stored(reference)
    assert (request.state, request.answered_at, request.opened_at) == ("received", None, None)
    assert Question.objects.get().text == ASKED
    scene.now += timedelta(hours=1)
    scene.accept(reference)
    scene.write_answer(reference, text="M. Koval signed it.")
    scene.release(reference)
    numbers = Answer.objects.filter(request=request).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]
    told = [f.sentence_code for f in timeline(reference, seen_by=scene.officer("c.unit"))]
    assert told.count("fact.answered") == 2
    assert "fact.question" in told


def test_a_question_reopens_what_we_have_closed_and_nothing_that_was_not_answered(
    scene: Scene,
) -> None:
    reference = opened_there(scene)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("c.unit"), at=scene.now)
    scene.tell("assistance.question", ask(reference))
    assert (stored(reference).state, stored(reference).closed_at) == ("received", None)
    with pytest.raises(StepNotAllowedError):
        scene.tell("assistance.question", ask(reference))
    assert Question.objects.count() == 1


def test_a_partners_question_before_our_final_reply_stands_beside_it(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference, partial=True, still_to_come="The invoice.")
    scene.release(reference)
    scene.tell("assistance.question", ask(reference, reopens=False))
    assert stored(reference).state == "accepted"
    assert last_entry(reference).event == "question.received"


def test_questions_beside_the_work_follow_a_reply_and_are_no_more_than_anybody_reads(
    scene: Scene,
) -> None:
    reference = scene.received()
    scene.accept(reference)
    beside = ask(reference, reopens=False)
    with pytest.raises(QuestionNotOpenError):
        scene.tell("assistance.question", beside)
    scene.write_answer(reference, partial=True, still_to_come="The invoice.")
    scene.release(reference)
    for _ in range(MOST_OPEN):
        scene.tell("assistance.question", beside)
    with pytest.raises(QuestionNotOpenError):
        scene.tell("assistance.question", beside)
    assert Question.objects.count() == MOST_OPEN


def test_what_became_of_an_answer_is_told_and_may_be_stated_anew(scene: Scene) -> None:
    reference = opened(scene)
    give_feedback(scene, reference, "not_yet_known")
    give_feedback(scene, reference, "duty_assessed", amount="71760.50", currency="USD")
    give_feedback(scene, reference, "used_in_seizure")
    standing = Feedback.objects.filter(stands=True).values_list("code", "amount", "currency")
    assert list(standing) == [
        ("duty_assessed", Decimal("71760.50"), "USD"),
        ("used_in_seizure", None, ""),
    ]
    assert Outbound.objects.filter(type="assistance.feedback").count() == 3
    entry = last_entry(reference)
    assert (entry.event, dict(entry.facts())["result"]) == ("feedback.given", "used_in_seizure")
    give_feedback(scene, reference, "duplicate")
    assert [each.code for each in Feedback.objects.filter(stands=True)] == ["duplicate"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "gossip"},
        {"code": ""},
        {"code": "duty_assessed"},
        {"code": "duty_assessed", "amount": "12,5", "currency": "USD"},
        {"code": "duty_assessed", "amount": "12.5", "currency": "dollar"},
        {"code": "duty_assessed", "amount": "12.5"},
        {"code": "duplicate", "amount": "12.5", "currency": "USD"},
    ],
    ids=str,
)
def test_an_amount_is_owed_of_a_duty_and_stated_of_nothing_without_result(
    scene: Scene, wrong: dict[str, str]
) -> None:
    reference = opened(scene)
    with pytest.raises(InvalidDraftError):
        give_feedback(scene, reference, **wrong)


def test_nothing_is_said_of_what_nobody_opened_nor_by_another_office(scene: Scene) -> None:
    reference = part_accepted(scene)
    scene.answered_there(reference)
    with pytest.raises(AnswerNotOpenedError):
        give_feedback(scene, reference, "background")
    scene.open(reference)
    with pytest.raises(NotAllowedError):
        give_feedback(scene, reference, "background", who="a.hale")
    assert not Feedback.objects.exists()


def said(reference: str, **change: str) -> dict[str, str]:
    told = {"reference": reference, "code": "duty_assessed", "amount": "10", "currency": "EUR"}
    return {**told, **change}


def test_the_partner_says_what_became_of_our_answer_and_it_is_counted(scene: Scene) -> None:
    reference = opened_there(scene)
    scene.tell("assistance.feedback", said(reference, code="not_yet_known", amount="", currency=""))
    scene.tell("assistance.feedback", said(reference))
    viewer = scene.officer("c.unit")
    total = FeedbackTotal("UA", Party.REQUESTED, FeedbackCode.DUTY, "EUR", 1, Decimal(10))
    assert feedback_totals(seen_by=viewer) == (total,)
    assert feedback_totals(seen_by=viewer, partner="KE") == ()
    assert feedback_totals(seen_by=viewer, before=scene.now) == ()
    assert feedback_totals(seen_by=viewer, since=scene.now) == (total,)
    assert feedback_totals(seen_by=scene.officer("d.reyes")) == ()
    assert last_entry(reference).event == "feedback.received"


def test_what_a_partner_says_is_checked_and_presupposes_an_answer(scene: Scene) -> None:
    reference = scene.received()
    with pytest.raises(AnswerNotOpenedError):
        scene.tell("assistance.feedback", said(reference))
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    with pytest.raises(InvalidDraftError):
        scene.tell("assistance.feedback", said(reference, amount="", currency=""))
    with transaction.atomic(durable=True), pytest.raises(FeedbackByNodeError):
        services.register_feedback(
            reference,
            feedback=FeedbackDraft("background"),
            officer=scene.officer("c.unit"),
            at=scene.now,
        )


def test_the_clock_of_the_answer_begins_anew_with_a_question(scene: Scene) -> None:
    reference = opened_there(scene)
    request = stored(reference)
    before = request.received_at
    scene.now += timedelta(days=20)
    scene.tell("assistance.question", ask(reference))
    assert asked_anew_at(request) == scene.now
    assert stored(reference).received_at == before
    begun = Deadline.objects.filter(request=request).values_list("begins", flat=True)
    assert set(begun) == {scene.now.date()}


def refuse_there(kind: str) -> None:
    Outbound.objects.filter(type=kind).update(refused="message_type_unknown")


def drop(scene: Scene, reference: str) -> None:
    with transaction.atomic(durable=True):
        services.drop_question(reference, officer=scene.officer("j.alvarez"), at=scene.now)


def test_a_question_that_their_node_does_not_know_is_given_up_and_the_answer_stands(
    scene: Scene,
) -> None:
    reference = opened(scene)
    kept = [
        "state",
        "answered_at",
        "opened_at",
        "opening_message_id",
        "decided_at",
        "decision_message_id",
        "closed_at",
    ]
    before = [getattr(stored(reference), name) for name in kept]
    assert None not in before[:-1]
    write_question(scene, reference)
    put_question(scene, reference)
    with pytest.raises(StepNotAllowedError):
        drop(scene, reference)
    refuse_there("assistance.question")
    offers = request_detail(reference, seen_by=scene.officer("j.alvarez")).actions
    assert Action.DROP_QUESTION in {offer.action for offer in offers if offer.allowed}
    scene.now += timedelta(hours=1)
    drop(scene, reference)
    assert [getattr(stored(reference), name) for name in kept] == before
    assert last_entry(reference).event == "question.dropped"
    assert asked_anew_at(stored(reference)) is None
    with pytest.raises(StepNotAllowedError):
        drop(scene, reference)


@pytest.mark.parametrize("ended", ["refused", "taken_back"])
def test_a_question_reopens_nothing_that_was_refused_or_withdrawn(scene: Scene, ended: str) -> None:
    reference = scene.received()
    if ended == "refused":
        with transaction.atomic(durable=True):
            services.refuse_request(
                reference,
                ground="ex.burden",
                reasons="No.",
                officer=scene.officer("c.unit"),
                at=scene.now,
                on=ON,
            )
    else:
        scene.tell(TAKEN_BACK_TYPE, {"reference": reference, "reasons": "Settled."})
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("c.unit"), at=scene.now)
    with pytest.raises(StepNotAllowedError):
        scene.tell("assistance.question", ask(reference))
    assert stored(reference).state == "closed"
    assert not Question.objects.exists()


def test_what_went_with_a_partial_reply_their_node_does_not_know_goes_with_the_next(
    scene: Scene,
) -> None:
    reference = scene.received()
    scene.accept(reference)
    exhibit = scene.attach(reference, b"%PDF-1.7 from our files")
    scene.write_answer(reference, partial=True, still_to_come="The invoice.")
    scene.release(reference)
    refuse_there("assistance.partial")
    scene.write_answer(reference, text="All of it.")
    scene.release(reference)
    final = Answer.objects.get(request=stored(reference), partial=False)
    assert [each.exhibit_id for each in final.enclosures.all()] == [exhibit.pk]
    assert dict(last_entry(reference).facts())["exhibits"] == exhibit.record_name
