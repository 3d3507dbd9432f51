"""Letters on paper: where they go, that one left, what one says that came."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from comity.assistance import services
from comity.assistance.models import PostalAddress
from comity.assistance.queries import postal_addresses
from comity.assistance.terms import AddressDraft, Came, Dispatch, Reply, RequestByLetter
from comity.assistance.terms.deciding import Acceptance, Scope
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import AnswerIn, DraftIn, Reference, Strict, Text, Word

router = Router(tags=["letters"])
Json = dict[str, Any]


class AddressIn(Strict):
    """Where letters to a partner go."""

    name: Text = ""
    unit: Text = ""
    lines: Text = ""


class DispatchIn(Strict):
    """How a letter left; days are written as 2026-12-01."""

    number: Text = ""
    on: Text = ""
    carrier: Text = ""
    carried_by: Text = ""
    signed_by: Text = ""


class CameIn(Strict):
    """How a letter came; days are written as 2026-12-01."""

    written_on: Text = ""
    received_on: Text = ""
    number: Text = ""
    unit: Text = ""


class AcceptanceIn(Strict):
    """Of a letter that accepts: how much is done, and on which conditions."""

    scope: Text = Scope.WHOLE.value
    not_done: Text = ""
    conditions: Text = ""


class ReplyIn(Strict):
    """A partner's letter about a request of ours."""

    kind: Text = ""
    came: CameIn = CameIn()
    ground: Text = ""
    reasons: Text = ""
    answer: AnswerIn = AnswerIn()
    acceptance: AcceptanceIn = AcceptanceIn()


class LetterRequestIn(Strict):
    """A partner's request that came by letter."""

    draft: DraftIn
    came: CameIn = CameIn()
    article: Text = ""
    reference: Text = ""


@router.get("/postal-addresses", response=Json)
def list_addresses(request: HttpRequest) -> Json:
    """Where letters to each partner go."""
    kept = postal_addresses(seen_by=moment_of(request).officer)
    return {"items": [_address(each) for each in kept]}


@router.post("/postal-addresses/{partner}", response=Json)
def keep_address(request: HttpRequest, partner: Word, address: AddressIn) -> Json:
    """Write down where letters to a partner go; what stood there before is replaced."""
    with act_of(request) as moment:
        kept = services.keep_address(
            partner,
            address=AddressDraft(**address.model_dump()),
            officer=moment.officer,
            at=moment.at,
        )
    return _address(kept)


@router.post("/requests/{reference}/dispatch", response=Json)
def dispatch_letter(request: HttpRequest, reference: Reference, how: DispatchIn) -> Json:
    """Record that a letter of the matter left: under which number, when, and how."""
    with act_of(request) as moment:
        services.dispatch_letter(
            reference,
            dispatch=Dispatch(**how.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/replies", response=Json)
def register_reply(request: HttpRequest, reference: Reference, told: ReplyIn) -> Json:
    """Register a partner's letter about a request of ours; its conditions bind from then on."""
    reply = Reply(
        kind=told.kind,
        came=Came(**told.came.model_dump()),
        ground=told.ground,
        reasons=told.reasons,
        answer=told.answer.as_draft(),
        acceptance=Acceptance(**told.acceptance.model_dump()),
    )
    with act_of(request) as moment:
        services.register_reply(
            reference, reply=reply, officer=moment.officer, at=moment.at, on=moment.on
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests-by-letter", response={201: Json})
def register_request(request: HttpRequest, told: LetterRequestIn) -> Status[Json]:
    """Register a partner's request that came by letter; it is ruled on and goes on as any other."""
    letter = RequestByLetter(
        told.draft.as_draft(), Came(**told.came.model_dump()), told.article, told.reference
    )
    with act_of(request) as moment:
        made = services.register_request(letter, officer=moment.officer, at=moment.at, on=moment.on)
    shown = request_shown(made.reference, seen_by=moment.officer, on=moment.on)
    return Status(201, shown)


def _address(kept: PostalAddress) -> Json:
    return {
        "partner": kept.partner,
        "name": kept.name,
        "unit": kept.unit,
        "lines": kept.lines,
        "kept_by": kept.kept_by,
        "kept_at": kept.kept_at,
    }
