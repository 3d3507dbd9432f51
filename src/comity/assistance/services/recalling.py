"""Answering what a supplier asks back: deleted, corrected, used no longer, kept, or passed on."""

from collections.abc import Iterable
from datetime import date, datetime

from comity.assistance.afterword_rules import problems_in_item_replies, problems_in_letter
from comity.assistance.duties import JUDGE_AFTERWORD
from comity.assistance.models import Afterword, AfterwordItem, Request
from comity.assistance.queries.retention import legal_hold_of
from comity.assistance.schemas.afterwords import RECALL_ANSWERED_TYPE
from comity.assistance.services.afterwords import afterword_of, body_of
from comity.assistance.services.erasing import erase_answer, erase_exhibit, erase_request
from comity.assistance.services.finding import make_findable
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import StepNotAllowedError
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    REQUEST_ITEM,
    AfterwordKind,
    AfterwordOverError,
    AfterwordState,
    Fate,
    ItemReply,
    LetterMark,
    day_in,
)
from comity.assistance.terms.events import RECALL_DONE, RECALL_LEARNT
from comity.assistance.terms.retention import LegalHoldStandsError
from comity.evidence.custody import Hand
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_ANSWERED = (
    *("state", "decided_by", "decided_at"),
    *("reply_message_id", "reply_letter", "reply_letter_on"),
)


def answer_recall(
    reference: str,
    number: int,
    replies: tuple[ItemReply, ...],
    *,
    letter: LetterMark,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Afterword:
    """Answer a partner's recall item by item, and do it; or take down its answer to ours by letter.

    What is deleted is gone from this node for good: the text, the exhibit, the message that
    brought it. What was done stays on record, without content.

    Args:
        reference: of the request.
        number: of the afterword.
        replies: one for each item.
        letter: number and day of the letter, where the partner has no node.
        officer: of the central unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: an item has no answer, or not with what is owed.
        AfterwordOverError: it is answered already, or is no recall.
        StepNotAllowedError: the partner's node answers this itself.
        FreshSignInNeededError: the officer has not just signed in afresh.
        LegalHoldStandsError: something would be deleted that is to be kept.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, JUDGE_AFTERWORD.roles)
    made = afterword_of(request, number, state=AfterwordState.OPEN)
    if made.what is not AfterwordKind.RECALL:
        raise AfterwordOverError()
    demand_no_problems(problems_in_item_replies(replies, recall=made.draft))
    if made.ours and not request.by_letter:
        raise StepNotAllowedError(state=request.state, action="answer")
    if request.by_letter:
        demand_no_problems(problems_in_letter(letter, on=on))
        made.reply_letter, made.reply_letter_on = letter.number.strip(), day_in(letter.on)
    if not made.ours:
        demand_fresh_sign_in(signed_in_afresh_at, at=at)
        _demand_no_hold(request, replies)
        _do(request, made, replies, hand=Hand(officer.name, officer.agency, at))
        made.refresh_from_db(fields=["said"])
        items = [{name: getattr(r, name) for name in ItemReply.__slots__} for r in replies]
        body = {**body_of(made), "items": items}
        made.reply_message_id = tell_partner(request, RECALL_ANSWERED_TYPE, body, at=at, on=on)
    keep_fates(made, replies, by=officer.name, at=at)
    make_findable(request)
    event = RECALL_LEARNT if made.ours else RECALL_DONE
    append(event, by=officer.name, at=at, **_told(made, made.reply_message_id))
    return made


def keep_fates(made: Afterword, replies: Iterable[ItemReply], *, by: str, at: datetime) -> None:
    """Keep what was done with each item, by whoever holds it."""
    said = {reply.item: reply for reply in replies}
    for item in made.items.all():
        reply = said[item.item]
        item.fate, item.article = reply.fate, reply.article
        item.disclosed_to, item.consent = reply.disclosed_to, reply.consent
        item.save(update_fields=["fate", "article", "disclosed_to", "consent"])
    made.state = AfterwordState.ANSWERED
    made.decided_by, made.decided_at = by, at
    # What was deleted by this took the words of its own correction with it: they stay gone.
    made.save(update_fields=_ANSWERED)


def record_recall_learnt(made: Afterword, *, by: str, at: datetime, message: str) -> None:
    """Record what a partner's node told of a recall of ours."""
    append(RECALL_LEARNT, by=by, at=at, **_told(made, message))


def _told(made: Afterword, message: str) -> dict[str, str]:
    fates = sorted({item.fate for item in made.items.all()})
    return {
        "about": made.request.reference,
        "agency": made.request.owner_on_record,
        "partner": made.request.partner,
        "item": str(made.number),
        "fates": ", ".join(fates),
        "message": message,
    }


def _demand_no_hold(request: Request, replies: Iterable[ItemReply]) -> None:
    deletes = any(reply.fate == Fate.DELETED for reply in replies)
    if deletes and legal_hold_of(request) is not None:
        raise LegalHoldStandsError()


def _do(request: Request, made: Afterword, replies: Iterable[ItemReply], *, hand: Hand) -> None:
    """Delete what is to be deleted; the rest is kept beside it, or only marked."""
    gone = {reply.item for reply in replies if reply.fate == Fate.DELETED}
    for item in made.items.filter(item__in=gone).select_related("exhibit"):
        _delete(request, made, item, hand=hand)


def _delete(request: Request, made: Afterword, item: AfterwordItem, *, hand: Hand) -> None:
    if item.exhibit is not None:
        erase_exhibit(item.exhibit, made, hand=hand)
    elif item.item == ANSWER_ITEM and made.answer is not None:
        erase_answer(made.answer)
        if request.unasked:
            # Whom and which goods it is about came with it.
            erase_request(request, at=hand.at)
    elif item.item == REQUEST_ITEM:
        erase_request(request, at=hand.at)
