"""Notices on a link: what is coming, told to the partner and heard from it."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from comity.exchange.duties import SEE_NOTICES
from comity.exchange.notice_queries import NoticeView, notices
from comity.exchange.notice_terms import NoticeKind
from comity.exchange.services import announce
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.links import ReasonGiven, demand_link
from comity.interfaces.rest.values import Reference
from comity.officers.terms import demand_role

router = Router(tags=["links"])
Json = dict[str, Any]


class NoticeGiven(ReasonGiven):
    """What is coming, and when; the partner reads why."""

    kind: Literal["re-keying", "revocation"]
    day: date


@router.get("/links/{partner}/notices", response=Json)
def list_notices(request: HttpRequest, partner: Reference) -> Json:
    """What is coming on a link, the newest first: told by this node, or by the partner."""
    moment = moment_of(request)
    demand_role(moment.officer, SEE_NOTICES.roles)
    demand_link(partner, moment.officer)
    found = notices(seen_by=moment.officer, on=moment.on)
    return {"items": [_shown(each) for each in found.get(partner, ())]}


@router.post("/links/{partner}/notices", response=Json)
def tell_partner(request: HttpRequest, partner: Reference, given: NoticeGiven) -> Json:
    """Tell a partner that the link will be re-keyed or revoked, before it is."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        notice = announce(
            partner,
            NoticeKind(given.kind),
            on=given.day,
            reason=given.reason,
            officer=moment.officer,
            at=moment.at,
        )
    return {"partner": partner, "message": notice.message_id, "kind": given.kind, "day": given.day}


def _shown(each: NoticeView) -> Json:
    return {
        "is_ours": each.is_ours,
        "kind": each.kind.value,
        "role": each.role,
        "day": each.on,
        "reason": each.reason,
        "at": each.at,
    }
