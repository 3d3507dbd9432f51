"""Giving information that nobody asked for: a second person lets it leave, or returns it."""

from datetime import date, datetime

from comity.assistance.duties import DATA_OFFICE
from comity.assistance.information_bodies import information_body
from comity.assistance.models import Answer, Information, Part, Request
from comity.assistance.queries.judging import problems_of_information
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas.information import INFORMATION_TYPE
from comity.assistance.services.data_transfers import (
    demand_data_officers_approval,
    record_transfer,
)
from comity.assistance.services.enclosing import offered_to_partner, unbound
from comity.assistance.services.information_writing import draft_of, name_of
from comity.assistance.services.law import (
    demand_higher_approval,
    limits_for,
    own_code,
    permission_to_answer,
)
from comity.assistance.services.marking import demand_originators_asked
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_version,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.parts_ruled import (
    PartsGoing,
    bind_parts,
    demand_parts_go,
    free_parts,
)
from comity.assistance.services.posting import demand_address
from comity.assistance.services.same_matter import note_matter
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Action, Channel
from comity.assistance.terms.data_transfers import TransferKind
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission
from comity.ledger.terms import FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer


def return_information(reference: str, *, reason: str, officer: Viewer, at: datetime) -> Request:
    """Give information back to its writer, saying why; also what waits for its letter.

    Raises:
        InvalidDraftError: no reason is given.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.RETURN_INFORMATION, officer=officer)
    demand_no_problems(problems_in_text(reason, field="reason"))
    request.return_reason, request.approved_at = reason, None
    request.channel = Channel.NODE.value
    answer = Answer.objects.all().last_of(request)
    answer.undo_release()
    free_parts(answer)
    answer.save()
    answer.enclosures.update(answer=None)
    record_step(request, step, officer=officer, at=at)
    return request


def tell_information(
    reference: str,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Request:
    """Let information leave: a second person, signed in afresh, and both limbs of a permission.

    The instrument with this partner and this node's own law are asked again here. The limits of
    use travel with it; they are the instrument's, narrowed by what its writer set.

    Args:
        reference: of the matter.
        version: the version of the information the approver read; no other leaves.
        officer: an approver of the same agency who did not write in it.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        FreshSignInNeededError: the approver has not just signed in afresh.
        SecondPersonNeededError: a writer releases.
        StaleVersionError: it was changed since the approver read it.
        InvalidDraftError: something is missing or wrong in it.
        OriginatorNotAskedError, PartsStayError: some of it is another's, or may not go.
        RulingStandsAgainstError: a limb refuses, or a person must decide first.
        HigherApprovalNeededError: another office must release it.
        LinkNotConfirmedError, AddressMissingError: nothing reaches the partner now.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step_of_officer(request, Action.TELL, officer=officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return let_out(request, version=version, officer=officer, at=at, on=on)


def let_out(request: Request, *, version: int, officer: Viewer, at: datetime, on: date) -> Request:
    """Let information leave for its one partner; the caller has seen to the fresh sign-in.

    Args:
        request: the matter, locked.
        version: the version of the information the approver read.
        officer: the approver.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        As `tell_information`.
    """
    step = step_of_officer(request, Action.TELL, officer=officer)
    information = Information.objects.select_related("alert").get(request=request)
    answer = Answer.objects.all().last_of(request)
    demand_version(answer.version, version)
    draft = draft_of(request, information, answer)
    demand_no_problems(problems_of_information(draft, on=on))
    demand_originators_asked(answer)
    parts = demand_parts_go(request, answer, on=on)
    permission = permission_to_answer(request, parts.draft, on=on, supplied=parts.supplied)
    demand_higher_approval(permission, officer=officer, but=frozenset({DATA_OFFICE}))
    approved_by = demand_data_officers_approval(
        permission, request, version=version, officer=officer, answer=answer
    )
    _take_permission(request, answer, permission, officer=officer, at=at, on=on)
    bind_parts(answer, parts)
    alert = name_of(information.alert)
    told: dict[str, FieldValue] = {"pressing": information.urgency, "alert": alert}
    if step.channel is Channel.LETTER:
        demand_address(request.partner)
        request.channel, request.approved_at = Channel.LETTER.value, at
        going = unbound(request).exclude(exhibit_id__in=parts.exhibits_kept)
        told["exhibits"] = [each.exhibit.record_name for each in going.select_related("exhibit")]
    else:
        exhibits = _send(information, answer, parts, under=permission, officer=officer, at=at)
        told |= {"exhibits": exhibits, "message": answer.message_id}
        information.told_at = at
        information.save(update_fields=["told_at"])
        record_transfer(
            request,
            kind=TransferKind.INFORMATION,
            by=officer.name,
            at=at,
            answer=answer,
            approved_by=approved_by,
            message=answer.message_id,
        )
    answer.save()
    unbound(request).exclude(exhibit_id__in=parts.exhibits_kept).update(answer=answer)
    note_matter(request, at=at)
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


def _take_permission(
    request: Request,
    answer: Answer,
    permission: Permission,
    *,
    officer: Viewer,
    at: datetime,
    on: date,
) -> None:
    """Keep what lets it leave, and what it may be used for there."""
    limits = limits_for(
        request, answer.as_draft(), under=permission.under, supplier=own_code(), on=on
    )
    answer.limits = limits.as_data()
    answer.relied_on, answer.article = permission.under, permission.article
    answer.terms_digest, answer.ruling = permission.terms_digest, kept_ruling(permission)
    answer.released_by, answer.released_at = officer.name, at
    request.ruling, request.referred_to = kept_ruling(permission), ""
    request.relied_on, request.article = permission.under, permission.article
    request.terms_digest, request.approver_name = permission.terms_digest, officer.name
    request.return_reason = ""


def _send(
    information: Information,
    answer: Answer,
    parts: PartsGoing,
    *,
    under: Permission,
    officer: Viewer,
    at: datetime,
) -> list[str]:
    """Queue it, before others where it is urgent; return how the record names its exhibits."""
    request = answer.request
    kept = [str(each) for each in parts.exhibits_kept]
    offered = offered_to_partner(request, Part.ANSWER, officer=officer, at=at, but=kept)
    request.message_id = answer.message_id = queue_message(
        NewMessage(
            type=INFORMATION_TYPE,
            body=information_body(answer, urgency=information.urgency, exhibits=offered),
            case=request.reference,
            exhibits=tuple(each.line for each in offered),
            urgent=request.urgent,
        ),
        to=request.partner,
        under=under,
        at=at,
    )
    return [each.exhibit.record_name for each in offered]
