"""Requests and what is done with them."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from comity.assistance import services
from comity.assistance.queries import RequestsAsked as Wanted
from comity.assistance.queries import counts, inbox, place_of, request_detail, requests_page
from comity.assistance.terms import Party
from comity.assistance.terms.deciding import Acceptance, Consulted
from comity.interfaces import looking
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.shown import inbox_row_shown, request_shown, row_shown, use_shown
from comity.interfaces.rest.values import (
    AcceptIn,
    AnswerIn,
    ChangeIn,
    DraftIn,
    InboxAsked,
    ReasonIn,
    Reference,
    RefuseIn,
    ReleaseIn,
    RequestsAsked,
    UseIn,
)

router = Router(tags=["requests"])
Json = dict[str, Any]


def _shown(moment: Moment, reference: str) -> Json:
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.get("/inbox", response=Json)
def read_inbox(request: HttpRequest, asked: Query[InboxAsked]) -> Json:
    """What waits: mine, my unit's, to approve, from partners, referred to me."""
    moment = moment_of(request)
    rows = inbox(seen_by=moment.officer, tab=asked.tab, on=moment.on)
    counted = counts(seen_by=moment.officer, on=moment.on)
    return {"items": [inbox_row_shown(row) for row in rows], "counts": counted}


@router.get("/requests", response=Json)
def list_requests(request: HttpRequest, asked: Query[RequestsAsked]) -> Json:
    """The requests one may see, last changed first; `before` goes on, and is empty at the end."""
    wanted = Wanted(
        side=Party(asked.side) if asked.side else None,
        state=asked.state,
        partner=asked.partner,
        search=asked.search,
    )
    page = requests_page(
        wanted,
        seen_by=moment_of(request).officer,
        limit=asked.page_size,
        before=place_of(asked.before),
    )
    return {"items": [row_shown(each) for each in page.requests], "before": page.before}


@router.post("/requests", response={201: Json})
def draft_request(request: HttpRequest, draft: DraftIn) -> Status[Json]:
    """Begin a request; it may be incomplete. The ruling and what is wrong come back with it."""
    with act_of(request) as moment:
        made = services.draft_request(draft.as_draft(), officer=moment.officer, at=moment.at)
    return Status(201, _shown(moment, made.reference))


@router.get("/requests/{reference}", response=Json)
def read_request(request: HttpRequest, reference: Reference) -> Json:
    """One request, whole. Reading a partner's answer again is recorded, once a day."""
    moment = moment_of(request)
    detail = request_detail(reference, seen_by=moment.officer, on=moment.on)
    looking.answer_shown(detail.request, detail.answer, to=moment.officer, at=moment.at)
    return _shown(moment, reference)


@router.patch("/requests/{reference}", response=Json)
def save_draft(request: HttpRequest, reference: Reference, change: ChangeIn) -> Json:
    """Keep changed fields of a draft. Another partner gives it another reference."""
    with act_of(request) as moment:
        saved = services.change_draft(
            reference,
            changed=change.changed(),
            officer=moment.officer,
            at=moment.at,
            version=change.version,
        )
    return _shown(moment, saved.reference)


@router.post("/requests/{reference}/withdraw", response=Json)
def withdraw_draft(request: HttpRequest, reference: Reference) -> Json:
    """Give a draft up."""
    with act_of(request) as moment:
        services.withdraw_draft(reference, officer=moment.officer, at=moment.at)
    return _shown(moment, reference)


@router.post("/requests/{reference}/submit", response=Json)
def submit_for_approval(request: HttpRequest, reference: Reference) -> Json:
    """Hand a draft to a second person."""
    with act_of(request) as moment:
        services.submit_for_approval(reference, officer=moment.officer, at=moment.at, on=moment.on)
    return _shown(moment, reference)


@router.post("/requests/{reference}/return", response=Json)
def return_to_drafter(request: HttpRequest, reference: Reference, why: ReasonIn) -> Json:
    """Give a submitted request back to its drafter."""
    with act_of(request) as moment:
        services.return_to_drafter(
            reference, reason=why.reason, officer=moment.officer, at=moment.at
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/approve", response=Json)
def approve_request(request: HttpRequest, reference: Reference, read: ReleaseIn) -> Json:
    """Let a request leave: a second person, signed in afresh, and a permission of this moment."""
    with act_of(request) as moment:
        services.approve_request(
            reference,
            version=read.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/accept", response=Json)
def accept_request(request: HttpRequest, reference: Reference, to: AcceptIn) -> Json:
    """Accept a partner's request, whole, in part or on conditions; give it to an agency."""
    with act_of(request) as moment:
        services.accept_request(
            reference,
            agency=to.agency,
            acceptance=Acceptance(to.scope, to.not_done, to.conditions),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/refuse", response=Json)
def refuse_request(request: HttpRequest, reference: Reference, because: RefuseIn) -> Json:
    """Refuse a partner's request on a named ground."""
    with act_of(request) as moment:
        services.refuse_request(
            reference,
            ground=because.ground,
            reasons=because.reasons,
            consulted=Consulted(because.consulted_on, because.consultation),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/answer", response=Json)
def draft_answer(request: HttpRequest, reference: Reference, answer: AnswerIn) -> Json:
    """Write the answer, or go on writing it; it is kept whole as sent."""
    with act_of(request) as moment:
        services.draft_answer(
            reference, answer=answer.as_draft(), officer=moment.officer, at=moment.at
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/return-answer", response=Json)
def return_answer(request: HttpRequest, reference: Reference, why: ReasonIn) -> Json:
    """Give a drafted answer back to its writer."""
    with act_of(request) as moment:
        services.return_answer(reference, reason=why.reason, officer=moment.officer, at=moment.at)
    return _shown(moment, reference)


@router.post("/requests/{reference}/release", response=Json)
def release_answer(request: HttpRequest, reference: Reference, read: ReleaseIn) -> Json:
    """Let an answer leave: a second person, signed in afresh, and both limbs of a permission."""
    with act_of(request) as moment:
        services.release_answer(
            reference,
            version=read.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(moment, reference)


@router.post("/requests/{reference}/open", response=Json)
def open_answer(request: HttpRequest, reference: Reference) -> Json:
    """Open the partner's answer; a partner with a node is told, where the link is so set."""
    with act_of(request) as moment:
        services.open_answer(reference, officer=moment.officer, at=moment.at, on=moment.on)
    return _shown(moment, reference)


@router.post("/requests/{reference}/uses", response={201: Json})
def use_answer(request: HttpRequest, reference: Reference, use: UseIn) -> Status[Json]:
    """Rule on a use of the answer and record the ruling; a refusal is told, not an error."""
    with act_of(request) as moment:
        made = services.use_answer(
            reference,
            purpose=use.purpose,
            proceedings=use.proceedings,
            onward_to=use.onward_to,
            court=use.court,
            reply=use.reply,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, use_shown(made))


@router.post("/requests/{reference}/close", response=Json)
def close_request(request: HttpRequest, reference: Reference) -> Json:
    """Close a request in this node's record."""
    with act_of(request) as moment:
        services.close_request(reference, officer=moment.officer, at=moment.at)
    return _shown(moment, reference)
