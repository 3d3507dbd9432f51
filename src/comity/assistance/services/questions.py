"""Supplementary questions of ours: written, put by a second person, and answered or refused there.

After a final answer a question brings the matter back to the partner's desk; after a partial reply
the final one is awaited still, and the question goes beside it.
"""

from datetime import date, datetime

from comity.assistance.duties import PUT_QUESTION, WRITE_QUESTION
from comity.assistance.lifecycle import next_step
from comity.assistance.models import Answer, Question, Request
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas import QUESTION_TYPE
from comity.assistance.services.law import (
    demand_higher_approval,
    demand_permission,
    ruling_on,
)
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_version,
    record_act,
    record_step,
    request_for_change,
)
from comity.assistance.services.transfer_rules import demand_words_carried
from comity.assistance.services.turning import undecide
from comity.assistance.services.unheard import give_up_unheard
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    DeputyOfWriterError,
    OtherAgencyError,
    Party,
    RequestState,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.events import (
    QUESTION_DRAFTED,
    QUESTION_DROPPED,
    QUESTION_RETURNED,
    QUESTION_SENT,
)
from comity.assistance.terms.replies import (
    NoQuestionError,
    QuestionNotOpenError,
    QuestionStage,
)
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.duties import Duty
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

# A reply was opened, and the matter is not closed.
_ASKABLE = frozenset({RequestState.ACCEPTED, RequestState.OPENED})


def may_ask(request: Request) -> bool:
    """Tell whether a supplementary question can be put where a request of ours stands now."""
    if request.own_side is not Party.REQUESTING or request.by_letter:
        return False
    if request.stands not in _ASKABLE:
        return False
    return Answer.objects.filter(request=request, opened_at__isnull=False).exists()


def write_question(reference: str, *, text: str, officer: Viewer, at: datetime) -> Question:
    """Write a supplementary question, or write on at the one that has not been put yet.

    Args:
        reference: of our request.
        text: what is asked.
        officer: of the agency that asked.
        at: aware UTC instant.

    Raises:
        QuestionNotOpenError: no reply was opened yet, or the matter stands where none is put.
        InvalidDraftError: nothing is asked, or it cannot be kept.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, WRITE_QUESTION, officer)
    if not may_ask(request):
        raise QuestionNotOpenError()
    demand_no_problems(problems_in_text(text, field="question"))
    question = drafted_question(request)
    if question is None:
        question = Question(request=request, stage=QuestionStage.DRAFTED.value, version=0)
    question.text, question.at = text, at
    question.drafter_id, question.drafted_by = officer.officer_id, officer.name
    question.add_writer(officer)
    question.version += 1
    question.save()
    record_act(QUESTION_DRAFTED, request, officer, at)
    return question


def return_question(reference: str, *, reason: str, officer: Viewer, at: datetime) -> Question:
    """Give a question back to its writer, saying why.

    Raises:
        NoQuestionError: none is being written.
        InvalidDraftError: no reason is given.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, PUT_QUESTION, officer)
    question = _written(request)
    demand_no_problems(problems_in_text(reason, field="reason"))
    question.return_reason = reason
    question.save(update_fields=["return_reason"])
    record_act(QUESTION_RETURNED, request, officer, at)
    return question


def drop_question(reference: str, *, officer: Viewer, at: datetime) -> Question:
    """Give a question up that was not put, or one that the partner's node refused by name.

    Raises:
        StepNotAllowedError: none is being written, and none was refused.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, WRITE_QUESTION, officer)
    question = drafted_question(request)
    if question is None:
        return give_up_unheard(request, officer=officer, at=at)
    question.stage, question.at = QuestionStage.DROPPED.value, at
    question.save(update_fields=["stage", "at"])
    record_act(QUESTION_DROPPED, request, officer, at)
    return question


def put_question(
    reference: str,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Question:
    """Put a question: a second person, signed in afresh, and a permission of this moment to ask.

    After a final answer the request is with the partner again, to be answered or refused anew;
    what it answered before stands.

    Args:
        reference: of our request.
        version: of the question the approver read; no other leaves.
        officer: an approver of the same agency who did not write in it.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        NoQuestionError: none is being written.
        StepNotAllowedError: no question is put where the matter stands now.
        SecondPersonNeededError, DeputyOfWriterError: a writer releases.
        FreshSignInNeededError, StaleVersionError, RulingStandsAgainstError,
            HigherApprovalNeededError, LinkNotConfirmedError: as when a request is approved.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, PUT_QUESTION, officer)
    if not may_ask(request):
        raise StepNotAllowedError(state=request.state, action=Action.ASK_FURTHER.value)
    question = _written(request)
    _demand_second_person(question, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_version(question.version, version)
    ruling = ruling_on(request, on=on)
    permission = demand_permission(ruling)
    demand_higher_approval(permission, officer=officer)
    demand_words_carried(TransferKind.QUESTION, partner=request.partner, officer=officer)
    question.reopens = request.stands is RequestState.OPENED
    question.ruling, question.approved_by = kept_ruling(ruling), officer.name
    question.stage, question.at, question.return_reason = QuestionStage.SENT.value, at, ""
    question.message_id = queue_message(
        NewMessage(
            type=QUESTION_TYPE,
            body={
                "reference": request.reference,
                "question": question.text,
                "reopens": question.reopens,
            },
            case=request.reference,
            answers=Answer.objects.all().last_of(request).message_id,
            urgent=request.urgent,
        ),
        to=request.partner,
        under=permission,
        at=at,
    )
    question.save()
    told = {"under": permission.under, "article": permission.article}
    if not question.reopens:
        record_act(QUESTION_SENT, request, officer, at, message=question.message_id, **told)
        return question
    side = request.own_side
    step = next_step(request.stands, Action.ASK_FURTHER, by=side, record=side)
    ask_anew(request)
    record_step(request, step, officer=officer, at=at, message=question.message_id, **told)
    return question


def ask_anew(request: Request) -> None:
    """Let a request wait for decision and answer again; what was answered stands beside it."""
    undecide(request)
    request.answered_at = request.opened_at = request.closed_at = None
    request.opening_message_id = ""


def drafted_question(request: Request) -> Question | None:
    """Return the question that is being written on a request of ours; None when none is."""
    return request.questions.filter(stage=QuestionStage.DRAFTED.value).first()


def _written(request: Request) -> Question:
    question = drafted_question(request)
    if question is None:
        raise NoQuestionError()
    return question


def _demand(request: Request, duty: Duty, officer: Viewer) -> None:
    demand_role(officer, duty.roles)
    if not officer.reaches(request.agency_code, roles=duty.roles):
        raise OtherAgencyError(agency=request.agency_code or "")


def _demand_second_person(question: Question, officer: Viewer) -> None:
    if officer.people.isdisjoint(question.writers):
        return
    wrote = officer.officer_id in question.writers
    raise SecondPersonNeededError() if wrote else DeputyOfWriterError()
