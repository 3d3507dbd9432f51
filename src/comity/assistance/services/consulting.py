"""Consulting a partner on a draft, informally: written by one, let out by another."""

from datetime import date, datetime

from comity.assistance.channels import channel_to
from comity.assistance.duties import CONSULT, RELEASE_CONSULTATION, WRITE_VIEW
from comity.assistance.models import Consultation, Request
from comity.assistance.queries.consulting import may_consult
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas.consulting import CONSULTATION_TYPE, VIEW_TYPE
from comity.assistance.services.law import (
    demand_acceptable,
    demand_higher_approval,
    demand_permission,
    ruling_on,
    ruling_on_consultation,
)
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_not_erased,
    demand_version,
    request_for_change,
)
from comity.assistance.services.transfer_rules import demand_words_carried
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Channel, DeputyOfWriterError, Party, SecondPersonNeededError
from comity.assistance.terms.consulting import (
    ConsultationByNodeError,
    ConsultationNotOpenError,
    ConsultationState,
)
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.events.consulting import (
    CONSULTATION_SENT,
    CONSULTATION_WRITTEN,
    VIEW_SENT,
    VIEW_WRITTEN,
)
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Citation, Ground, Permission
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_OPEN_OURS = (ConsultationState.WRITTEN.value, ConsultationState.SENT.value)


def write_consultation(
    reference: str, *, summary: str, officer: Viewer, at: datetime
) -> Consultation:
    """Write the summary of a draft that a partner is to see informally; nothing leaves yet.

    The draft stays as it stands. A summary that waits for its second person is written anew.

    Args:
        reference: of the draft.
        summary: what the partner would read.
        officer: of the agency of the draft, or of the central unit.
        at: aware UTC instant.

    Raises:
        NotAllowedError: it is not this officer's to write.
        ConsultationNotOpenError: it is no draft any more, or the partner was asked and has not
            answered.
        ConsultationByNodeError: the partner has no node.
        InvalidDraftError: nothing is said, or it cannot be kept.
        NotFoundError: there is no such request, or none that the officer may see.
    """
    demand_role(officer, CONSULT.roles)
    request = request_for_change(reference, officer=officer)
    waiting = Consultation.objects.filter(request=request, state__in=_OPEN_OURS).first()
    sent = waiting is not None and waiting.stands is ConsultationState.SENT
    if sent or not may_consult(request, officer):
        raise ConsultationNotOpenError()
    _demand_node(request.partner)
    demand_no_problems(problems_in_text(summary, field="summary"))
    written = waiting or Consultation(
        request=request,
        side=Party.REQUESTING.value,
        state=ConsultationState.WRITTEN.value,
        begun_at=at,
    )
    written.partner, written.reference = request.partner, request.reference
    written.kind, written.summary, written.written_by = request.kind, summary.strip(), officer.name
    written.writers = sorted({*written.writers, *officer.people})
    written.version += 1
    written.save()
    _record(CONSULTATION_WRITTEN, written, officer=officer, at=at)
    return written


def send_consultation(
    number: int,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Consultation:
    """Let a summary go to the partner: a second person, ruled on as the asking itself is.

    Args:
        number: of the consultation.
        version: of the summary that the officer read; no other leaves.
        officer: of the central unit, who did not write it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        FreshSignInNeededError: the officer has not just signed in afresh.
        SecondPersonNeededError: its writer lets it go.
        ConsultationNotOpenError: it was let go before, or its draft is another's now.
        StaleVersionError: it was written anew since it was read.
        RulingStandsAgainstError, HigherApprovalNeededError: the law does not carry the asking.
        NotAllowedError, NotFoundError: as for every act.
    """
    found = _for_release(number, ConsultationState.WRITTEN, officer, signed_in_afresh_at, at)
    demand_version(found.version, version)
    request = found.request
    assert request is not None, "a summary of ours belongs to a draft"
    if request.reference != found.reference or not may_consult(request, officer):
        raise ConsultationNotOpenError()
    _demand_node(found.partner)
    ruling = ruling_on(request, on=on)
    permission = demand_permission(ruling)
    demand_higher_approval(permission, officer=officer)
    demand_words_carried(TransferKind.CONSULTATION, partner=found.partner, officer=officer)
    found.ruling, found.relied_on = kept_ruling(ruling), permission.under
    found.article, found.terms_digest = permission.article, permission.terms_digest
    body = {"reference": found.reference, "kind": found.kind, "summary": found.summary}
    found.message_id = queue_message(
        NewMessage(type=CONSULTATION_TYPE, body=body, case=found.reference),
        to=found.partner,
        under=permission,
        at=at,
    )
    found.asked_at, found.state = at, ConsultationState.SENT.value
    found.released_by = officer.name
    found.save()
    _record(
        CONSULTATION_SENT,
        found,
        officer=officer,
        at=at,
        under=permission.under,
        article=permission.article,
        message=found.message_id,
    )
    return found


def write_view(number: int, *, view: str, officer: Viewer, at: datetime) -> Consultation:
    """Write our informal view of a partner's draft; nothing leaves yet.

    Raises:
        ConsultationNotOpenError: our view was sent before.
        InvalidDraftError: nothing is said, or it cannot be kept.
        NotAllowedError, NotFoundError: as for every act.
    """
    found = _locked(number, officer)
    demand_role(officer, WRITE_VIEW.roles)
    if found.stands not in {ConsultationState.RECEIVED, ConsultationState.VIEW_WRITTEN}:
        raise ConsultationNotOpenError()
    demand_no_problems(problems_in_text(view, field="view"))
    found.view, found.state = view.strip(), ConsultationState.VIEW_WRITTEN.value
    found.written_by = officer.name
    found.writers = sorted({*found.writers, *officer.people})
    found.version += 1
    found.save()
    _record(VIEW_WRITTEN, found, officer=officer, at=at)
    return found


def send_view(
    number: int,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Consultation:
    """Let our informal view go to the partner: a second person of the central unit.

    The asking is ruled on anew. What is referred to the central unit is decided by this act.

    Args:
        number: of the consultation.
        version: of the view that the officer read; no other leaves.
        officer: of the central unit, who did not write it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        RulingStandsAgainstError: our own ruling refuses, or another role must decide first.
        FreshSignInNeededError, SecondPersonNeededError, ConsultationNotOpenError,
            StaleVersionError, NotAllowedError, NotFoundError: as for `send_consultation`.
    """
    found = _for_release(number, ConsultationState.VIEW_WRITTEN, officer, signed_in_afresh_at, at)
    demand_version(found.version, version)
    ruling = ruling_on_consultation(
        found.kind, partner=found.partner, relied_on=found.relied_on, on=on
    )
    demand_acceptable(ruling)
    found.ruling = kept_ruling(ruling)
    facts = (("reference", found.reference),)
    permission = Permission(
        under=found.relied_on,
        article=found.article,
        terms_digest=found.terms_digest,
        on=on,
        grounds=(Ground("told_under_the_request", Citation.quoting(found.article), facts=facts),),
    )
    found.view_message_id = queue_message(
        NewMessage(
            type=VIEW_TYPE,
            body={"reference": found.reference, "view": found.view},
            case=found.reference,
            answers=found.message_id,
        ),
        to=found.partner,
        under=permission,
        at=at,
    )
    found.viewed_at, found.state = at, ConsultationState.REPLIED.value
    found.released_by = officer.name
    found.save()
    _record(VIEW_SENT, found, officer=officer, at=at, message=found.view_message_id)
    return found


def _for_release(
    number: int,
    state: ConsultationState,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> Consultation:
    found = _locked(number, officer)
    demand_role(officer, RELEASE_CONSULTATION.roles)
    if found.stands is not state:
        raise ConsultationNotOpenError()
    if not officer.people.isdisjoint(found.writers):
        wrote = officer.officer_id in found.writers
        raise SecondPersonNeededError() if wrote else DeputyOfWriterError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return found


def _locked(number: int, officer: Viewer) -> Consultation:
    seen = Consultation.objects.all().visible_to(officer)
    locked = seen.select_for_update(of=("self",), no_key=True).filter(pk=number)
    found = locked.select_related("request__agency").first()
    if found is None:
        raise NotFoundError()
    if found.request is not None:
        demand_not_erased(found.request)
    return found


def _demand_node(partner: str) -> None:
    if channel_to(partner) is not Channel.NODE:
        raise ConsultationByNodeError(partner=partner)


def _record(
    event: EventKind, found: Consultation, *, officer: Viewer, at: datetime, **fields: FieldValue
) -> None:
    request: Request | None = found.request
    append(
        event,
        about=request.reference if request else found.reference,
        by=officer.name,
        agency=found.owner_on_record,
        at=at,
        partner=found.partner,
        **fields,
    )
