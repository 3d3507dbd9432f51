"""Acts of the administration that is asked: decide, write the answer, release it."""

from datetime import date, datetime

from comity.assistance.bodies import acceptance_body, answer_body, refusal_body
from comity.assistance.models import Answer, Part, Request
from comity.assistance.rules import problems_in_answer, problems_in_text, unstorable
from comity.assistance.schemas import ACCEPTED_TYPE, ANSWER_TYPE, REFUSED_TYPE
from comity.assistance.services.enclosing import offered_to_partner
from comity.assistance.services.law import (
    demand_higher_approval,
    limits_for,
    own_code,
    permission_to_answer,
    ruling_on,
)
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    demand_version,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.telling import tell_partner
from comity.assistance.services.turning import stands_accepted_there
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    AnswerDraft,
    OtherAgencyError,
    RefusalGround,
    RulingStandsAgainstError,
)
from comity.evidence.services import allocate
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission, Referral, Role, Ruling, outcome_of
from comity.ledger.terms import FieldValue
from comity.officers.models import Agency
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer


def accept_request(
    reference: str, *, agency: str, officer: Viewer, at: datetime, on: date
) -> Request:
    """Accept a partner's request and give it to an agency of this node.

    This node rules for itself, again, on this day. What is referred to the central unit is
    decided by this act; what is refused, or referred to another role, stays where it is.

    Args:
        reference: the partner's.
        agency: code of the agency that will answer.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        UnknownAgencyError: this node has no such agency.
        OtherAgencyError: another agency has begun the answer, which shows to nobody else.
        RulingStandsAgainstError: our own ruling refuses, or another role must decide first.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.ACCEPT, officer=officer)
    charged = agency_of_code(agency)
    _demand_not_answered_elsewhere(request, charged)
    ruling = ruling_on(request, on=on)
    _demand_acceptable(ruling)
    request.ruling, request.referred_to = kept_ruling(ruling), ""
    if request.agency_id != charged.pk:
        request.holder = None
    request.agency, request.handling_unit = charged, charged.name
    told_before, request.decided_at = stands_accepted_there(request), at
    allocate((each.exhibit for each in request.enclosures.all()), agency=charged)
    if not told_before:
        request.decision_message_id = tell_partner(
            request, ACCEPTED_TYPE, acceptance_body(request), at=at, on=on
        )
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        agency_charged=charged.code,
        outcome=outcome_of(ruling).value,
        message=request.decision_message_id,
    )
    return request


def refuse_request(
    reference: str, *, ground: str, reasons: str, officer: Viewer, at: datetime, on: date
) -> Request:
    """Refuse a partner's request. A person does, on a named ground and saying why.

    Args:
        reference: the partner's.
        ground: a `RefusalGround`.
        reasons: what the partner is told.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the ground is not known, or no reasons are given.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.REFUSE, officer=officer)
    known = ground in frozenset(RefusalGround)
    unknown = () if known else (Problem("unknown_code", "ground"),)
    demand_no_problems(unknown + problems_in_text(reasons, field="reasons"))
    request.decision_ground, request.decision_reasons = ground, reasons
    request.decided_at = at
    request.decision_message_id = tell_partner(
        request, REFUSED_TYPE, refusal_body(request), at=at, on=on
    )
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        ground=ground,
        message=request.decision_message_id,
    )
    return request


def draft_answer(reference: str, *, answer: AnswerDraft, officer: Viewer, at: datetime) -> Request:
    """Write an answer, or go on writing it; it may be incomplete, and is kept as typed.

    Each version is recorded: what an approver reads is always one of them.

    Args:
        reference: of the request that is answered.
        answer: as typed, whole.
        officer: of the agency the request was given to.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something in it cannot even be kept.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.DRAFT_ANSWER, officer=officer)
    demand_no_problems(unstorable(problems_in_answer(answer)))
    written = Answer.objects.filter(request=request).first() or Answer(request=request)
    written.take_draft(answer)
    written.drafter_id, written.drafted_by = officer.officer_id, officer.name
    written.add_writer(officer)
    request.holder_id = officer.desk
    written.version += 1
    written.save()
    record_step(request, step, officer=officer, at=at)
    return request


def return_answer(reference: str, *, reason: str, officer: Viewer, at: datetime) -> Request:
    """Give a drafted answer back to its writer, saying why.

    Raises:
        InvalidDraftError: no reason is given.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.RETURN_ANSWER, officer=officer)
    demand_no_problems(problems_in_text(reason, field="reason"))
    request.return_reason, request.approved_at = reason, None
    answer = request.answer
    answer.undo_release()
    answer.save()
    record_step(request, step, officer=officer, at=at)
    return request


def release_answer(
    reference: str,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Request:
    """Let an answer leave: a second person, signed in afresh, and both limbs of a permission.

    The instrument and this node's own law are asked again here. The limits of use travel with the
    answer; they are the instrument's, narrowed by what its writer set.

    Args:
        reference: of the request that is answered.
        version: the version of the answer the approver read; no other leaves.
        officer: an approver of the same agency who did not write in it.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        FreshSignInNeededError: the approver has not just signed in afresh.
        SecondPersonNeededError: a writer releases.
        StaleVersionError: it was changed since the approver read it.
        InvalidDraftError: something is missing or wrong in the answer.
        RulingStandsAgainstError: a limb refuses, or a person must decide first.
        HigherApprovalNeededError: another office must release it.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.RELEASE, officer=officer)
    answer = request.answer
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_version(answer.version, version)
    draft = answer.as_draft()
    demand_no_problems(problems_in_answer(draft))
    permission = permission_to_answer(request, draft, on=on)
    demand_higher_approval(permission, officer=officer)
    limits = limits_for(request, draft, under=permission.under, supplier=own_code(), on=on)
    answer.limits = limits.as_data()
    answer.relied_on, answer.article = permission.under, permission.article
    answer.terms_digest, answer.ruling = permission.terms_digest, kept_ruling(permission)
    answer.released_by, answer.released_at = officer.name, at
    told: dict[str, FieldValue] = {}
    if request.by_letter:
        told["exhibits"] = _enclosed(request)
        request.approved_at = at
    else:
        told["exhibits"] = _send_answer(request, answer, under=permission, officer=officer, at=at)
        told["message"], request.answered_at = answer.message_id, at
    answer.save()
    request.return_reason = ""
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        under=permission.under,
        article=permission.article,
        terms=permission.terms_digest,
        **told,
    )
    return request


def _enclosed(request: Request) -> list[str]:
    enclosed = request.enclosures.filter(part=Part.ANSWER).select_related("exhibit")
    return [each.exhibit.record_name for each in enclosed]


def _send_answer(
    request: Request, answer: Answer, *, under: Permission, officer: Viewer, at: datetime
) -> list[str]:
    """Queue the answer; return how the record names its exhibits."""
    offered = offered_to_partner(request, Part.ANSWER, officer=officer, at=at)
    answer.message_id = queue_message(
        NewMessage(
            type=ANSWER_TYPE,
            body=answer_body(answer, exhibits=offered),
            case=request.reference,
            answers=request.message_id,
            exhibits=tuple(each.line for each in offered),
            urgent=request.urgent,
        ),
        to=request.partner,
        under=under,
        at=at,
    )
    return [each.exhibit.record_name for each in offered]


def _demand_not_answered_elsewhere(request: Request, charged: Agency) -> None:
    """Refuse to give what one agency has begun to answer, its evidence too, to another."""
    if request.agency_id in {None, charged.pk}:
        return
    attached = request.enclosures.filter(part=Part.ANSWER).exists()
    if attached or Answer.objects.filter(request=request).exists():
        raise OtherAgencyError(agency=request.agency_code or "")


def _demand_acceptable(ruling: Ruling) -> None:
    match ruling:
        case Permission():
            return
        case Referral(to=Role.CENTRAL_UNIT):
            # Accepting is how the central unit decides what is referred to it.
            return
        case _:
            raise RulingStandsAgainstError(ruling)
