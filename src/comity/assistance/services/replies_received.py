"""What partners tell of replies: that a partial one was opened, and what they ask further."""

from comity.assistance.models import Answer, Question, Request
from comity.assistance.services.law import ruling_on
from comity.assistance.services.learning import (
    learn,
    reliance,
    request_of_theirs,
    step_told,
)
from comity.assistance.services.questions import ask_anew
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Action, RequestState, StepNotAllowedError
from comity.assistance.terms.events import PARTIAL_OPENING_RECEIVED, QUESTION_RECEIVED
from comity.assistance.terms.replies import (
    QuestionNotOpenError,
    QuestionStage,
    ReplyUnknownError,
)
from comity.exchange.terms import Received
from comity.kernel.rulings import Referral
from comity.ledger.services import append
from comity.ledger.terms import NODE

# Of questions that wait for the next reply; nobody has to work through more.
MOST_OPEN = 20
# While a final reply is owed still; what we told may cross the question.
_QUESTIONABLE = frozenset(
    {
        RequestState.ACCEPTED,
        RequestState.ANSWER_DRAFTED,
        RequestState.ANSWERED,
        RequestState.INCOMPLETE,
        RequestState.POSTPONED,
    }
)


def take_question(received: Received) -> None:
    """Take a partner's supplementary question in.

    After our final answer it brings the request back to be decided on and answered anew; before
    it, it is put beside what is being worked on, and nothing moves.

    Raises:
        RelianceMissingError: it names no instrument.
        QuestionNotOpenError: no reply of ours has left, the matter does not stand where one
            could follow, or as many questions as are taken wait for the next reply.
        StepNotAllowedError: it says that it follows a final answer, and none left here.
    """
    request, relied = request_of_theirs(received), reliance(received)
    reopens = bool(received.body["reopens"])
    step = step_told(request, Action.ASK_FURTHER) if reopens else None
    # What was refused or withdrawn may be closed too, and is not reopened by asking. Whether they
    # have opened the answer is theirs to tell, or not: who asks further has.
    if step is not None and request.answered_at is None:
        raise StepNotAllowedError(state=request.state, action=Action.ASK_FURTHER.value)
    if step is None:
        _demand_room(request)
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


def _demand_room(request: Request) -> None:
    """Refuse a question beside the work where no reply went before it, or too many wait."""
    released = Answer.objects.filter(request=request, released_at__isnull=False)
    last = released.order_by("-released_at").first()
    if last is None or request.stands not in _QUESTIONABLE:
        raise QuestionNotOpenError()
    came = Question.objects.filter(request=request, stage=QuestionStage.RECEIVED.value)
    if came.filter(at__gte=last.released_at).count() >= MOST_OPEN:
        raise QuestionNotOpenError()
