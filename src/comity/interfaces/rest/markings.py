"""Handling and evaluation codes, and originators, of answers and their exhibits."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from comity.assistance.queries import request_detail
from comity.assistance.queries.markings import markings_of
from comity.assistance.services.marking import mark_answer
from comity.assistance.terms.markings import WHOLE, MarkingDraft
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text, Word

router = Router(tags=["markings"])
Json = dict[str, Any]


class MarkingIn(Strict):
    """What is said of the answer as a whole, or of one exhibit by its id."""

    item: Word = WHOLE
    handling_scheme: Word = ""
    handling: Word = ""
    evaluation_scheme: Word = ""
    source: Word = ""
    information: Word = ""
    originator: Word = ""
    named: Text = ""
    leave: Text = ""


class MarkingsIn(Strict):
    """All that is said; it takes the place of what stood there."""

    items: Annotated[list[MarkingIn], Field(max_length=100)] = []


@router.get("/requests/{reference}/markings", response=Json)
def list_markings(request: HttpRequest, reference: Reference) -> Json:
    """How the answers here and their exhibits are to be handled, and whose they are."""
    return _shown(reference, moment_of(request))


@router.post("/requests/{reference}/markings", response=Json)
def mark(request: HttpRequest, reference: Reference, told: MarkingsIn) -> Json:
    """Say how the answer that is being written, and each exhibit with it, is to be handled."""
    markings = [MarkingDraft(**each.model_dump()) for each in told.items]
    with act_of(request) as moment:
        mark_answer(reference, markings, officer=moment.officer, at=moment.at)
    return _shown(reference, moment)


def _shown(reference: str, moment: Moment) -> Json:
    seen = request_detail(reference, seen_by=moment.officer).request
    found = markings_of(seen, seen_by=moment.officer)
    return {"items": [{"answer": m.answer.number, **asdict(m.draft)} for m in found]}
