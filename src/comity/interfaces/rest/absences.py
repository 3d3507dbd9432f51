"""Who is absent and who stands in; whose desk is cleared."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router, Status
from pydantic import Field

from comity.assistance.queries.caseload import caseload
from comity.assistance.services import hand_over_caseload
from comity.assistance.terms.caseload import Caseload
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.interfaces.sentences import sentence
from comity.officers.absence import AbsenceDraft
from comity.officers.deputies import StandIn, absences_seen_by, stand_ins
from comity.officers.models import Absence, Officer
from comity.officers.services import end_absence, record_absence

router = Router(tags=["people"])
Json = dict[str, Any]


class AbsenceIn(Strict):
    """An absence as typed; without an officer it is the caller's own."""

    officer: Word = ""
    since: Word = ""
    until: Word = ""
    deputy: Word = ""
    roles: Annotated[list[Word], Field(max_length=20)] = []


class ReceiverAsked(Strict):
    """Who would take the matters; empty while nobody is chosen."""

    to: Word = ""


class HandOverIn(Strict):
    """Who takes them, how many were read to go, and why."""

    to: Word = ""
    count: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    reason: Text = ""


@router.get("/absences", response=Json)
def list_absences(request: HttpRequest) -> Json:
    """Absences that concern the caller, and for whom the caller may act today."""
    moment, user = moment_of(request), request.user
    assert isinstance(user, Officer)
    seen = absences_seen_by(moment.officer, on=moment.on)
    may = stand_ins(user, on=moment.on)
    return {"items": [_absence(each) for each in seen], "stand_ins": [_stand_in(s) for s in may]}


@router.post("/absences", response={201: Json})
def record(request: HttpRequest, told: AbsenceIn) -> Status[Json]:
    """Record an absence with its deputy; asks a fresh sign-in."""
    assert isinstance(request.user, Officer)
    draft = AbsenceDraft(
        officer=told.officer or request.user.username,
        since=told.since,
        until=told.until,
        deputy=told.deputy,
        roles=tuple(told.roles),
    )
    with act_of(request) as moment:
        made = record_absence(
            draft,
            by=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, _absence(made))


@router.post("/absences/{number}/end", response=Json)
def end(request: HttpRequest, number: Number) -> Json:
    """End an absence at once."""
    with act_of(request) as moment:
        ended = end_absence(number, by=moment.officer, at=moment.at, on=moment.on)
    return _absence(ended)


@router.get("/caseloads/{username}", response=Json)
def read_caseload(request: HttpRequest, username: Reference, asked: Query[ReceiverAsked]) -> Json:
    """An officer's open matters: what would go to a receiver, and what would stay and why."""
    return _caseload(caseload(username, to=asked.to, seen_by=moment_of(request).officer))


@router.post("/caseloads/{username}/hand-over", response=Json)
def hand_over(request: HttpRequest, username: Reference, told: HandOverIn) -> Json:
    """Hand over as many matters as were read to go, or none."""
    with act_of(request) as moment:
        done = hand_over_caseload(
            username,
            to=told.to,
            count=told.count,
            reason=told.reason,
            officer=moment.officer,
            at=moment.at,
        )
    return _caseload(done)


def _absence(absence: Absence) -> Json:
    return {
        "number": absence.pk,
        "officer": absence.officer.username,
        "name": absence.officer.name,
        "deputy": absence.deputy.username,
        "deputy_name": absence.deputy.name,
        "since": absence.since_on,
        "until": absence.until_on,
        "roles": absence.roles,
        "recorded_by": absence.recorded_by,
        "ended_at": absence.ended_at,
    }


def _stand_in(found: StandIn) -> Json:
    return {
        "officer": found.username,
        "name": found.name,
        "until": found.until,
        "roles": sorted(role.value for role in found.viewer.roles),
    }


def _caseload(read: Caseload) -> Json:
    return {
        "officer": read.officer,
        "receiver": read.receiver,
        "going": read.going,
        "staying": read.staying,
        "matters": [
            {
                "reference": each.reference,
                "subject": each.title,
                "partner": each.partner,
                "side": each.side.value,
                "state": each.state.value,
                "agency": each.agency,
                "stays": each.stays.value if each.stays else "",
                "why": sentence(each.stays.value, translate=gettext) if each.stays else "",
            }
            for each in read.matters
        ],
    }
