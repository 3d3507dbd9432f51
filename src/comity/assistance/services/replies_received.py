"""What partners tell of replies: that a partial one was opened, and what they ask further."""

from comity.assistance.models import Answer, Question
from comity.assistance.services.law import ruling_on
from comity.assistance.services.learning import (
    learn,
    reliance,
    request_of_theirs,
    step_told,
)
from comity.assistance.services.questions import ask_anew
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Action
from comity.assistance.terms.events import PARTIAL_OPENING_RECEIVED, QUESTION_RECEIVED
from comity.assistance.terms.replies import QuestionStage, ReplyUnknownError
from comity.exchange.terms import Received
from comity.kernel.rulings import Referral
from comity.ledger.services import append
from comity.ledger.terms import NODE


def take_question(received: Received) -> None:
    """Take a partner's supplementary question in.

    After our final answer it brings the request back to be decided on and answered anew; before
    it, it is put beside what is being worked on, and nothing moves.

    Raises:
        RelianceMissingError: it names no instrument.
        StepNotAllowedError: it says that it follows a final answer, and none was opened there.
    """
    request, relied = request_of_theirs(received), reliance(received)
    reopens = bool(received.body["reopens"])
    step = step_told(request, Action.ASK_FURTHER) if reopens else None
    ruling = ruling_on(request, on=received.held_at.date())
    Question.objects.create(
        request=request,
        stage=QuestionStage.RECEIVED.value,
        text=str(received.body["question"]),
        reopens=reopens,
        ruling=kept_ruling(ruling),
        message_id=received.message_id,
        at=received.at,
    )
    if step is not None:
        ask_anew(request)
        request.ruling = kept_ruling(ruling)
        request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
        learn(request, step, received=received, under=relied.instrument)
        return
    append(
        QUESTION_RECEIVED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        under=relied.instrument,
        message=received.message_id,
    )


def take_partial_opening(received: Received) -> None:
    """Take a partner's word that it has opened a partial reply of ours; nothing moves.

    Raises:
        ReplyUnknownError: none was sent under the message it names.
    """
    request = request_of_theirs(received)
    sent = Answer.objects.filter(request=request, partial=True, released_at__isnull=False)
    reply = sent.filter(message_id=str(received.body["reply"])).first()
    if reply is None:
        raise ReplyUnknownError(partner=received.partner)
    reply.opened_at = reply.opened_at or received.held_at
    reply.save(update_fields=["opened_at"])
    append(
        PARTIAL_OPENING_RECEIVED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        message=received.message_id,
    )
