"""What partners tell when they consult us on a draft, or give their view of ours."""

from comity.assistance.models import Consultation, Request
from comity.assistance.references import is_reference_between
from comity.assistance.services.law import own_code, ruling_on_consultation
from comity.assistance.services.learning import demand_kept, reliance
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Party, ReferenceNotTheirsError, ReferenceTakenError
from comity.assistance.terms.consulting import ConsultationNotOpenError, ConsultationState
from comity.assistance.terms.events.consulting import CONSULTATION_RECEIVED, VIEW_RECEIVED
from comity.exchange.terms import Received
from comity.kernel.rulings import outcome_of
from comity.ledger.services import append
from comity.ledger.terms import NODE, UNALLOCATED

_UNANSWERED = (ConsultationState.RECEIVED.value, ConsultationState.VIEW_WRITTEN.value)


def take_consultation(received: Received) -> None:
    """Take in that a partner asks for our informal view of a draft; it is no request here.

    Raises:
        ReferenceNotTheirsError: the reference is not one this partner gives to requests to us.
        RelianceMissingError: it names no instrument.
        ReferenceTakenError: the request itself has come already.
        MessageNotKeptError: it came, and its content was erased since.
        ConsultationNotOpenError: our view of the same draft is asked for already.
    """
    reference, own = str(received.body["reference"]), own_code()
    relied = reliance(received)
    if not is_reference_between(reference, requesting=received.partner, requested=own):
        raise ReferenceNotTheirsError(reference=reference, partner=received.partner)
    there = Request.objects.filter(reference=reference).first()
    if there is not None:
        demand_kept(there)
        raise ReferenceTakenError(reference=reference, partner=received.partner)
    open_ones = Consultation.objects.filter(partner=received.partner, reference=reference)
    if open_ones.filter(state__in=_UNANSWERED).exists():
        raise ConsultationNotOpenError()
    kind = str(received.body["kind"])
    ruling = ruling_on_consultation(
        kind,
        partner=received.partner,
        relied_on=relied.instrument,
        on=received.held_at.date(),
    )
    Consultation.objects.create(
        side=Party.REQUESTED.value,
        state=ConsultationState.RECEIVED.value,
        partner=received.partner,
        reference=reference,
        kind=kind,
        summary=str(received.body["summary"]),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        ruling=kept_ruling(ruling),
        message_id=received.message_id,
        begun_at=received.at,
        asked_at=received.held_at,
    )
    append(
        CONSULTATION_RECEIVED,
        about=reference,
        by=NODE,
        agency=UNALLOCATED,
        at=received.at,
        partner=received.partner,
        under=relied.instrument,
        outcome=outcome_of(ruling).value,
        message=received.message_id,
    )


def take_view(received: Received) -> None:
    """Take a partner's informal view of a draft of ours; the draft stays as it stands.

    Raises:
        ReferenceNotTheirsError: we did not ask this partner for a view under that reference.
        MessageNotKeptError: the content of the matter was erased since.
    """
    reference = str(received.body["reference"])
    asked = Consultation.objects.select_for_update(of=("self",), no_key=True).filter(
        side=Party.REQUESTING.value,
        state=ConsultationState.SENT.value,
        partner=received.partner,
        reference=reference,
    )
    found = asked.select_related("request__agency").first()
    if found is None or found.request is None:
        raise ReferenceNotTheirsError(reference=reference, partner=received.partner)
    demand_kept(found.request)
    found.view, found.state = str(received.body["view"]), ConsultationState.ANSWERED.value
    found.view_message_id, found.viewed_at = received.message_id, received.held_at
    found.save()
    append(
        VIEW_RECEIVED,
        about=found.request.reference,
        by=NODE,
        agency=found.owner_on_record,
        at=received.at,
        partner=received.partner,
        message=received.message_id,
    )
