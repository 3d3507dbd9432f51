"""Own law that lives in the node: instructions, assurances and breaches, for the entitled.

Whoever is not entitled is answered alike, whether anything stands there or not.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from comity.agreements import queries, services
from comity.agreements.duties import SEE_OWN_LAW
from comity.agreements.lifecycle import (
    BreachAct,
    InstructionAct,
    breach_steps_from,
    instruction_steps_from,
)
from comity.agreements.models import (
    AssuranceRecord,
    BreachRecord,
    InstructionRecord,
)
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import (
    AssuranceIn,
    BreachIn,
    InstructionIn,
    Number,
    PartnerAsked,
)
from comity.interfaces.rest.values import ReasonIn
from comity.officers.terms import Viewer, demand_role

router = Router(tags=["own law"])
Json = dict[str, Any]


@router.get("/own-law/instructions", response=Json)
def list_instructions(request: HttpRequest, asked: Query[PartnerAsked]) -> Json:
    """The national instructions, the latest first."""
    viewer = _entitled(request)
    found = queries.instructions(seen_by=viewer, partner=asked.partner)
    return {"items": [_instruction(each) for each in found]}


@router.post("/own-law/instructions", response={201: Json})
def issue(request: HttpRequest, told: InstructionIn) -> Status[Json]:
    """Enter an instruction; it counts once a second officer has confirmed it."""
    with act_of(request) as moment:
        made = services.issue_instruction(told.as_draft(), officer=moment.officer, at=moment.at)
    return Status(201, _instruction(made))


@router.get("/own-law/instructions/{number}", response=Json)
def read_instruction(request: HttpRequest, number: Number) -> Json:
    """One instruction with its history and what may come next."""
    return _instruction(queries.instruction(number, seen_by=moment_of(request).officer))


@router.post("/own-law/instructions/{number}/{act}", response=Json)
def move_instruction(
    request: HttpRequest, number: Number, act: InstructionAct, told: ReasonIn
) -> Json:
    """Confirm an instruction, give it up, ask for its withdrawal, withdraw it, or keep it."""
    with act_of(request) as moment:
        moved = services.move_instruction(
            number,
            act,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
            reason=told.reason,
        )
    return _instruction(moved)


@router.get("/own-law/assurances", response=Json)
def list_assurances(request: HttpRequest, asked: Query[PartnerAsked]) -> Json:
    """What partners have promised, by partner."""
    viewer = _entitled(request)
    found = queries.assurances(seen_by=viewer, partner=asked.partner)
    return {"items": [_assurance(each) for each in found]}


@router.post("/own-law/assurances", response={201: Json})
def record_assurance(request: HttpRequest, told: AssuranceIn) -> Status[Json]:
    """Record what a partner has promised."""
    with act_of(request) as moment:
        made = services.record_assurance(told.as_draft(), officer=moment.officer, at=moment.at)
    return Status(201, _assurance(made))


@router.post("/own-law/assurances/{number}/withdraw", response=Json)
def withdraw_assurance(request: HttpRequest, number: Number, told: ReasonIn) -> Json:
    """Record that a promise counts no longer."""
    with act_of(request) as moment:
        ended = services.withdraw_assurance(
            number, reason=told.reason, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _assurance(ended)


@router.get("/own-law/breaches", response=Json)
def list_breaches(request: HttpRequest, asked: Query[PartnerAsked]) -> Json:
    """The reported breaches, the latest first."""
    viewer = _entitled(request)
    found = queries.breaches(seen_by=viewer, partner=asked.partner)
    return {"items": [_breach(each) for each in found]}


@router.post("/own-law/breaches", response={201: Json})
def report(request: HttpRequest, told: BreachIn) -> Status[Json]:
    """Report a breach; from now on it is alleged."""
    with act_of(request) as moment:
        made = services.report_breach(
            told.as_draft(), officer=moment.officer, at=moment.at, on=moment.on
        )
    return Status(201, _breach(made))


@router.get("/own-law/breaches/{number}", response=Json)
def read_breach(request: HttpRequest, number: Number) -> Json:
    """One breach with its history and what may come next."""
    return _breach(queries.breach(number, seen_by=moment_of(request).officer))


@router.post("/own-law/breaches/{number}/{act}", response=Json)
def move_breach(request: HttpRequest, number: Number, act: BreachAct, told: ReasonIn) -> Json:
    """Establish a breach, find it not borne out, record it as put right, or as told."""
    with act_of(request) as moment:
        moved = services.move_breach(
            number,
            act,
            reason=told.reason,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _breach(moved)


def _entitled(request: HttpRequest) -> Viewer:
    viewer = moment_of(request).officer
    demand_role(viewer, SEE_OWN_LAW.roles)
    return viewer


def _instruction(record: InstructionRecord) -> Json:
    return {
        "number": record.pk,
        "state": record.state.value,
        "effect": record.effect,
        "to": record.to,
        "partners": record.partners,
        "kinds": record.kinds,
        "purposes": record.purposes,
        "acts": record.acts,
        "from_on": record.from_on,
        "until_on": record.until_on,
        "ended_on": record.ended_on,
        "office": record.office,
        "reference": record.reference,
        "dated": record.dated,
        "source": record.source,
        "text": record.text,
        "issued_by": record.issued_by_name,
        "issued_at": record.issued_at,
        "history": [
            {"act": move.act, "by": move.by_name, "at": move.at, "reason": move.reason}
            for move in record.moves.all()
        ],
        "next": [step.act.value for step in instruction_steps_from(record.state)],
    }


def _assurance(record: AssuranceRecord) -> Json:
    return {
        "number": record.pk,
        "partner": record.partner,
        "unit": record.unit,
        "assurance": record.assurance,
        "given_by": record.given_by,
        "document": record.document,
        "given_on": record.given_on,
        "from_on": record.from_on,
        "until_on": record.until_on,
        "recorded_by": record.recorded_by,
        "recorded_at": record.recorded_at,
        "withdrawn_by": record.withdrawn_by_name,
        "withdrawn_on": record.withdrawn_on,
        "withdrawal_reason": record.withdrawal_reason,
    }


def _breach(record: BreachRecord) -> Json:
    return {
        "number": record.pk,
        "state": record.state.value,
        "breaker": record.breaker,
        "partner": record.partner,
        "unit": record.unit,
        "assurance": record.assurance,
        "item": record.item,
        "what": record.what,
        "happened_on": record.happened_on,
        "known_on": record.known_on,
        "source": record.source,
        "reported_by": record.reported_by_name,
        "reported_at": record.reported_at,
        "history": [
            {
                "act": move.act,
                "state": move.state,
                "by": move.by_name,
                "at": move.at,
                "reason": move.reason,
            }
            for move in record.moves.all()
        ],
        "next": [step.act.value for step in breach_steps_from(record.state)],
    }
