"""Consulting a partner on a draft, informally, on either side."""

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Status
from pydantic import Field

from comity.assistance import services
from comity.assistance.duties import SEE_CONSULTATIONS
from comity.assistance.models import Consultation
from comity.assistance.queries.consulting import consultation as consultation_seen
from comity.assistance.queries.consulting import consultations
from comity.assistance.terms.consulting import ConsultationState
from comity.assistance.wording.consulting import CONSULTATION_NAMES
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import PageSize, Reference, ReleaseIn, Strict, Text
from comity.officers.terms import demand_role

router = Router(tags=["consultations"])
Json = dict[str, Any]


class SummaryIn(Strict):
    """What the partner would read of a draft."""

    summary: Text = ""


class ViewIn(Strict):
    """Our view of a partner's draft; it binds nobody."""

    view: Text = ""


@router.get("/consultations", response=Json)
def list_consultations(
    request: HttpRequest,
    page: Annotated[int, Field(ge=1, le=10_000)] = 1,
    size: PageSize = 100,
) -> Json:
    """The consultations one may see: what waits here first, then the latest."""
    officer = moment_of(request).officer
    demand_role(officer, SEE_CONSULTATIONS.roles)
    found = Paginator(consultations(seen_by=officer), size)
    if page > found.num_pages:
        return {"items": [], "next_page": None}
    shown = found.page(page)
    after = shown.next_page_number() if shown.has_next() else None
    return {"items": [_shown(each) for each in shown], "next_page": after}


@router.get("/consultations/{number}", response=Json)
def read_consultation(request: HttpRequest, number: int) -> Json:
    """One consultation."""
    return _shown(consultation_seen(number, seen_by=moment_of(request).officer))


@router.post("/requests/{reference}/consultations", response={201: Json})
def write_consultation(request: HttpRequest, reference: Reference, told: SummaryIn) -> Status[Json]:
    """Write the summary of a draft for the partner's informal view; nothing leaves yet."""
    with act_of(request) as moment:
        made = services.write_consultation(
            reference, summary=told.summary, officer=moment.officer, at=moment.at
        )
    return Status(201, _shown(made))


@router.post("/consultations/{number}/view", response=Json)
def write_view(request: HttpRequest, number: int, told: ViewIn) -> Json:
    """Write our informal view of a partner's draft; nothing leaves yet."""
    with act_of(request) as moment:
        found = services.write_view(number, view=told.view, officer=moment.officer, at=moment.at)
    return _shown(found)


@router.post("/consultations/{number}/send", response=Json)
def send(request: HttpRequest, number: int, read: ReleaseIn) -> Json:
    """Let go to the partner the version that was read; a fresh sign-in is asked for."""
    with act_of(request) as moment:
        found = consultation_seen(number, seen_by=moment.officer)
        ours = found.stands is ConsultationState.WRITTEN
        let_go = services.send_consultation if ours else services.send_view
        sent = let_go(
            number,
            version=read.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(sent)


def _shown(found: Consultation) -> Json:
    return {
        "number": found.pk,
        "side": found.side,
        "state": found.state,
        "state_name": gettext(CONSULTATION_NAMES[found.stands]),
        "partner": found.partner,
        "reference": found.reference,
        "kind": found.kind,
        "summary": found.summary,
        "view": found.view,
        "version": found.version,
        "written_by": found.written_by,
        "released_by": found.released_by,
        "begun_at": found.begun_at,
        "asked_at": found.asked_at,
        "viewed_at": found.viewed_at,
    }
