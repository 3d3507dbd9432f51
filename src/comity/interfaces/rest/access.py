"""What persons ask about their data: registered, searched for, decided, answered."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema, Status
from pydantic import Field

from comity.assistance.models.access import SubjectItem, SubjectRequest
from comity.assistance.queries.access import (
    items_of,
    law_of_access,
    subject_request,
    subjects_page,
)
from comity.assistance.queries.access_files import unread_files
from comity.assistance.services import access as acts
from comity.assistance.services import access_consulting as consulting
from comity.assistance.services.rectifying import rectify_everywhere
from comity.assistance.terms.access import (
    LawDraft,
    SubjectDraft,
    SubjectMove,
    VerdictDraft,
)
from comity.assistance.terms.afterwords import AfterwordDraft
from comity.interfaces.access_moving import IDENTITY, SubjectAsked, move_subject
from comity.interfaces.access_replies import reply_of, reply_told
from comity.interfaces.letters import MEDIA_TYPE
from comity.interfaces.person_letters import hand_out_person_letter
from comity.interfaces.rest.access_hearing import consultation_told
from comity.interfaces.rest.afterwords import LetterIn
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.records import file_of
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.kernel.errors import InvalidDraftError, Problem
from comity.kernel.languages import SOURCE

router = Router(tags=["personal data"])
Json = dict[str, Any]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]


class SubjectsAsked(Schema):
    """From where the list goes on."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class SubjectIn(Strict):
    """A person's request as it is registered."""

    right: Word = ""
    person: Text = ""
    identifiers: Text = ""
    identity: Word = ""
    identity_on: Word = ""
    received_on: Word = ""
    asked: Text = ""
    contact: Text = ""


class LawIn(Strict):
    """What our own law wants of answering persons."""

    days: Count
    unit: Word = "days"
    article: Text = ""
    consult_days: Count
    keep_days: Count = 0


class MoveIn(Strict):
    """What is done with a person's request; only what the move wants counts."""

    reason: Text = ""
    identity: Word = ""
    identity_on: Word = ""
    version: Count = 0
    letter: LetterIn = LetterIn()


class VerdictIn(Strict):
    """What is decided on one thing that was found."""

    verdict: Word = ""
    ground: Word = ""
    cites: Text = ""
    reasons: Text = ""


class WhyIn(Strict):
    """What the supplier should know beside the question."""

    why: Text = ""


class CorrectionIn(Strict):
    """Which field is wrong, what stands there and what is right, in which things found."""

    items: Annotated[list[Count], Field(max_length=500)] = []
    field: Word = ""
    old: Text = ""
    corrected: Text = ""
    ground: Word = ""
    why: Text = ""


class PersonLetterIn(Strict):
    """The language of the letter to a person, such as `uk`."""

    language: Word = SOURCE


@router.get("/subject-requests", response=Json)
def list_subjects(request: HttpRequest, asked: Query[SubjectsAsked]) -> Json:
    """What persons asked, and what our own law wants; `after` asks for more."""
    moment = moment_of(request)
    page = subjects_page(seen_by=moment.officer, after=asked.after)
    law, by_default = law_of_access()
    return {
        "items": [_line(row) for row in page.rows],
        "after": page.after,
        "days": law.days,
        "unit": law.unit,
        "article": law.article,
        "administrative_default": by_default,
    }


@router.post("/subject-requests", response={201: Json})
def register_subject(request: HttpRequest, told: SubjectIn) -> Status[Json]:
    """Register what a person asks about their data."""
    with act_of(request) as moment:
        draft = SubjectDraft(**told.model_dump())
        made = acts.register_subject(draft, officer=moment.officer, at=moment.at, on=moment.on)
    return Status(201, _line(made))


@router.post("/subject-requests/law", response=Json)
def write_law(request: HttpRequest, told: LawIn) -> Json:
    """Write down what our own law wants of answering persons."""
    with act_of(request) as moment:
        law = LawDraft(**told.model_dump())
        kept = acts.keep_access_law(law, officer=moment.officer, at=moment.at)
    return {"days": kept.days, "unit": kept.unit, "article": kept.article, "by": kept.by}


@router.get("/subject-requests/{reference}", response=Json)
def read_subject(request: HttpRequest, reference: Reference) -> Json:
    """One person's request, with what was found and decided."""
    return _whole(reference, moment_of(request))


@router.post("/subject-requests/{reference}/moves/{move}", response=Json)
def act_on_subject(request: HttpRequest, reference: Reference, move: str, told: MoveIn) -> Json:
    """Search, note who they are, propose, return, approve, answer, end or erase."""
    if move not in {IDENTITY, *(each.value for each in SubjectMove)}:
        raise InvalidDraftError((Problem("unknown_code", "move"),))
    asked = SubjectAsked(
        reason=told.reason,
        identity=told.identity,
        identity_on=told.identity_on,
        version=told.version,
        letter=told.letter.as_mark(),
    )
    with act_of(request) as moment:
        move_subject(
            reference,
            move,
            asked,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    # Who returned it may not see it any more: it is the writer's again.
    return {"reference": reference} if move == SubjectMove.RETURN else _whole(reference, moment)


@router.post("/subject-requests/{reference}/items/{number}", response=Json)
def decide_item(
    request: HttpRequest, reference: Reference, number: Number, told: VerdictIn
) -> Json:
    """Decide on one thing that was found."""
    with act_of(request) as moment:
        acts.decide_item(
            reference,
            number,
            VerdictDraft(**told.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _whole(reference, moment)


@router.post("/subject-requests/{reference}/items/{number}/consult", response={201: Json})
def consult_supplier(
    request: HttpRequest, reference: Reference, number: Number, told: WhyIn
) -> Status[Json]:
    """Write the question to the partner that supplied it; a second person sends it."""
    with act_of(request) as moment:
        made = consulting.consult_supplier(
            reference, number, why=told.why, officer=moment.officer, at=moment.at
        )
    return Status(201, consultation_told(made))


@router.post("/subject-requests/{reference}/corrections", response={201: Json})
def correct_everywhere(
    request: HttpRequest, reference: Reference, told: CorrectionIn
) -> Status[Json]:
    """Write the same correction to every partner that got what is chosen, signed in afresh."""
    with act_of(request) as moment:
        made = rectify_everywhere(
            reference,
            AfterwordDraft(**told.model_dump(exclude={"items"})),
            numbers=tuple(told.items),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    items = [{"case": each.request.reference, "number": each.number} for each in made]
    return Status(201, {"items": items})


@router.get("/subject-requests/{reference}/reply", response=Json)
def read_reply(request: HttpRequest, reference: Reference) -> Json:
    """The approved reply: what is given, and what is said to be withheld."""
    return reply_told(reply_of(reference, seen_by=moment_of(request).officer))


@router.post("/subject-requests/{reference}/reply/letter")
def make_reply_letter(
    request: HttpRequest, reference: Reference, asked: PersonLetterIn
) -> HttpResponseBase:
    """Make the sealed letter of the approved reply as PDF; that it was made is recorded."""
    moment = moment_of(request)
    handed = hand_out_person_letter(
        reference,
        language=asked.language,
        officer=moment.officer,
        at=moment.at,
        on=moment.on,
    )
    return file_of(handed, media_type=MEDIA_TYPE)


def _whole(reference: str, moment: Moment) -> Json:
    found = subject_request(reference, seen_by=moment.officer)
    return {
        **_line(found),
        "person": found.person,
        "identifiers": found.identifiers,
        "contact": found.contact,
        "asked": found.asked,
        "identity": found.identity,
        "identity_on": found.identity_on,
        "return_reason": found.return_reason,
        "approved_by": found.approved_by,
        "letter": found.letter,
        "version": found.version,
        "items": [_item(item) for item in items_of(found)],
        "files": {
            "being_read": found.reads_files,
            "read": found.files_read,
            "by_name_alone": found.files_unread_count,
            "unread": [
                {"file": each.name, "case": each.case, "why": each.why.value}
                for each in unread_files(found)
            ],
        },
    }


def _line(found: SubjectRequest) -> Json:
    return {
        "reference": found.reference,
        "right": found.right,
        "state": found.state,
        "received_on": found.received_on,
        "due_on": found.due_on,
        "due_by": found.due_by,
    }


def _item(item: SubjectItem) -> Json:
    return {
        "number": item.number,
        "case": item.request.reference,
        "answer": item.answer.number if item.answer else None,
        "fields": item.fields,
        "file": item.exhibit.file_name if item.exhibit else "",
        "places": [asdict(each) for each in item.file_places],
        "place_count": item.place_count,
        "originator": item.originator,
        "partner": item.partner,
        "under": item.relied_on,
        "article": item.article,
        "supplier_heard_by": item.heard_by,
        "objection_binds": item.binds,
        "proposed": item.proposed,
        "verdict": item.verdict,
        "ground": item.ground,
        "cites": item.cites,
        "consultations": [each.pk for each in item.consultations.all()],
    }
