"""Partial replies, supplementary questions, and what became of an answer."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from comity.assistance import services
from comity.interfaces.rest.doors import act_of
from comity.interfaces.rest.replies_shown import feedback_shown
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import (
    FeedbackIn,
    QuestionIn,
    ReasonIn,
    Reference,
    ReleaseIn,
    ReplyNumber,
)

router = Router(tags=["requests"])
Json = dict[str, Any]


@router.post("/requests/{reference}/replies/{number}/open", response=Json)
def open_partial(request: HttpRequest, reference: Reference, number: ReplyNumber) -> Json:
    """Open a partial reply; a partner with a node is told, and the request stays as it stands."""
    with act_of(request) as moment:
        services.open_partial(
            reference, number=number, officer=moment.officer, at=moment.at, on=moment.on
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/question", response=Json)
def write_question(request: HttpRequest, reference: Reference, asked: QuestionIn) -> Json:
    """Write a supplementary question, or write on at the one that was not put yet."""
    with act_of(request) as moment:
        services.write_question(
            reference, text=asked.question, officer=moment.officer, at=moment.at
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/question/put", response=Json)
def put_question(request: HttpRequest, reference: Reference, read: ReleaseIn) -> Json:
    """Put it: a second person, signed in afresh, and a permission of this moment."""
    with act_of(request) as moment:
        services.put_question(
            reference,
            version=read.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/question/return", response=Json)
def return_question(request: HttpRequest, reference: Reference, why: ReasonIn) -> Json:
    """Give a supplementary question back to its writer."""
    with act_of(request) as moment:
        services.return_question(reference, reason=why.reason, officer=moment.officer, at=moment.at)
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/question/drop", response=Json)
def drop_question(request: HttpRequest, reference: Reference) -> Json:
    """Give a supplementary question up that was not put."""
    with act_of(request) as moment:
        services.drop_question(reference, officer=moment.officer, at=moment.at)
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/feedback", response={201: Json})
def give_feedback(request: HttpRequest, reference: Reference, said: FeedbackIn) -> Status[Json]:
    """State what became of the partner's answer; its node is told the code and the amount."""
    with act_of(request) as moment:
        made = services.give_feedback(
            reference,
            feedback=said.as_draft(),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, feedback_shown(made))


@router.post("/requests/{reference}/feedback-by-letter", response={201: Json})
def register_feedback(request: HttpRequest, reference: Reference, said: FeedbackIn) -> Status[Json]:
    """Register what a partner without a node wrote became of our answer."""
    with act_of(request) as moment:
        made = services.register_feedback(
            reference, feedback=said.as_draft(), officer=moment.officer, at=moment.at
        )
    return Status(201, feedback_shown(made))
