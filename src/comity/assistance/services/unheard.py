"""What left here and a node of an earlier version refused by name: it counts as not sent."""

from datetime import datetime

from comity.assistance.models import Answer, Question, Request
from comity.assistance.queries.turns import question_unheard, was_message_refused
from comity.assistance.services.moves import record_step, step_of_officer
from comity.assistance.terms import Action
from comity.assistance.terms.events import ACCEPTANCE_RECEIVED, ANSWER_OPENED
from comity.assistance.terms.parts import PartialNotTakenError
from comity.exchange.queries import facts_of
from comity.ledger.queries import entries_about
from comity.officers.terms import Viewer


def give_up_unheard(request: Request, *, officer: Viewer, at: datetime) -> Question:
    """Let a request stand answered and opened again when its question was refused by name.

    Args:
        request: of ours, locked.
        officer: of its agency.
        at: aware UTC instant.

    Returns:
        The question, which brought nothing back.

    Raises:
        StepNotAllowedError: no question of it was refused.
        NotAllowedError: the move is not this officer's to make.
    """
    step = step_of_officer(request, Action.DROP_QUESTION, officer=officer)
    question = question_unheard(request)
    assert question is not None, "the table has the step only where one was refused"
    question.reopens = False
    question.save(update_fields=["reopens"])
    answer = Answer.objects.all().last_of(request)
    request.answered_at, request.opened_at = answer.received_at, answer.opened_at
    _restore_messages(request, officer)
    record_step(request, step, officer=officer, at=at)
    return question


def free_unheard_parts(request: Request) -> None:
    """Let what went with a partial reply that was refused by name go with the next reply."""
    for reply in _unheard(request):
        reply.enclosures.update(answer=None)
        reply.reply_parts.update(answer=None)


def demand_none_unheard(request: Request) -> None:
    """Demand that no partial reply which was refused by name holds what the next one is to bring.

    The refusal may come when the next reply is written already: whoever writes it takes up what
    comes back to it, so that it is read by a second person as it will go.

    Raises:
        PartialNotTakenError: one does.
    """
    if any(each.enclosures.exists() or each.reply_parts.exists() for each in _unheard(request)):
        raise PartialNotTakenError()


def _unheard(request: Request) -> list[Answer]:
    """Return the partial replies of ours that the partner's node refused by name."""
    sent = Answer.objects.filter(request=request, partial=True).exclude(message_id="")
    return [reply for reply in sent if was_message_refused(reply.message_id)]


def _restore_messages(request: Request, officer: Viewer) -> None:
    """Set again what told of the decision and the opening; the record kept both."""
    for entry in entries_about(request.reference, seen_by=officer):
        message = str(dict(entry.facts()).get("message", ""))
        if entry.event == ANSWER_OPENED.name:
            request.opening_message_id = message
        elif entry.event == ACCEPTANCE_RECEIVED.name:
            known = facts_of(message)
            held = known.held_at if known is not None else None
            request.decided_at, request.decision_message_id = held or entry.at, message
