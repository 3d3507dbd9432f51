"""Acts of the administration that is asked: write the answer, release it."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from comity.assistance.bodies import answer_body
from comity.assistance.duties import DATA_OFFICE
from comity.assistance.lifecycle import Step
from comity.assistance.models import Answer, Part, Request
from comity.assistance.replying import meant
from comity.assistance.rules import problems_in_answer, problems_in_text, unstorable
from comity.assistance.schemas import ANSWER_TYPE, PARTIAL_TYPE
from comity.assistance.services.data_transfers import (
    demand_data_officers_approval,
    kind_leaving,
    record_transfer,
)
from comity.assistance.services.enclosing import offered_to_partner, unbound
from comity.assistance.services.law import (
    demand_higher_approval,
    limits_for,
    own_code,
    permission_to_answer,
)
from comity.assistance.services.marking import carry_markings, demand_originators_asked
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_version,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.oral_leave import demand_confirmed
from comity.assistance.services.parts_ruled import (
    PartsGoing,
    bind_parts,
    demand_parts_go,
    free_parts,
)
from comity.assistance.services.unheard import demand_none_unheard, free_unheard_parts
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    AnswerDraft,
)
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission
from comity.ledger.terms import FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

NOTHING_BESIDE: Mapping[str, FieldValue] = MappingProxyType({})


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
    free_unheard_parts(request)
    written = Answer.objects.all().next_to(request)
    written.take_draft(answer)
    written.drafter_id, written.drafted_by = officer.officer_id, officer.name
    written.add_writer(officer)
    request.holder_id = officer.desk
    written.version += 1
    written.save()
    carry_markings(written)
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
    answer = Answer.objects.all().last_of(request)
    answer.undo_release()
    free_parts(answer)
    answer.save()
    answer.enclosures.update(answer=None)
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

    A partial reply leaves in the same way, and the request stays accepted until the final one.
    Part by part: what waits for its originator, or may not go, stays for a later reply where this
    one is partial. The instrument and this node's own law are asked again here. The limits of use
    travel with the answer; they are the instrument's, narrowed by what its writer set.

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
        OriginatorNotAskedError, PartsStayError: some of it is another's, or may not go.
        PartialNotTakenError: what a partial reply held that was refused there is to be read anew.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, meant(request, Action.RELEASE), officer=officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return let_answer_leave(request, step, version=version, officer=officer, at=at, on=on)


def let_answer_leave(
    request: Request,
    step: Step,
    *,
    version: int,
    officer: Viewer,
    at: datetime,
    on: date,
    beside: Mapping[str, FieldValue] = NOTHING_BESIDE,
) -> Request:
    """Let an answer leave by a step that whoever calls this has examined.

    Args:
        request: locked.
        step: by which it leaves; who may make it was asked before.
        version: the version of the answer that was read.
        officer: who lets it leave.
        at: aware UTC instant.
        on: the civil day ruled on.
        beside: further facts of the step's entry.

    Raises:
        StaleVersionError, InvalidDraftError, RulingStandsAgainstError, HigherApprovalNeededError:
            as `release_answer`.
        OralNotConfirmedError: it answers what was only said, which is not confirmed in writing.
    """
    answer = Answer.objects.all().last_of(request)
    demand_version(answer.version, version)
    draft = answer.as_draft()
    demand_no_problems(problems_in_answer(draft))
    demand_none_unheard(request)
    demand_confirmed(request, on=on)
    demand_originators_asked(answer)
    parts = demand_parts_go(request, answer, on=on)
    permission = permission_to_answer(request, parts.draft, on=on, supplied=parts.supplied)
    demand_higher_approval(permission, officer=officer, but=frozenset({DATA_OFFICE}))
    approved_by = demand_data_officers_approval(
        permission, request, version=version, officer=officer, answer=answer
    )
    limits = limits_for(request, draft, under=permission.under, supplier=own_code(), on=on)
    answer.limits = limits.as_data()
    answer.relied_on, answer.article = permission.under, permission.article
    answer.terms_digest, answer.ruling = permission.terms_digest, kept_ruling(permission)
    answer.released_by, answer.released_at = officer.name, at
    bind_parts(answer, parts)
    told: dict[str, FieldValue] = {}
    if request.by_letter:
        told["exhibits"] = _enclosed(request, parts)
        request.approved_at = at
    else:
        told["exhibits"] = _send_answer(
            request, answer, parts, under=permission, officer=officer, at=at
        )
        told["message"] = answer.message_id
        record_transfer(
            request,
            kind=kind_leaving(request, answer),
            by=officer.name,
            at=at,
            answer=answer,
            approved_by=approved_by,
            message=answer.message_id,
        )
        if not answer.partial:
            request.answered_at = at
    answer.save()
    unbound(request).exclude(exhibit_id__in=parts.exhibits_kept).update(answer=answer)
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
        **beside,
    )
    return request


def _enclosed(request: Request, parts: PartsGoing) -> list[str]:
    going = unbound(request).exclude(exhibit_id__in=parts.exhibits_kept)
    enclosed = going.select_related("exhibit")
    return [each.exhibit.record_name for each in enclosed]


def _send_answer(
    request: Request,
    answer: Answer,
    parts: PartsGoing,
    *,
    under: Permission,
    officer: Viewer,
    at: datetime,
) -> list[str]:
    """Queue the answer; return how the record names its exhibits."""
    offered = offered_to_partner(
        request,
        Part.ANSWER,
        officer=officer,
        at=at,
        but=[str(each) for each in parts.exhibits_kept],
    )
    answer.message_id = queue_message(
        NewMessage(
            type=PARTIAL_TYPE if answer.partial else ANSWER_TYPE,
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
