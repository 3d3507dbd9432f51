"""Information that a partner gives without a request: taken in, and given to an agency."""

from datetime import datetime

from comity.agreements.terms import Leave
from comity.assistance.bodies import code_versions_in
from comity.assistance.information_bodies import information_in
from comity.assistance.information_rules import problems_in_information
from comity.assistance.lifecycle import BEGINNINGS_OF_INFORMATION
from comity.assistance.models import Answer, Information, Part, Request
from comity.assistance.references import is_reference_between
from comity.assistance.rules import unstorable
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import own_code
from comity.assistance.services.learning import announce_exhibits, reliance
from comity.assistance.services.marking import take_markings
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.parts_received import take_parts
from comity.assistance.services.receiving import limits_told
from comity.assistance.services.reliance import show_other_terms
from comity.assistance.services.renumbering import make_way
from comity.assistance.services.same_matter import note_matter
from comity.assistance.terms import Action, Party, ReferenceNotTheirsError
from comity.assistance.terms.information import InformationDraft
from comity.evidence.services import allocate
from comity.exchange.terms import Received, Reliance
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer

# What may be done without asking the supplier.
_FREE = frozenset({Leave.YES, Leave.LIMIT})


def take_information(received: Received) -> None:
    """Take in what a partner tells unasked; it is read by nobody before somebody opens it.

    The central unit gives it to an agency. What it may be used for is the stricter of what the
    supplier sends along and what this node reads in the instrument.

    Raises:
        ReferenceNotTheirsError: the reference is not one this partner gives.
        ReferenceTakenError: the partner has used the reference before.
        RelianceMissingError: it names no instrument.
        InvalidDraftError: it holds what cannot be kept.
        LimitsMalformedError: the limits of use are not the sender's, or cannot be read.
        ExhibitsDifferError: body and signed envelope name different exhibits.
    """
    reference, relied = str(received.body["reference"]), reliance(received)
    if not is_reference_between(reference, requesting=received.partner, requested=own_code()):
        raise ReferenceNotTheirsError(reference=reference, partner=received.partner)
    make_way(reference, partner=received.partner, at=received.at)
    draft = information_in(dict(received.body), partner=received.partner)
    day = received.envelope.recorded_at.date()
    demand_no_problems(unstorable(problems_in_information(draft, on=day)))
    request = _kept(received, draft, relied)
    answer = _answer(received, request, relied)
    Information.objects.create(
        request=request,
        partner=request.partner,
        side=request.side,
        urgency=draft.urgency,
        told_at=received.held_at,
    )
    names = announce_exhibits(received, request, Part.ANSWER, answer=answer)
    take_markings(received, answer)
    take_parts(received, answer)
    make_findable(request)
    keep_clocks(request, at=received.at)
    note_matter(request, at=received.at)
    append(
        BEGINNINGS_OF_INFORMATION[Party.REQUESTING][1],
        about=reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        under=relied.instrument,
        pressing=draft.urgency,
        exhibits=names,
        message=received.message_id,
    )
    show_other_terms(received, relied)


def allocate_information(reference: str, *, agency: str, officer: Viewer, at: datetime) -> Request:
    """Give information to the agency that will work with it; once it is opened it stays there.

    Args:
        reference: of the matter.
        agency: code of the agency.
        officer: of the central unit.
        at: aware UTC instant.

    Raises:
        UnknownAgencyError: this node has no such agency.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.ALLOCATE, officer=officer)
    charged = agency_of_code(agency)
    if request.agency_id != charged.pk:
        request.holder = None
    request.agency = charged
    allocate((each.exhibit for each in request.enclosures.all()), agency=charged)
    record_step(request, step, officer=officer, at=at, agency_charged=charged.code)
    return request


def _kept(received: Received, draft: InformationDraft, relied: Reliance) -> Request:
    request = Request(
        reference=str(received.body["reference"]),
        side=Party.REQUESTING.value,
        state=BEGINNINGS_OF_INFORMATION[Party.REQUESTING][0].value,
        unasked=True,
        message_id=received.message_id,
        handling_unit=str(received.body["unit"]),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        created_at=received.at,
        updated_at=received.at,
    )
    request.take_draft(draft.matter())
    request.code_versions = code_versions_in(dict(received.body))
    request.save(force_insert=True)
    return request


def _answer(received: Received, request: Request, relied: Reliance) -> Answer:
    limits = limits_told(received, request)
    return Answer.objects.create(
        request=request,
        number=1,
        received_at=received.held_at,
        text=str(received.body["text"]),
        purposes=sorted(limits.purposes),
        proceedings=[each.proceedings.value for each in limits.proceedings if each.leave in _FREE],
        onward=limits.onward.value,
        handling=str(received.body["handling"]),
        limits=limits.as_data(),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        released_at=received.envelope.recorded_at,
        message_id=received.message_id,
    )
