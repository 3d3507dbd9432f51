"""Hearing whoever supplied a person's data: questions and opinions, ours and partners'."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from comity.assistance.models.access import AccessConsultation
from comity.assistance.queries.access import access_consultation, waiting_consultations
from comity.assistance.services import access_consulting as consulting
from comity.assistance.terms.access import OpinionDraft
from comity.interfaces.rest.afterwords import LetterIn
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.values import Strict, Text, Word

router = Router(tags=["personal data"])
Json = dict[str, Any]


class OpinionIn(Strict):
    """An opinion, ours; with `letter` it is taken down from the partner's."""

    verdict: Word = ""
    ground: Word = ""
    reasons: Text = ""
    letter: LetterIn | None = None


class LeavesIn(Strict):
    """When what was read was written; and the letter, where the partner has no node."""

    written_at: datetime
    letter: LetterIn = LetterIn()


@router.get("/access-consultations", response=Json)
def list_consultations(request: HttpRequest) -> Json:
    """Questions and opinions about persons' data that wait for somebody here."""
    found = waiting_consultations(seen_by=moment_of(request).officer)
    return {"items": [consultation_told(each) for each in found]}


@router.get("/access-consultations/{number}", response=Json)
def read_consultation(request: HttpRequest, number: Number) -> Json:
    """One consultation about a person's data."""
    return consultation_told(access_consultation(number, seen_by=moment_of(request).officer))


@router.post("/access-consultations/{number}/send", response=Json)
def send_consultation(request: HttpRequest, number: Number, told: LeavesIn) -> Json:
    """Let a question or an opinion go: a second person, signed in afresh."""
    with act_of(request) as moment:
        made = consulting.release_access(
            number,
            written_at=told.written_at,
            letter=told.letter.as_mark(),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return consultation_told(made)


@router.post("/access-consultations/{number}/opinion", response=Json)
def give_opinion(request: HttpRequest, number: Number, told: OpinionIn) -> Json:
    """Write our opinion; or take down the one that a partner gave by letter."""
    draft = OpinionDraft(told.verdict, told.ground, told.reasons)
    with act_of(request) as moment:
        if told.letter is None:
            made = consulting.write_opinion(number, draft, officer=moment.officer, at=moment.at)
        else:
            made = consulting.take_opinion_down(
                number,
                draft,
                letter=told.letter.as_mark(),
                officer=moment.officer,
                at=moment.at,
                on=moment.on,
            )
    return consultation_told(made)


def consultation_told(found: AccessConsultation) -> Json:
    """Return a consultation about a person's data as the API tells it."""
    return {
        "number": found.pk,
        "case": found.request.reference,
        "partner": found.request.partner,
        "ours": found.ours,
        "state": found.state,
        "right": found.right,
        "person": found.person,
        "why": found.why,
        "until": found.until,
        "written_at": found.written_at.isoformat(),
        "opinion": found.verdict,
        "ground": found.ground,
        "reasons": found.reasons,
    }
