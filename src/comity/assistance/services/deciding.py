"""Acts of the central unit that is asked: to accept, whole, in part or conditionally; to refuse."""

from datetime import date, datetime

from comity.assistance.bodies import acceptance_body, refusal_body
from comity.assistance.deciding_rules import problems_in_acceptance, problems_in_consultation
from comity.assistance.models import Answer, Decision, Part, Request
from comity.assistance.queries.deciding import refusals_after_consultation
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas import ACCEPTED_TYPE, REFUSED_TYPE
from comity.assistance.services.law import demand_acceptable, ruling_on
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.telling import tell_partner
from comity.assistance.services.turning import stands_accepted_there
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    OtherAgencyError,
    RefusalGround,
    RequestDraft,
)
from comity.assistance.terms.deciding import NOT_CONSULTED, WHOLE, Acceptance, Consulted
from comity.evidence.services import allocate
from comity.kernel.errors import Problem
from comity.kernel.rulings import outcome_of
from comity.officers.models import Agency
from comity.officers.terms import Viewer


def accept_request(
    reference: str,
    *,
    agency: str,
    acceptance: Acceptance = WHOLE,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Request:
    """Accept a partner's request, whole, in part or on conditions, and give it to an agency.

    This node rules for itself, again, on this day. What is referred to the central unit is
    decided by this act; what is refused, or referred to another role, stays where it is.

    Args:
        reference: the partner's.
        agency: code of the agency that will answer.
        acceptance: how much is done, and on which conditions.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        InvalidDraftError: of one in part it is not said what is left out; or the like.
        UnknownAgencyError: this node has no such agency.
        OtherAgencyError: another agency has begun the answer, which shows to nobody else.
        RulingStandsAgainstError: our own ruling refuses, or another role must decide first.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.ACCEPT, officer=officer)
    demand_no_problems(problems_in_acceptance(acceptance))
    charged = agency_of_code(agency)
    _demand_not_answered_elsewhere(request, charged)
    ruling = ruling_on(request, on=on)
    # Accepting is how the central unit decides what is referred to it.
    demand_acceptable(ruling)
    request.ruling, request.referred_to = kept_ruling(ruling), ""
    if request.agency_id != charged.pk:
        request.holder = None
    request.agency, request.handling_unit = charged, charged.name
    told_before, request.decided_at = stands_accepted_there(request), at
    came_with = (*request.enclosures.all(), *request.supplies.all())
    allocate((each.exhibit for each in came_with), agency=charged)
    note_acceptance(request, acceptance, by=officer.name, at=at)
    if not told_before:
        body = acceptance_body(request, acceptance)
        request.decision_message_id = tell_partner(request, ACCEPTED_TYPE, body, at=at, on=on)
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        agency_charged=charged.code,
        outcome=outcome_of(ruling).value,
        scope=acceptance.scope,
        conditional=acceptance.on_conditions,
        message=request.decision_message_id,
    )
    return request


def refuse_request(
    reference: str,
    *,
    ground: str,
    reasons: str,
    consulted: Consulted = NOT_CONSULTED,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Request:
    """Refuse a partner's request. A person does, on a named ground and saying why.

    Where the agreement wants the partner consulted before, the day and what came of it are owed.

    Args:
        reference: the partner's.
        ground: a `RefusalGround`.
        reasons: what the partner is told.
        consulted: when the partner was consulted; it stays in this record.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the ground is not known, no reasons are given, or the agreement wants
            the partner consulted first.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.REFUSE, officer=officer)
    known = ground in frozenset(RefusalGround)
    unknown = () if known else (Problem("unknown_code", "ground"),)
    owed = ground in refusals_after_consultation(request, on=on)
    demand_no_problems(
        (
            *unknown,
            *problems_in_text(reasons, field="reasons"),
            *problems_in_consultation(consulted, owed=owed, on=on),
        )
    )
    request.decision_ground, request.decision_reasons = ground, reasons
    request.decided_at = at
    _note_consultation(request, consulted, by=officer.name, at=at)
    request.decision_message_id = tell_partner(
        request, REFUSED_TYPE, refusal_body(request), at=at, on=on
    )
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        ground=ground,
        consulted=consulted.on,
        message=request.decision_message_id,
    )
    return request


def note_acceptance(request: Request, acceptance: Acceptance, *, by: str, at: datetime) -> None:
    """Keep what an acceptance says, where it says more than that or less was said before."""
    if acceptance.is_plain and not request.decisions.exists():
        return
    Decision.objects.create(
        request=request,
        scope=acceptance.scope,
        not_done=acceptance.not_done.strip(),
        conditions=acceptance.conditions.strip(),
        by=by,
        at=at,
    )


def _note_consultation(request: Request, consulted: Consulted, *, by: str, at: datetime) -> None:
    if not consulted.on and not request.decisions.exists():
        return
    day = RequestDraft(reply_wanted_on=consulted.on).reply_day
    Decision.objects.create(
        request=request, consulted_on=day, consultation=consulted.note.strip(), by=by, at=at
    )


def _demand_not_answered_elsewhere(request: Request, charged: Agency) -> None:
    """Refuse to give what one agency has begun to answer, its evidence too, to another."""
    if request.agency_id in {None, charged.pk}:
        return
    attached = request.enclosures.filter(part=Part.ANSWER).exists()
    if attached or Answer.objects.filter(request=request).exists():
        raise OtherAgencyError(agency=request.agency_code or "")
