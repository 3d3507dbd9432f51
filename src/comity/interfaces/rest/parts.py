"""A reply in parts: written, ruled one by one, consented to by whose they are."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Router, Status
from pydantic import Field

from comity.assistance import services
from comity.assistance.duties import DECIDE_PART
from comity.assistance.models import ReplyPart
from comity.assistance.queries import request_detail
from comity.assistance.queries.parts import parts_of, reply_part, waiting_parts
from comity.assistance.services.parts_ruled import RuledPart, ruled_parts
from comity.assistance.terms import AnswerDraft, Party
from comity.assistance.terms.parts import PartDraft
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.interfaces.sentences import sentence
from comity.officers.terms import demand_role

router = Router(tags=["reply parts"])
Json = dict[str, Any]
Number = Annotated[int, Field(ge=0, le=9999)]
Place = Annotated[int, Path(ge=1, le=9999)]
Key = Annotated[int, Path(ge=1, le=2**63 - 1)]


class PartIn(Strict):
    """One part of a reply: a text or an enclosed exhibit, and whose it is."""

    text: Text = ""
    exhibit: Word = ""
    originator: Word = "own"
    named: Text = ""
    agency: Word = ""
    supplier: Word = ""
    source: Word = ""
    reply: Number = 0
    categories: Annotated[list[Word], Field(max_length=50)] = []
    touches: Annotated[list[Word], Field(max_length=50)] = []

    def as_draft(self) -> PartDraft:
        """Return the part as the rules read it."""
        told = self.model_dump()
        lists = ("categories", "touches")
        return PartDraft(**{**told, **{name: tuple(told[name]) for name in lists}})


class WithheldIn(Strict):
    """Why a part does not go, and whether the reply says so."""

    ground: Word = ""
    told: bool = True


class WhyIn(Strict):
    """Why a supplier is asked; it travels."""

    why: Text = ""


class NotedIn(Strict):
    """What a court, or a body elsewhere, decided: its reference and day."""

    consents: bool
    leave: Text = ""


class DecidedIn(Strict):
    """What the agency whose part it is says."""

    consents: bool
    reasons: Text = ""
    # When it was written, as the list told it; what was written on since is not decided on.
    written_at: datetime | None = None


class InPartIn(Strict):
    """What is still to come after the parts that may go now."""

    still_to_come: Text = ""


@router.get("/requests/{reference}/parts", response=Json)
def list_parts(request: HttpRequest, reference: Reference) -> Json:
    """The parts of the replies here, whose each is, and what is ruled of those that stay."""
    return _shown(reference, moment_of(request))


@router.post("/requests/{reference}/parts", response={201: Json})
def write_part(request: HttpRequest, reference: Reference, part: PartIn) -> Status[Json]:
    """Write a new part of the reply that is being written."""
    with act_of(request) as moment:
        services.write_part(reference, part.as_draft(), officer=moment.officer, at=moment.at)
    return Status(201, _shown(reference, moment))


@router.post("/requests/{reference}/parts/{number}", response=Json)
def rewrite_part(request: HttpRequest, reference: Reference, number: Place, part: PartIn) -> Json:
    """Write on at a part that has not gone; its originator is asked of what reads otherwise."""
    with act_of(request) as moment:
        services.write_part(
            reference, part.as_draft(), number=number, officer=moment.officer, at=moment.at
        )
    return _shown(reference, moment)


@router.post("/requests/{reference}/parts/{number}/leave-out", response=Json)
def leave_part_out(request: HttpRequest, reference: Reference, number: Place) -> Json:
    """Leave a part out of what is being written."""
    with act_of(request) as moment:
        services.leave_part_out(reference, number, officer=moment.officer, at=moment.at)
    return _shown(reference, moment)


@router.post("/requests/{reference}/parts/{number}/withhold", response=Json)
def withhold_part(
    request: HttpRequest, reference: Reference, number: Place, why: WithheldIn
) -> Json:
    """Withhold a part: the reply goes without it."""
    with act_of(request) as moment:
        services.withhold_part(
            reference,
            number,
            ground=why.ground,
            told=why.told,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _shown(reference, moment)


@router.post("/requests/{reference}/parts/{number}/take-up", response=Json)
def take_part_up(request: HttpRequest, reference: Reference, number: Place) -> Json:
    """Let a part that was withheld be ruled on again."""
    with act_of(request) as moment:
        services.take_part_up(reference, number, officer=moment.officer, at=moment.at)
    return _shown(reference, moment)


@router.post("/requests/{reference}/parts/{number}/ask", response=Json)
def ask_originator(request: HttpRequest, reference: Reference, number: Place, asked: WhyIn) -> Json:
    """Write the consent a partner is asked for, in the case to which it supplied the part."""
    with act_of(request) as moment:
        services.ask_originator(
            reference, number, why=asked.why, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(reference, moment)


@router.post("/requests/{reference}/parts/{number}/note", response=Json)
def note_part_consent(
    request: HttpRequest, reference: Reference, number: Place, said: NotedIn
) -> Json:
    """Note what a court, or a body elsewhere, decided on a part."""
    with act_of(request) as moment:
        services.note_part_consent(
            reference,
            number,
            consents=said.consents,
            leave=said.leave,
            officer=moment.officer,
            at=moment.at,
        )
    return _shown(reference, moment)


@router.post("/requests/{reference}/reply-in-part", response=Json)
def reply_in_part(request: HttpRequest, reference: Reference, told: InPartIn) -> Json:
    """Make the reply a partial one: what may go leaves, the rest stays for the next."""
    with act_of(request) as moment:
        services.reply_in_part(
            reference, still_to_come=told.still_to_come, officer=moment.officer, at=moment.at
        )
    return _shown(reference, moment)


@router.get("/parts", response=Json)
def list_waiting(request: HttpRequest) -> Json:
    """The parts of others' replies that one's agency is asked to let go."""
    officer = moment_of(request).officer
    demand_role(officer, DECIDE_PART.roles)
    return {"items": [_asked(each) for each in waiting_parts(seen_by=officer)]}


@router.post("/parts/{key}/decide", response=Json)
def decide_part(request: HttpRequest, key: Key, said: DecidedIn) -> Json:
    """Decide, for the agency whose a part is, on its release."""
    with act_of(request) as moment:
        services.decide_part(
            key,
            consents=said.consents,
            reasons=said.reasons,
            officer=moment.officer,
            at=moment.at,
            written_at=said.written_at,
        )
    return _asked(reply_part(key, seen_by=moment.officer))


def _shown(reference: str, moment: Moment) -> Json:
    detail = request_detail(reference, seen_by=moment.officer)
    seen = detail.request
    unreleased = next((each for each in detail.replies if each.released_at is None), None)
    draft = AnswerDraft() if unreleased is None else unreleased.as_draft()
    staying = ruled_parts(seen, draft, on=moment.on) if seen.own_side is Party.REQUESTED else ()
    gone = (each for each in parts_of(seen, seen_by=moment.officer) if each.answer_id is not None)
    return {"items": [*(_part(each) for each in gone), *(_ruled(each) for each in staying)]}


def _ruled(each: RuledPart) -> Json:
    ruled = each.ruled
    return {
        **_part(each.part),
        "standing": ruled.standing.value,
        "originator_says": ruled.says.value,
        "reasons": [sentence(g.code, g.facts, translate=gettext) for g in ruled.grounds],
    }


def _part(part: ReplyPart) -> Json:
    return {
        "number": part.number,
        "reply": None if part.answer is None else part.answer.number,
        "text": part.text,
        "exhibit": str(part.exhibit_id) if part.exhibit_id else None,
        "originator": part.originator,
        "named": part.named,
        "agency": None if part.agency is None else part.agency.code,
        "supplier": part.supplier,
        "leave": part.leave,
        "decided_by": part.decided_by,
        "decided_at": part.decided_at,
        "withheld": part.withheld,
        "withheld_article": part.withheld_article,
        "withheld_told": part.withheld_told,
        "standing": "gone" if part.answer_id is not None else "",
        "originator_says": "",
        "reasons": [],
    }


def _asked(part: ReplyPart) -> Json:
    """A part as the agency whose it is sees it: of the request, its reference and the partner."""
    return {
        "key": part.pk,
        "reference": part.request.reference,
        "partner": part.request.partner,
        "text": part.text,
        "exhibit": None if part.exhibit is None else part.exhibit.file_name,
        "written_by": part.written_by,
        "written_at": part.written_at,
        "consents": part.consented,
        "reasons": part.reasons,
        "decided_by": part.decided_by,
        "decided_at": part.decided_at,
    }
