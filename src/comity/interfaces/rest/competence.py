"""Requests passed to the competent body, and the table of such bodies."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Status

from comity.assistance import services
from comity.assistance.duties import SEE_AUTHORITIES
from comity.assistance.models import CompetentBody
from comity.assistance.queries.competence import competences
from comity.assistance.terms.competence import AuthorityDraft, TransferDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.officers.terms import demand_role

router = Router(tags=["requests"])
Json = dict[str, Any]


class TransferIn(Strict):
    """To which body, and when; the agency that follows it up where it is not accepted yet."""

    body: Text = ""
    on: Word = ""
    number: Text = ""
    contact: Text = ""
    basis: Text = ""
    agency: Word = ""


class AuthorityIn(Strict):
    """Who is competent in an area when customs is not."""

    area: Word = ""
    name: Text = ""
    contact: Text = ""
    matters: Text = ""


@router.post("/requests/{reference}/transfer", response=Json)
def transfer_request(request: HttpRequest, reference: Reference, to: TransferIn) -> Json:
    """Pass a partner's request to the competent body of the own state, and tell the partner."""
    told = to.model_dump()
    agency = told.pop("agency")
    with act_of(request) as moment:
        services.transfer_request(
            reference,
            transfer=TransferDraft(**told),
            agency=agency,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.get("/competent-bodies", response=Json)
def list_bodies(request: HttpRequest) -> Json:
    """Who is competent in each area when customs is not: usually, and in this state."""
    moment = moment_of(request)
    demand_role(moment.officer, SEE_AUTHORITIES.roles)
    found = competences(seen_by=moment.officer, on=moment.on)
    return {
        "items": [
            {
                "area": each.area.code,
                "name": gettext(each.area.name),
                "usual": [gettext(body.name) for body in each.usual],
                "bodies": [_body(body) for body in each.bodies],
            }
            for each in found
        ]
    }


@router.post("/competent-bodies", response={201: Json})
def keep_body(request: HttpRequest, told: AuthorityIn) -> Status[Json]:
    """Write down who is competent in an area when customs is not."""
    with act_of(request) as moment:
        kept = services.keep_authority(
            AuthorityDraft(**told.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, _body(kept))


@router.post("/competent-bodies/{number}/end", response=Json)
def end_body(request: HttpRequest, number: int) -> Json:
    """Strike a competent body off; the record keeps it."""
    with act_of(request) as moment:
        ended = services.end_authority(number, officer=moment.officer, at=moment.at)
    return _body(ended)


def _body(body: CompetentBody) -> Json:
    return {
        "number": body.pk,
        "area": body.area,
        "name": body.name,
        "contact": body.contact,
        "matters": body.matters,
        "kept_by": body.kept_by,
        "kept_at": body.kept_at,
        "ended_at": body.ended_at,
    }
