"""Links to partners: suspend and resume, what was set aside, and the ladder of each."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Path, Router, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints

from comity.exchange import queries
from comity.exchange.duties import SEE_SET_ASIDE, SEE_TRAFFIC
from comity.exchange.message_facts import KnownFact, known_of, receipt_for
from comity.exchange.models import Link
from comity.exchange.parked import STATES, ParkedAsked, ParkedView, parked, parked_counts
from comity.exchange.queries import SetAsideView
from comity.exchange.services import (
    LONGEST_DESCRIPTOR,
    confirm_anew,
    propose_anew,
    resume_link,
    retry_one_cause,
    retry_set_aside,
    revoke_link,
    suspend_link,
)
from comity.exchange.terms import InboundState
from comity.interfaces.diagnosis import checks_json, ladder_of
from comity.interfaces.parked_causes import causes_json
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference
from comity.interfaces.sentences import sentence
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import has_hidden_characters
from comity.officers.terms import Viewer, demand_role

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


class DescriptorGiven(Schema):
    """A partner's descriptor, as the text of the file that it published."""

    model_config = ConfigDict(extra="forbid")
    descriptor: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_DESCRIPTOR)]


class NumberGiven(Schema):
    """The 60 digits as the partner read them; spaces between them do not count."""

    model_config = ConfigDict(extra="forbid")
    number: Annotated[str, StringConstraints(min_length=60, max_length=200, pattern=r"^[0-9 \-]+$")]


@router.get("/links/set-aside", response=Json)
def list_set_aside(request: HttpRequest) -> Json:
    """Messages of partners that could not be taken up, the oldest first, each with its cause."""
    found = queries.set_aside(seen_by=moment_of(request).officer)
    return {"items": [_set_aside(each) for each in found]}


@router.get("/links/messages/{message}", response=Json)
def read_message(request: HttpRequest, message: MessageId) -> Json:
    """What is known of one message: each fact apart, with who signs it; nothing of its content."""
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_TRAFFIC.roles)
    known = known_of(str(message), seen_by=viewer)
    return {
        "message": known.message_id,
        "partner": known.partner,
        "is_ours": known.is_ours,
        "type": known.type,
        "origin": known.origin,
        "index": known.index,
        "facts": [_known(each) for each in known.facts],
    }


@router.get("/links/messages/{message}/receipt")
def read_receipt(request: HttpRequest, message: MessageId) -> HttpResponse:
    """The signed receipt that covers a message: the partner's, or for theirs our own."""
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_TRAFFIC.roles)
    return HttpResponse(receipt_for(str(message), seen_by=viewer), content_type="text/plain")


def _known(fact: KnownFact) -> Json:
    return {
        "code": fact.sentence_code,
        "sentence": sentence(fact.sentence_code, fact.facts, translate=gettext),
        "at": fact.at,
        "signed_by": fact.signed_by,
        "receipt_size": fact.receipt,
        "message": fact.message_id,
    }


@router.get("/links/parked", response=Json)
def list_parked(
    request: HttpRequest, partner: str = "", state: str = "", code: str = "", after: int = 0
) -> Json:
    """Messages that are set aside, wait behind one, or were refused: `state` asks for one kind.

    Oldest first; `after` asks for the next page and is 0 at the end.
    """
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_SET_ASIDE.roles)
    wanted = InboundState(state) if state in {each.value for each in STATES} else None
    asked = ParkedAsked(partner[:2], wanted, code[:60], max(0, min(after, 10**15)))
    found, more = parked(asked, seen_by=viewer)
    counts = parked_counts(seen_by=viewer)
    return {
        "items": [_parked(each) for each in found],
        "counts": {each.value: counts.get(each, 0) for each in STATES},
        "after": more,
    }


@router.get("/links/parked/causes", response=Json)
def list_causes(request: HttpRequest) -> Json:
    """Why messages are set aside, for whoever mends the program: nothing of any case."""
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_SET_ASIDE.roles)
    return {"items": causes_json(seen_by=viewer)}


class CauseGiven(Schema):
    """Of which cause, and of which partner when not of all."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    partner: Annotated[str, StringConstraints(max_length=2)] = ""


@router.post("/links/parked/retry", response=Json)
def retry_cause(request: HttpRequest, given: CauseGiven) -> Json:
    """Take up again what was set aside for one cause, a hundred at a time; `left` says the rest."""
    with act_of(request) as moment:
        again, left = retry_one_cause(
            given.code, partner=given.partner, officer=moment.officer, at=moment.at
        )
    return {"code": given.code, "again": again, "left": left}


def _parked(each: ParkedView) -> Json:
    return {
        "message": each.message_id,
        "partner": each.partner,
        "type": each.type,
        "case": each.case,
        "state": each.state.value,
        "held_at": each.held_at,
        "code": each.code,
        "sentence": sentence(each.code, each.facts, translate=gettext) if each.code else "",
        "behind": each.behind,
    }


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


@router.post("/links/{partner}/revoke", response=Json)
def revoke(request: HttpRequest, partner: Reference, given: ReasonGiven) -> Json:
    """End a link, signed in afresh: only what was receipted stands."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        link = revoke_link(
            partner,
            reason=given.reason,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return {"partner": partner, "state": str(link.state), "reason": link.reason}


@router.post("/links/{partner}/propose", response=Json)
def propose(request: HttpRequest, partner: Reference, given: DescriptorGiven) -> Json:
    """Begin a link again from the partner's new descriptor, signed in afresh.

    What is answered holds the number that two officers compare with the partner.
    """
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        link = propose_anew(
            partner,
            # What is no text is no descriptor either, and is refused as such.
            given.descriptor.encode(errors="surrogatepass"),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _to_confirm(link)


@router.post("/links/{partner}/confirm", response=Json)
def confirm(request: HttpRequest, partner: Reference, given: NumberGiven) -> Json:
    """Confirm the number as the partner read it, signed in afresh; two officers do."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        link = confirm_anew(
            partner,
            number=given.number,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _to_confirm(link)


def _to_confirm(link: Link) -> Json:
    return {"partner": link.code, "state": str(link.state), "number": link.number}


def _moved(request: HttpRequest, partner: str, move: str, reason: str) -> Json:
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        link = _MOVES[move](partner, reason=reason, officer=moment.officer, at=moment.at)
    return {"partner": partner, "state": str(link.state), "reason": link.reason}


def demand_link(partner: str, officer: Viewer) -> None:
    """Refuse an act on a link that the officer may not see.

    Raises:
        NotFoundError: there is none.
    """
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
