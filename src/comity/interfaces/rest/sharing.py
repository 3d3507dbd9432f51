"""Showing another agency of this node what a partner supplied: asked, ruled on, and ended."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Status

from comity.assistance.models import Share
from comity.assistance.queries import request_detail, shares_of
from comity.assistance.services import end_sharing, share_case
from comity.assistance.terms import SharingDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number, ShareIn
from comity.interfaces.rest.values import ReasonIn, Reference
from comity.interfaces.rulings_json import ruling_json

router = Router(tags=["sharing"])
Json = dict[str, Any]


@router.get("/requests/{reference}/shares", response=Json)
def list_shares(request: HttpRequest, reference: Reference) -> Json:
    """What was ruled on showing this case to other agencies of the node."""
    viewer = moment_of(request).officer
    seen = request_detail(reference, seen_by=viewer).request
    return {"items": [_shown(each) for each in shares_of(seen.reference, seen_by=viewer)]}


@router.post("/requests/{reference}/shares", response={201: Json})
def share(request: HttpRequest, reference: Reference, told: ShareIn) -> Status[Json]:
    """Ask whether another agency may see this; permitted, it does. Refusals are recorded too."""
    draft = SharingDraft(**{**told.model_dump(), "categories": tuple(told.categories)})
    with act_of(request) as moment:
        made = share_case(
            reference, sharing=draft, officer=moment.officer, at=moment.at, on=moment.on
        )
    return Status(201, _shown(made))


@router.post("/requests/{reference}/shares/{number}/end", response=Json)
def end(request: HttpRequest, reference: Reference, number: Number, told: ReasonIn) -> Json:
    """Let the other agency see it no longer, saying why."""
    with act_of(request) as moment:
        ended = end_sharing(
            reference, number, reason=told.reason, officer=moment.officer, at=moment.at
        )
    return _shown(ended)


def _shown(share: Share) -> Json:
    return {
        "number": share.pk,
        "agency": share.agency.code,
        "exhibit": str(share.exhibit_id) if share.exhibit_id else None,
        "purpose": share.purpose,
        "consent": share.consent,
        "outcome": share.outcome,
        "stands": share.stands,
        "by": share.by,
        "at": share.at,
        "ended_by": share.ended_by_name,
        "ended_at": share.ended_at,
        "ended_reason": share.ended_reason,
        "ruling": ruling_json(share.ruling, translate=gettext),
    }
