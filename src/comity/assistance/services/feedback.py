"""Saying what became of an answer, and noting what partners say of ours."""

from datetime import date, datetime

from comity.assistance.duties import GIVE_FEEDBACK, REGISTER_FEEDBACK
from comity.assistance.feedback_rules import amount_in, problems_in_feedback
from comity.assistance.models import Answer, Feedback, Request
from comity.assistance.schemas.feedback import FEEDBACK_TYPE
from comity.assistance.services.learning import request_of_theirs
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import AnswerNotOpenedError, OtherAgencyError, Party
from comity.assistance.terms.events import (
    FEEDBACK_GIVEN,
    FEEDBACK_RECEIVED,
    FEEDBACK_REGISTERED,
)
from comity.assistance.terms.feedback import (
    FeedbackByNodeError,
    FeedbackCode,
    FeedbackDraft,
    replaces,
)
from comity.exchange.terms import Received
from comity.kernel.duties import Duty
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role


def give_feedback(
    reference: str, *, feedback: FeedbackDraft, officer: Viewer, at: datetime, on: date
) -> Feedback:
    """State what became of a partner's answer; its node is told, and one without a node is not.

    It may be stated again, as long as the case is kept: what a later statement replaces stands no
    more, and stays in the record. It discloses nothing of the case but the code and an amount.

    Args:
        reference: of our request.
        feedback: as typed.
        officer: of the agency that asked.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the code is not known, or the amount is wrong or owed.
        AnswerNotOpenedError: nobody has opened a reply yet.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, GIVE_FEEDBACK, officer)
    opened = Answer.objects.filter(request=request, opened_at__isnull=False)
    if request.own_side is not Party.REQUESTING or not opened.exists():
        raise AnswerNotOpenedError()
    demand_no_problems(problems_in_feedback(feedback))
    body: dict[str, object] = {
        "reference": request.reference,
        "code": feedback.code,
        "amount": feedback.amount,
        "currency": feedback.currency,
    }
    message = tell_partner(request, FEEDBACK_TYPE, body, at=at, on=on)
    said = _note(request, feedback, by=officer.name, at=at, message=message)
    append(
        FEEDBACK_GIVEN,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        result=feedback.code,
        message=message,
    )
    return said


def register_feedback(
    reference: str, *, feedback: FeedbackDraft, officer: Viewer, at: datetime
) -> Feedback:
    """Register what a partner without a node wrote became of our answer.

    Args:
        reference: of its request.
        feedback: as typed from the letter.
        officer: of the central unit.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: the code is not known, or the amount is wrong or owed.
        FeedbackByNodeError: the partner's node says it itself, or nothing was answered.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand(request, REGISTER_FEEDBACK, officer)
    left = Answer.objects.filter(request=request, released_at__isnull=False)
    if request.own_side is not Party.REQUESTED or not request.by_letter or not left.exists():
        raise FeedbackByNodeError()
    demand_no_problems(problems_in_feedback(feedback))
    said = _note(request, feedback, by=officer.name, at=at)
    append(
        FEEDBACK_REGISTERED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        result=feedback.code,
    )
    return said


def take_feedback(received: Received) -> None:
    """Take a partner's word of what became of our answer; nothing moves.

    Raises:
        InvalidDraftError: the amount is wrong, or owed.
        AnswerNotOpenedError: it was sent no reply that it could have used.
    """
    request = request_of_theirs(received)
    if not Answer.objects.filter(request=request, released_at__isnull=False).exists():
        raise AnswerNotOpenedError()
    told = {name: str(received.body[name]) for name in ("code", "amount", "currency")}
    feedback = FeedbackDraft(**told)
    demand_no_problems(problems_in_feedback(feedback))
    _note(request, feedback, by="", at=received.at, message=received.message_id)
    append(
        FEEDBACK_RECEIVED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        result=feedback.code,
        message=received.message_id,
    )


def _note(
    request: Request, feedback: FeedbackDraft, *, by: str, at: datetime, message: str = ""
) -> Feedback:
    code = FeedbackCode(feedback.code)
    standing = Feedback.objects.filter(request=request, stands=True)
    gone = [each.pk for each in standing if replaces(code, each.said)]
    standing.filter(pk__in=gone).update(stands=False)
    return Feedback.objects.create(
        request=request,
        partner=request.partner,
        side=request.side,
        code=code.value,
        amount=amount_in(feedback),
        currency=feedback.currency,
        message_id=message,
        by=by,
        at=at,
    )


def _demand(request: Request, duty: Duty, officer: Viewer) -> None:
    demand_role(officer, duty.roles)
    if not officer.reaches(request.agency_code, roles=duty.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
