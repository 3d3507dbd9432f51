"""Afterwords that partners' nodes send, and what they decide on ours."""

import re
from collections.abc import Mapping
from typing import Any

from comity.assistance.afterword_rules import problems_in_item_replies
from comity.assistance.models import Afterword, Answer, Request
from comity.assistance.models.afterwords import BY_LETTER
from comity.assistance.queries.supplied import demand_asker, exhibits_supplied
from comity.assistance.services.afterwords import keep_afterword
from comity.assistance.services.consenting import keep_decision, record_consent_learnt
from comity.assistance.services.learning import request_named
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.parts_consent import tell_parts
from comity.assistance.services.recalling import keep_fates, record_recall_learnt
from comity.assistance.services.sharing import end_sharings_resting_on
from comity.assistance.terms import DayMalformedError
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    MOST_OPEN,
    NOTICES,
    RECTIFIED,
    REQUEST_ITEM,
    USED,
    AfterwordDraft,
    AfterwordKind,
    AfterwordNotFoundError,
    AfterwordOverError,
    AfterwordState,
    AfterwordTakenError,
    ConsentReply,
    ItemReply,
    NotTheirsToAskError,
    OriginatorConsent,
    TooManyAfterwordsError,
    day_in,
)
from comity.assistance.terms.events import AFTERWORD_RECEIVED
from comity.evidence.custody import Hand
from comity.exchange.terms import Received
from comity.ledger.services import append
from comity.ledger.terms import NODE


def take_consent_asked(received: Received) -> None:
    """Take in that a partner asks our consent to another use of an answer of ours."""
    _take(received, AfterwordKind.CONSENT)


def take_recall_asked(received: Received) -> None:
    """Take in that a partner asks back what it supplied."""
    _take(received, AfterwordKind.RECALL)


def take_rectification(received: Received) -> None:
    """Take in that a partner corrects one field of what it supplied."""
    _take(received, AfterwordKind.RECALL, also=RECTIFIED)


def take_disclosure_notice(received: Received) -> None:
    """Take in that a partner is ordered to disclose an answer of ours."""
    _take(received, AfterwordKind.DISCLOSURE)


def take_evidence_notice(received: Received) -> None:
    """Take in that a partner uses an answer of ours as evidence."""
    _take(received, AfterwordKind.EVIDENCE)


def take_consent_given(received: Received) -> None:
    """Take in that a partner consents, whole or with conditions, until a day.

    Raises:
        DayMalformedError: the day is none.
    """
    body = received.body
    until = str(body["until"])
    if until and day_in(until) is None:
        raise DayMalformedError(day=until)
    named: Any = body.get("originators", [])
    reply = ConsentReply(
        given=True,
        conditions=str(body["conditions"]),
        until=until,
        originators=tuple(OriginatorConsent(str(each)) for each in named),
    )
    _decide(received, reply)


def take_consent_refused(received: Received) -> None:
    """Take in that a partner refuses its consent."""
    _decide(received, ConsentReply(given=False, reasons=str(received.body["reasons"])))


def take_consent_withdrawn(received: Received) -> None:
    """Take in that a partner withdraws a consent: what it carried is carried no longer."""
    made = _ours(received, AfterwordKind.CONSENT, AfterwordState.GIVEN)
    made.state, made.reasons = AfterwordState.WITHDRAWN, str(received.body["reasons"])
    made.reply_message_id = received.message_id
    made.save()
    record_consent_learnt(made, by=NODE, at=received.at, message=received.message_id)
    end_sharings_resting_on(made, hand=Hand(NODE, "", received.at))
    tell_parts(made, by=NODE, at=received.at)


def take_recall_answered(received: Received) -> None:
    """Take in what a partner did with what we ask back, item by item.

    Raises:
        InvalidDraftError: it does not answer every item once, or not with what we asked for.
    """
    made = _ours(received, AfterwordKind.RECALL, AfterwordState.OPEN)
    told: Any = received.body["items"]
    replies = tuple(ItemReply(**_known(each)) for each in told)
    demand_no_problems(problems_in_item_replies(replies, recall=made.draft))
    made.reply_message_id = received.message_id
    keep_fates(made, replies, by="", at=received.at)
    record_recall_learnt(made, by=NODE, at=received.at, message=received.message_id)


def _known(told: Mapping[str, Any]) -> dict[str, str]:
    """Return what of an item we read; a later version may say more of it."""
    return {name: str(told[name]) for name in ItemReply.__slots__}


def _decide(received: Received, reply: ConsentReply) -> None:
    made = _ours(received, AfterwordKind.CONSENT, AfterwordState.OPEN)
    made.reply_message_id = received.message_id
    keep_decision(made, reply, by="", at=received.at)
    record_consent_learnt(made, by=NODE, at=received.at, message=received.message_id)
    tell_parts(made, by=NODE, at=received.at)


def _take(received: Received, kind: AfterwordKind, *, also: tuple[str, ...] = ()) -> None:
    """Keep a partner's afterword; what its schema has not looked at is left out.

    Raises:
        ReferenceNotTheirsError: the matter is not one between the partner and us.
        AfterwordTakenError: the partner has used its name before.
        TooManyAfterwordsError: as many of its own wait for us as may.
        NotTheirsToAskError: it is about what the partner neither supplied nor holds.
        StepNotAllowedError: it is ours to ask this.
        DayMalformedError: a day it names is none.
    """
    request, body = request_named(received), dict(received.body)
    key, named = str(body["afterword"]), str(body["answer"])
    if Afterword.objects.filter(request=request, key=key).exists():
        raise AfterwordTakenError(partner=received.partner)
    _demand_room(request, kind)
    demand_asker(request, kind, about_answer=bool(named), ours=False)
    about = answer_named(request, named) if named else None
    said = (*USED[kind], *also)
    draft = AfterwordDraft.kept({name: body[name] for name in said})
    if draft.day and day_in(draft.day) is None:
        raise DayMalformedError(day=draft.day)
    if kind is AfterwordKind.RECALL:
        _demand_supplied(request, about, draft)
    made = keep_afterword(request, kind, draft, about=about, key=key, ours=False, at=received.at)
    made.state = AfterwordState.TOLD if kind in NOTICES else AfterwordState.OPEN
    made.message_id, made.sent_at = received.message_id, received.envelope.recorded_at
    made.save()
    append(
        AFTERWORD_RECEIVED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        afterword=kind.value,
        item=str(made.number),
        message=received.message_id,
    )


def _demand_room(request: Request, kind: AfterwordKind) -> None:
    theirs = Afterword.objects.filter(request=request, ours=False, state=AfterwordState.OPEN.value)
    if kind not in NOTICES and theirs.count() >= MOST_OPEN:
        raise TooManyAfterwordsError(limit=str(MOST_OPEN), reference=request.reference)


def answer_named(request: Request, message: str) -> Answer:
    """Return the answer that a partner names, as `name_of_answer` does.

    Raises:
        NotTheirsToAskError: there is none.
    """
    there = Answer.objects.filter(request=request, released_at__isnull=False)
    number = message.removeprefix(BY_LETTER)
    if number != message and re.fullmatch("[0-9]{1,6}", number):
        there = there.filter(message_id="", number=int(number))
    else:
        there = there.filter(message_id=message)
    found = there.first()
    if found is None:
        raise NotTheirsToAskError(reference=request.reference)
    return found


def _demand_supplied(request: Request, about: Answer | None, draft: AfterwordDraft) -> None:
    whole = REQUEST_ITEM if about is None else ANSWER_ITEM
    known = {whole, *exhibits_supplied(request, about, ours=False)}
    repeated = len(set(draft.items)) != len(draft.items)
    if repeated or not set(draft.items) <= known:
        raise NotTheirsToAskError(reference=request.reference)


def _ours(received: Received, kind: AfterwordKind, state: AfterwordState) -> Afterword:
    request = request_named(received)
    asked = Afterword.objects.filter(request=request, kind=kind.value, ours=True)
    made = (
        asked.filter(key=str(received.body["afterword"]))
        .exclude(state__in=[AfterwordState.DRAFTED.value, AfterwordState.DROPPED.value])
        .first()
    )
    if made is None:
        raise AfterwordNotFoundError(reference=request.reference)
    if made.stands is not state:
        raise AfterwordOverError()
    made.request = request
    return made
