"""Controlled delivery: plan, decisions, go or no go, what happens on the road, the result."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from comity.assistance import services
from comity.assistance.models import DeliveryEntry
from comity.assistance.queries import request_detail
from comity.assistance.queries.delivery import delivery_of
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import DeliveryWord, PlanName
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

router = Router(tags=["requests"])
Json = dict[str, Any]


class PlanIn(Strict):
    """What a plan says, by the names of its fields; days are written as 2026-12-01."""

    facts: dict[Word, Text] = {}


class ReadPlanIn(Strict):
    """When the plan was written that was read; no other leaves."""

    written_at: datetime


class WordIn(Strict):
    """One word, of which plan as read, with what it says by the names of its fields."""

    word: DeliveryWord
    plan: Annotated[int, Field(ge=1, le=1000)]
    plan_by: Party
    state: Word = ""
    facts: dict[Word, Text] = {}


@router.get("/requests/{reference}/delivery", response=Json)
def read_delivery(request: HttpRequest, reference: Reference) -> Json:
    """Return where a controlled delivery stands, its plan, and what both sides have said."""
    return _shown(reference, moment_of(request).officer)


@router.post("/requests/{reference}/delivery/plan", response=Json)
def write_plan(request: HttpRequest, reference: Reference, plan: PlanIn) -> Json:
    """Write a plan, or write on at the one that has not left."""
    with act_of(request) as moment:
        services.write_delivery_plan(
            reference, plan.facts, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(reference, moment.officer)


@router.post("/requests/{reference}/delivery/send", response=Json)
def send_plan(request: HttpRequest, reference: Reference, read: ReadPlanIn) -> Json:
    """Let the plan that was read out: a second person, signed in afresh, and a permission."""
    with act_of(request) as moment:
        services.send_delivery_plan(
            reference,
            written_at=read.written_at,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(reference, moment.officer)


@router.post("/requests/{reference}/delivery/words", response=Json)
def say(request: HttpRequest, reference: Reference, told: WordIn) -> Json:
    """Say a word other than a plan; "agree" and "go" ask for a fresh sign-in."""
    with act_of(request) as moment:
        if told.word is DeliveryWord.PLAN:
            raise NotFoundError()
        services.say_of_delivery(
            reference,
            told.word,
            told.facts,
            read=PlanName.by(told.plan_by, told.plan),
            state=told.state,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _shown(reference, moment.officer)


def _shown(reference: str, viewer: Viewer) -> Json:
    told = delivery_of(request_detail(reference, seen_by=viewer).request, seen_by=viewer)
    if told is None:
        raise NotFoundError()
    return {
        "reference": reference,
        "stage": told.stage.value,
        "plan": None if told.plan is None else _entry(told.plan),
        "waiting": None if told.waiting is None else _entry(told.waiting),
        "undecided": list(told.undecided),
        "words": [_entry(each) for each in told.words],
        "may": [word.value for word in told.may],
    }


def _entry(entry: DeliveryEntry) -> Json:
    return {
        "word": entry.word,
        "by": entry.by,
        "plan": entry.plan_number,
        "plan_by": entry.plan.proposer.value,
        "state": entry.state,
        "facts": entry.facts,
        "officer": entry.officer_name,
        "written_at": entry.at.isoformat(),
        "told_at": entry.told_at,
    }
