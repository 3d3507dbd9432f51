"""Letting a request leave: submitted, given back, approved by a second person."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from comity.assistance.bodies import request_body
from comity.assistance.duties import DATA_OFFICE
from comity.assistance.lifecycle import Step
from comity.assistance.models import Part, Request
from comity.assistance.queries.judging import problems_of_draft
from comity.assistance.rules import completed, problems_in, problems_in_text
from comity.assistance.schemas import COMPLETED_TYPE, REQUEST_TYPE
from comity.assistance.services.data_transfers import (
    demand_data_officers_approval,
    kind_leaving,
    record_transfer,
)
from comity.assistance.services.enclosing import offered_to_partner
from comity.assistance.services.law import demand_higher_approval, demand_permission, ruling_on
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_version,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.oral_drafts import note_sent
from comity.assistance.services.posting import demand_address
from comity.assistance.services.same_matter import note_matter
from comity.assistance.services.turning import note_completion, travelled_with
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    Channel,
    RequestState,
    RulingStandsAgainstError,
)
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission, Referral, Refusal, outcome_of
from comity.ledger.terms import FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

NOTHING_BESIDE: Mapping[str, FieldValue] = MappingProxyType({})


def submit_for_approval(reference: str, *, officer: Viewer, at: datetime, on: date) -> Request:
    """Hand a draft to whoever approves it, with the ruling as it is now.

    A refusal stops it here, in words. A referral goes on, because the person it is referred to
    must see it; it will not leave before that person has settled the matter.

    Args:
        reference: of the draft.
        officer: of the agency it belongs to.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        RulingStandsAgainstError: the law refuses it.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.SUBMIT, officer=officer)
    # What the kind settles is stated from here on: who approves reads it.
    request.take_draft(completed(request.as_draft()))
    demand_no_problems(problems_of_draft(request.as_draft(), on=on))
    ruling = ruling_on(request, on=on)
    if isinstance(ruling, Refusal):
        raise RulingStandsAgainstError(ruling)
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    request.submitted_at, request.return_reason = at, ""
    note_matter(request, at=at)
    record_step(request, step, officer=officer, at=at, outcome=outcome_of(ruling).value)
    return request


def return_to_drafter(reference: str, *, reason: str, officer: Viewer, at: datetime) -> Request:
    """Give a submitted request back, saying why.

    Raises:
        InvalidDraftError: no reason is given.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.RETURN, officer=officer)
    demand_no_problems(problems_in_text(reason, field="reason"))
    request.return_reason, request.submitted_at = reason, None
    request.channel, request.approved_at = Channel.NODE.value, None
    record_step(request, step, officer=officer, at=at)
    return request


def approve_request(
    reference: str,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Request:
    """Let a request leave: a second person, signed in afresh, and a permission of this moment.

    The rules are asked again here; only the permission obtained here sends. State, message and
    entry commit together. To a partner without a node nothing is sent: a letter is to be made.

    Args:
        reference: of the request.
        version: the version the approver read; no other leaves.
        officer: the approver, of the same agency, not the drafter.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        FreshSignInNeededError: the approver has not just signed in afresh.
        SecondPersonNeededError: the drafter approves.
        StaleVersionError: it was changed since the approver read it.
        RulingStandsAgainstError: the law refuses it, or a person must decide first.
        HigherApprovalNeededError: another office must release it.
        LinkNotConfirmedError: the partner's node is linked, and nothing can be carried there now.
        AddressMissingError: the partner has no node, and its postal address is not known.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.APPROVE, officer=officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return let_request_leave(request, step, version=version, officer=officer, at=at, on=on)


def let_request_leave(
    request: Request,
    step: Step,
    *,
    version: int,
    officer: Viewer,
    at: datetime,
    on: date,
    beside: Mapping[str, FieldValue] = NOTHING_BESIDE,
) -> Request:
    """Let a request leave by a step that whoever calls this has examined.

    Args:
        request: locked.
        step: by which it leaves; who may make it was asked before.
        version: the version that was read.
        officer: who lets it leave.
        at: aware UTC instant.
        on: the civil day ruled on.
        beside: further facts of the step's entry.

    Raises:
        StaleVersionError, RulingStandsAgainstError, HigherApprovalNeededError,
        LinkNotConfirmedError, AddressMissingError: as `approve_request`.
    """
    demand_version(request.version, version)
    demand_no_problems(problems_in(request.as_draft(), on=on))
    ruling = ruling_on(request, on=on)
    permission = demand_permission(ruling)
    demand_higher_approval(permission, officer=officer, but=frozenset({DATA_OFFICE}))
    approved_by = demand_data_officers_approval(
        permission, request, version=version, officer=officer
    )
    request.ruling, request.referred_to = kept_ruling(ruling), ""
    request.relied_on, request.article = permission.under, permission.article
    request.terms_digest, request.approver_name = permission.terms_digest, officer.name
    told: dict[str, FieldValue] = {}
    if step.channel is Channel.LETTER:
        demand_address(request.partner)
        request.channel, request.approved_at = Channel.LETTER.value, at
    else:
        kind = kind_leaving(request, None)
        message = _send(request, under=permission, officer=officer, at=at)
        told["message"] = message
        note_sent(request, officer=officer, at=at)
        record_transfer(
            request, kind=kind, by=officer.name, at=at, approved_by=approved_by, message=message
        )
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        under=permission.under,
        article=permission.article,
        terms=permission.terms_digest,
        **told,
        **beside,
    )
    return request


def _send(request: Request, *, under: Permission, officer: Viewer, at: datetime) -> str:
    """Queue the request, or the completed one, for the partner's node; return its message."""
    again = request.stands is RequestState.COMPLETED
    offered = offered_to_partner(
        request, Part.REQUEST, officer=officer, at=at, but=travelled_with(request)
    )
    message = queue_message(
        NewMessage(
            type=COMPLETED_TYPE if again else REQUEST_TYPE,
            body=request_body(request, exhibits=offered),
            case=request.reference,
            answers=request.message_id if again else None,
            exhibits=tuple(exhibit.line for exhibit in offered),
            urgent=request.urgent,
        ),
        to=request.partner,
        under=under,
        at=at,
    )
    if again:
        note_completion(request, message, by=officer.name, at=at)
    else:
        request.message_id, request.sent_at = message, at
    return message
