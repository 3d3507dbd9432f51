"""Links to partners: suspend and resume, what was set aside, and the ladder of each."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Router, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints

from comity.exchange import queries
from comity.exchange.queries import SetAsideView
from comity.exchange.services import resume_link, retry_set_aside, suspend_link
from comity.interfaces.diagnosis import checks_json, ladder_of
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference
from comity.interfaces.sentences import sentence
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import has_hidden_characters
from comity.officers.terms import Viewer

router = Router(tags=["links"])
Json = dict[str, Any]
MessageId = Annotated[UUID, Path()]
_MOVES = {"suspend": suspend_link, "resume": resume_link}


def _clean(text: str) -> str:
    if has_hidden_characters(text):
        raise ValueError("control characters")
    return text


class ReasonGiven(Schema):
    """Why; it stands in the record."""

    model_config = ConfigDict(extra="forbid")
    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
        AfterValidator(_clean),
    ]


@router.get("/links/set-aside", response=Json)
def list_set_aside(request: HttpRequest) -> Json:
    """Messages of partners that could not be taken up, the oldest first, each with its cause."""
    found = queries.set_aside(seen_by=moment_of(request).officer)
    return {"items": [_set_aside(each) for each in found]}


@router.post("/links/set-aside/{message}/retry", response=Json)
def retry(request: HttpRequest, message: MessageId) -> Json:
    """Take a message up again, and what waits behind it; the worker does so at its next pass."""
    with act_of(request) as moment:
        retry_set_aside(str(message), officer=moment.officer, at=moment.at)
    return {"message": str(message)}


@router.post("/links/{partner}/ladder", response=Json)
def climb_ladder(request: HttpRequest, partner: Reference) -> Json:
    """Every rung between this node and a partner's, the broken ones with cause and fix.

    The partner's door is asked; nothing is changed on either side.
    """
    moment = moment_of(request)
    found = ladder_of(partner, seen_by=moment.officer, at=moment.at, on=moment.on)
    return {"partner": partner, **checks_json(found, translate=gettext)}


@router.post("/links/{partner}/suspend", response=Json)
def suspend(request: HttpRequest, partner: Reference, given: ReasonGiven) -> Json:
    """Stop carrying messages over a link until it is resumed; what waits goes on waiting."""
    return _moved(request, partner, "suspend", given.reason)


@router.post("/links/{partner}/resume", response=Json)
def resume(request: HttpRequest, partner: Reference, given: ReasonGiven) -> Json:
    """Carry messages over a suspended link again."""
    return _moved(request, partner, "resume", given.reason)


def _moved(request: HttpRequest, partner: str, move: str, reason: str) -> Json:
    with act_of(request) as moment:
        _demand_link(partner, moment.officer)
        link = _MOVES[move](partner, reason=reason, officer=moment.officer, at=moment.at)
    return {"partner": partner, "state": str(link.state), "reason": link.reason}


def _demand_link(partner: str, officer: Viewer) -> None:
    if queries.link(partner, seen_by=officer) is None:
        raise NotFoundError(what="link")


def _set_aside(each: SetAsideView) -> Json:
    return {
        "message": each.message_id,
        "partner": each.partner,
        "type": each.type,
        "held_at": each.held_at,
        "code": each.code,
        "sentence": sentence(each.code, each.facts, translate=gettext),
        "waiting": each.waiting,
    }
