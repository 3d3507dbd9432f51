"""Exhibits of a request or an answer: attached, offered to the partner, opened."""

from datetime import datetime
from uuid import UUID

from comity.assistance.bodies import OfferedExhibit
from comity.assistance.duties import ATTACH, OPEN_EXHIBIT
from comity.assistance.models import Answer, Enclosure, Part, Request
from comity.assistance.schemas import MOST_EXHIBITS
from comity.assistance.services.moves import request_for_change
from comity.assistance.terms import (
    AnswerDraft,
    OtherAgencyError,
    Party,
    RetentionOverError,
    StepNotAllowedError,
    TooManyExhibitsError,
)
from comity.assistance.terms.events import EXHIBIT_LEFT_OUT
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import demand_openable, grant, record_copy, share, take_in
from comity.evidence.terms import ExhibitNotFoundError, Intake, OpenedExhibit, Sealed
from comity.exchange.services import sealing_key_of
from comity.exchange.terms import ExhibitLine
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

_PART = {Party.REQUESTING: Part.REQUEST, Party.REQUESTED: Part.ANSWER}


def demand_attachable(reference: str, *, officer: Viewer) -> Part:
    """Return what an exhibit attached now would be enclosed with.

    Doors ask before they take gigabytes in.

    Raises:
        NotFoundError: no such request, or none that the officer may see.
        StepNotAllowedError: nothing is being written there.
        NotAllowedError: it is not this officer's to write.
    """
    request = Request.objects.visible_to(officer).filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    if (request.own_side, request.stands) not in ATTACH.states:
        raise StepNotAllowedError(state=request.state, action="attach")
    demand_role(officer, ATTACH.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
    return _PART[request.own_side]


def attach_exhibit(
    reference: str, sealed: Sealed, *, intake: Intake, officer: Viewer, at: datetime
) -> Exhibit:
    """Take a file in as an exhibit of what is being written.

    Args:
        reference: of the request, ours or one that is being answered.
        sealed: what the vault made of the stream, before this transaction began.
        intake: what is said of the file.
        officer: who takes it in.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: what is said of the file cannot be taken.
        TooManyExhibitsError: a message carries no more.
        NotFoundError, StepNotAllowedError, NotAllowedError: as `demand_attachable`.
    """
    request = request_for_change(reference, officer=officer)
    part = demand_attachable(reference, officer=officer)
    if request.enclosures.filter(part=part).count() >= MOST_EXHIBITS:
        raise TooManyExhibitsError(limit=MOST_EXHIBITS)
    agency = request.agency
    assert agency is not None
    _note_writer(request, part, officer)
    exhibit = take_in(sealed, intake=intake, case=reference, agency=agency, officer=officer, at=at)
    Enclosure.objects.create(request=request, exhibit=exhibit, part=part)
    for other in request.shared_with.all():
        # Who may read the case reads what is added to it.
        hand = Hand(officer.name, officer.agency, at)
        share([exhibit], to=other, hand=hand, reason=request.reference)
    return exhibit


def leave_out_exhibit(reference: str, exhibit_id: UUID, *, officer: Viewer, at: datetime) -> None:
    """Leave an exhibit out of what is being written; it stays in this node's custody.

    Args:
        reference: of the request.
        exhibit_id: of an exhibit attached to what is being written.
        officer: who writes there.
        at: aware UTC instant.

    Raises:
        ExhibitNotFoundError: no such exhibit is attached to what is being written.
        NotFoundError, StepNotAllowedError, NotAllowedError: as `demand_attachable`.
    """
    request = request_for_change(reference, officer=officer)
    part = demand_attachable(reference, officer=officer)
    found = request.enclosures.filter(part=part, exhibit_id=exhibit_id)
    enclosure = found.select_related("exhibit").first()
    if enclosure is None:
        raise ExhibitNotFoundError()
    enclosure.delete()
    _note_writer(request, part, officer)
    append(
        EXHIBIT_LEFT_OUT,
        about=reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        exhibit=enclosure.exhibit.record_name,
    )


def offered_to_partner(
    request: Request, part: Part, *, officer: Viewer, at: datetime
) -> tuple[OfferedExhibit, ...]:
    """Make what is enclosed ready for the partner: a header for its key, a capability each."""
    enclosures = list(request.enclosures.filter(part=part).select_related("exhibit"))
    if not enclosures:
        return ()
    recipient = sealing_key_of(request.partner)
    hand = Hand(officer.name, officer.agency, at)
    return tuple(
        OfferedExhibit(
            line=ExhibitLine(
                str(each.exhibit.id), each.exhibit.payload_digest, each.exhibit.payload_size
            ),
            exhibit=each.exhibit,
            capability=grant(each.exhibit, partner=request.partner, recipient=recipient, hand=hand),
        )
        for each in enclosures
    )


def demand_copyable(exhibit_id: UUID, *, reason: str, officer: Viewer, at: datetime) -> Exhibit:
    """Return an exhibit that came with a request or an answer, if the officer may have a copy.

    Doors ask before they have gigabytes checked.

    Args:
        exhibit_id: of the exhibit.
        reason: why the copy is needed.
        officer: who wants it.
        at: aware UTC instant.

    Raises:
        ExhibitNotFoundError: none that the officer may see; a partner's unopened answer is none.
        NotAllowedError: the officer's role does not carry reading exhibits.
        RetentionOverError: the supplier's period for keeping it is over.
        InvalidDraftError: no reason is given.
        NotHeldError: it is still on its way.
    """
    seen = Enclosure.objects.visible_to(officer).select_related("exhibit", "request")
    enclosure = seen.filter(exhibit_id=exhibit_id).first()
    if enclosure is None:
        raise ExhibitNotFoundError()
    demand_role(officer, OPEN_EXHIBIT.roles)
    _demand_kept_lawfully(enclosure, at)
    demand_openable(enclosure.exhibit, reason=reason)
    return enclosure.exhibit


def open_enclosure(opened: OpenedExhibit, *, reason: str, officer: Viewer, at: datetime) -> None:
    """Record that a copy is handed out, if it may be handed out still.

    Args:
        opened: what was just checked, before this transaction began.
        reason: why the copy is needed; it goes on the chain of custody.
        officer: who takes it.
        at: aware UTC instant.

    Raises:
        ExhibitNotFoundError, NotAllowedError, RetentionOverError, InvalidDraftError,
            NotHeldError: as `demand_copyable`.
    """
    exhibit = demand_copyable(opened.exhibit_id, reason=reason, officer=officer, at=at)
    record_copy(exhibit, reason=reason, officer=officer, at=at)


def _note_writer(request: Request, part: Part, officer: Viewer) -> None:
    """Who attaches what leaves has written in it, and does not release it."""
    answer = Answer.objects.filter(request=request).first()
    written: Request | Answer = request
    if part is Part.ANSWER:
        written = answer or Answer(request=request, onward=AnswerDraft().onward)
    written.add_writer(officer)
    written.version += 1
    written.save()


def _demand_kept_lawfully(enclosure: Enclosure, at: datetime) -> None:
    request = enclosure.request
    of_partners_answer = enclosure.part == Part.ANSWER and request.own_side is Party.REQUESTING
    if of_partners_answer and request.answer.is_kept_too_long(on=at.date()):
        raise RetentionOverError(reference=request.reference)
