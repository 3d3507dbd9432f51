"""Consent, recall and notice: written, sent, decided and answered."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from comity.assistance import services
from comity.assistance.models import Afterword
from comity.assistance.queries import request_detail
from comity.assistance.queries.afterwords import afterword as one_afterword
from comity.assistance.queries.afterwords import afterwords_of, is_over
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    ConsentReply,
    ItemReply,
    LetterMark,
    OriginatorConsent,
)
from comity.assistance.terms.parts import MOST_PARTS
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.kernel.errors import InvalidDraftError, Problem

router = Router(tags=["afterwords"])
Json = dict[str, Any]


class LetterIn(Strict):
    """The letter by which it goes or comes, where the partner has no node."""

    number: Text = ""
    on: Text = ""
    scan: Text = ""

    def as_mark(self) -> LetterMark:
        """Return the letter."""
        return LetterMark(self.number, self.on, self.scan)


class AfterwordIn(Strict):
    """What is asked or told.

    `answer` is the number of the reply it is about, 0 for the last, and none for a recall of what
    a request says. With `letter` it is taken down from a partner's letter.
    """

    kind: Text = ""
    answer: Annotated[int, Field(ge=0, le=10_000)] | None = 0
    why: Text = ""
    purpose: Text = ""
    proceedings: Text = ""
    onward_to: Text = ""
    court: Text = ""
    day: Text = ""
    wish: Text = ""
    items: Annotated[list[Word], Field(max_length=100)] = []
    corrected: Text = ""
    field: Text = ""
    old: Text = ""
    ground: Text = ""
    letter: LetterIn | None = None

    def draft(self) -> AfterwordDraft:
        """Return what it says."""
        told = self.model_dump(exclude={"kind", "answer", "letter"})
        return AfterwordDraft(**{**told, "items": tuple(self.items)})


class SendIn(Strict):
    """The letter by which it leaves, where the partner has no node."""

    letter: LetterIn = LetterIn()


class OriginatorIn(Strict):
    """That another, whose part the reply holds, consents too; by what, stays in this node."""

    named: Text
    leave: Text = ""


class DecisionIn(SendIn):
    """What the supplier decides on a consent."""

    given: bool
    conditions: Text = ""
    until: Text = ""
    reasons: Text = ""
    originators: Annotated[list[OriginatorIn], Field(max_length=MOST_PARTS)] = []

    def reply(self) -> ConsentReply:
        """Return the decision."""
        said = tuple(OriginatorConsent(each.named, each.leave) for each in self.originators)
        return ConsentReply(self.given, self.conditions, self.until, self.reasons, said)


class WithdrawalIn(SendIn):
    """Why a consent is withdrawn."""

    reasons: Text = ""


class ItemIn(Strict):
    """What was done with one item that is asked back."""

    item: Word
    fate: Text = ""
    article: Text = ""
    disclosed_to: Text = ""
    consent: Text = ""


class RecallAnswerIn(SendIn):
    """What was done with everything that is asked back."""

    items: Annotated[list[ItemIn], Field(max_length=100)] = []


@router.get("/requests/{reference}/afterwords", response=Json)
def list_afterwords(request: HttpRequest, reference: Reference) -> Json:
    """What was asked or told of what was supplied in this matter."""
    moment = moment_of(request)
    seen = request_detail(reference, seen_by=moment.officer).request
    return {"items": [_shown(each, moment) for each in afterwords_of(seen)]}


@router.post("/requests/{reference}/afterwords", response={201: Json})
def write_afterword(request: HttpRequest, reference: Reference, told: AfterwordIn) -> Status[Json]:
    """Write a consent, recall or notice; or take down what a partner asks by letter."""
    with act_of(request) as moment:
        kind = _kind(told.kind)
        if told.letter is None:
            made = services.write_afterword(
                reference,
                kind,
                told.draft(),
                answer=told.answer,
                officer=moment.officer,
                at=moment.at,
                on=moment.on,
            )
        else:
            made = services.take_afterword_down(
                reference,
                kind,
                told.draft(),
                answer=told.answer,
                letter=told.letter.as_mark(),
                officer=moment.officer,
                at=moment.at,
                on=moment.on,
            )
    return Status(201, _again(reference, made.number, moment))


@router.post("/requests/{reference}/afterwords/{afterword}/send", response=Json)
def send_afterword(
    request: HttpRequest, reference: Reference, afterword: Number, told: SendIn
) -> Json:
    """Let it leave: a second person of the central unit, signed in afresh."""
    with act_of(request) as moment:
        services.send_afterword(
            reference,
            afterword,
            letter=told.letter.as_mark(),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _again(reference, afterword, moment)


@router.post("/requests/{reference}/afterwords/{afterword}/drop", response=Json)
def drop_afterword(request: HttpRequest, reference: Reference, afterword: Number) -> Json:
    """Give up what was not sent."""
    with act_of(request) as moment:
        services.drop_afterword(reference, afterword, officer=moment.officer, at=moment.at)
    return _again(reference, afterword, moment)


@router.post("/requests/{reference}/afterwords/{afterword}/decide", response=Json)
def decide_consent(
    request: HttpRequest, reference: Reference, afterword: Number, told: DecisionIn
) -> Json:
    """Decide on a consent; or take down what a partner without a node decided by letter."""
    reply = told.reply()
    with act_of(request) as moment:
        services.decide_consent(
            reference,
            afterword,
            reply,
            letter=told.letter.as_mark(),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _again(reference, afterword, moment)


@router.post("/requests/{reference}/afterwords/{afterword}/withdraw", response=Json)
def withdraw_consent(
    request: HttpRequest, reference: Reference, afterword: Number, told: WithdrawalIn
) -> Json:
    """Withdraw a consent that was given."""
    with act_of(request) as moment:
        services.withdraw_consent(
            reference,
            afterword,
            reasons=told.reasons,
            letter=told.letter.as_mark(),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _again(reference, afterword, moment)


@router.post("/requests/{reference}/afterwords/{afterword}/answer", response=Json)
def answer_recall(
    request: HttpRequest, reference: Reference, afterword: Number, told: RecallAnswerIn
) -> Json:
    """Answer item by item what the supplier asks back; what is answered as deleted is deleted."""
    replies = tuple(ItemReply(**each.model_dump()) for each in told.items)
    with act_of(request) as moment:
        services.answer_recall(
            reference,
            afterword,
            replies,
            letter=told.letter.as_mark(),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _again(reference, afterword, moment)


def _kind(code: str) -> AfterwordKind:
    if code not in frozenset(AfterwordKind):
        raise InvalidDraftError((Problem("unknown_code" if code else "missing", "kind"),))
    return AfterwordKind(code)


def _again(reference: str, number: int, moment: Moment) -> Json:
    return _shown(one_afterword(reference, number, seen_by=moment.officer), moment)


def _shown(each: Afterword, moment: Moment) -> Json:
    return {
        "number": each.number,
        "kind": each.kind,
        "state": each.state,
        "over": is_over(each, on=moment.on),
        "ours": each.ours,
        "answer": each.answer.number if each.answer else None,
        "said": each.said,
        "written_by": each.written_by,
        "written_at": each.written_at,
        "sent_by": each.sent_by,
        "sent_at": each.sent_at,
        "letter": each.letter,
        "letter_on": each.letter_on,
        "conditions": each.conditions,
        "originators": each.originators,
        "until": each.until,
        "reasons": each.reasons,
        "decided_by": each.decided_by,
        "decided_at": each.decided_at,
        "reply_letter": each.reply_letter,
        "reply_letter_on": each.reply_letter_on,
        "scan": str(each.scan_id) if each.scan_id else None,
        "items": [item.values() for item in each.items.all()],
    }
