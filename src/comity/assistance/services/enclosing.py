"""Exhibits of a request or an answer: attached, offered to the partner, opened."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from comity.assistance.bodies import OfferedExhibit
from comity.assistance.duties import ATTACH, ATTACH_SCAN, OPEN_EXHIBIT
from comity.assistance.models import Answer, Enclosure, Part, Request
from comity.assistance.queries.ways_out import bars_on
from comity.assistance.schemas import MOST_EXHIBITS
from comity.assistance.services.alert_exhibits import enclose_for_others, others_to_enclose
from comity.assistance.services.alert_locks import lock_alert_of
from comity.assistance.services.moves import request_for_change
from comity.assistance.services.turning import travelled_with
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import (
    OtherAgencyError,
    Party,
    RequestState,
    RetentionOverError,
    StepNotAllowedError,
    TooManyExhibitsError,
)
from comity.assistance.terms.afterwords import UseEndedError
from comity.assistance.terms.events import EXHIBIT_LEFT_OUT
from comity.assistance.ways_out import Bar, WayOut
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import demand_openable, grant, record_copy, share, take_in
from comity.evidence.terms import ExhibitNotFoundError, Intake, OpenedExhibit, Sealed
from comity.exchange.services import sealing_key_of
from comity.exchange.terms import ExhibitLine
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

_AWAITING = frozenset({RequestState.POSTED, RequestState.ACCEPTED})
_PART = {Party.REQUESTING: Part.REQUEST, Party.REQUESTED: Part.ANSWER}


def demand_attachable(reference: str, *, officer: Viewer) -> Part:
    """Return what an exhibit attached now would be enclosed with.

    Doors ask before they take gigabytes in. What the central unit attaches where it writes
    nothing is the scan of a letter, which is registered first.

    Raises:
        NotFoundError: no such request, or none that the officer may see.
        StepNotAllowedError: nothing is being written there, and no letter of theirs registered.
        NotAllowedError: it is not this officer's to write.
    """
    request = Request.objects.visible_to(officer).filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    if _is_scan(request, officer):
        return _part_of_scan(request)
    if (request.own_side, request.stands) not in ATTACH.states:
        raise StepNotAllowedError(state=request.state, action="attach")
    demand_role(officer, ATTACH.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
    return _PART[request.own_side]


def attach_exhibit(
    reference: str,
    sealed: Sealed,
    *,
    intake: Intake,
    officer: Viewer,
    at: datetime,
    is_scan: bool = False,
) -> Exhibit:
    """Take a file in as an exhibit of what is being written, or as the scan of a letter.

    What is enclosed with one matter of an alert is enclosed for every partner not told yet.

    Args:
        reference: of the request, ours or one that is being answered.
        sealed: what the vault made of the stream, before this transaction began.
        intake: what is said of the file.
        officer: who takes it in.
        at: aware UTC instant.
        is_scan: of a letter that was just registered, also where an answer is being written.

    Raises:
        InvalidDraftError: what is said of the file cannot be taken.
        TooManyExhibitsError: a message carries no more.
        NotFoundError, StepNotAllowedError, NotAllowedError: as `demand_attachable`.
    """
    lock_alert_of(reference, officer=officer)
    request = request_for_change(reference, officer=officer)
    told, is_scan = is_scan, _is_scan(request, officer, told=is_scan)
    if is_scan:
        part = _part_of_scan(request, registered=told)
    else:
        part = demand_attachable(reference, officer=officer)
    if _going_with(request, part).count() >= MOST_EXHIBITS:
        raise TooManyExhibitsError(limit=MOST_EXHIBITS)
    alerts = request.unasked and not is_scan
    others = others_to_enclose(request, officer=officer) if alerts else []
    if not is_scan:
        note_writer(request, officer, part=part)
    exhibit = take_in(
        sealed, intake=intake, case=reference, agency=request.agency, officer=officer, at=at
    )
    reply = _unopened(request) if is_scan and part is Part.ANSWER else None
    Enclosure.objects.create(request=request, exhibit=exhibit, part=part, answer=reply)
    for other in request.shared_with.all():
        # Who may read the case reads what is added to it.
        hand = Hand(officer.name, officer.agency, at)
        share([exhibit], to=other, hand=hand, reason=request.reference)
    enclose_for_others(request, others, exhibit, officer=officer, at=at)
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
    if _is_scan(request, officer):
        # What was registered of a letter stays beside it.
        raise StepNotAllowedError(state=request.state, action="leave_out")
    part = demand_attachable(reference, officer=officer)
    attached = _going_with(request, part).filter(exhibit_id=exhibit_id)
    found = attached.exclude(exhibit_id__in=travelled_with(request))
    enclosure = found.select_related("exhibit").first()
    if enclosure is None:
        raise ExhibitNotFoundError()
    note_writer(request, officer, part=part)
    # A part that is this exhibit goes with it: a reply names nothing that does not come.
    request.reply_parts.filter(exhibit=exhibit_id, answer=None, withheld="").delete()
    take_out(enclosure, request, officer=officer, at=at)


def take_out(enclosure: Enclosure, request: Request, *, officer: Viewer, at: datetime) -> None:
    """Take an exhibit out of what is being written, and record it; it stays in custody here.

    Args:
        enclosure: of an exhibit that has not gone.
        request: with which it would go.
        officer: who writes there.
        at: aware UTC instant.
    """
    enclosure.delete()
    append(
        EXHIBIT_LEFT_OUT,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        exhibit=enclosure.exhibit.record_name,
    )


def offered_to_partner(
    request: Request,
    part: Part,
    *,
    officer: Viewer,
    at: datetime,
    but: Collection[str] = (),
) -> tuple[OfferedExhibit, ...]:
    """Make what is enclosed ready for the partner: a header for its key, a capability each.

    Args:
        request: with which it goes.
        part: of the request, or of its answer.
        officer: who lets it go.
        at: aware UTC instant.
        but: ids of exhibits that went before.
    """
    enclosed = _going_with(request, part).exclude(exhibit_id__in=but)
    enclosures = list(enclosed.select_related("exhibit"))
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


def unbound(request: Request) -> QuerySet[Enclosure]:
    """Return what is attached to the reply of ours that is being written."""
    return request.enclosures.filter(part=Part.ANSWER, answer__isnull=True)


def _going_with(request: Request, part: Part) -> QuerySet[Enclosure]:
    """Return what goes with what is being written; what went with an earlier reply does not."""
    return unbound(request) if part is Part.ANSWER else request.enclosures.filter(part=part)


def demand_copyable(
    exhibit_id: UUID, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> Exhibit:
    """Return an exhibit that came with a request or an answer, if the officer may have a copy.

    Doors ask before they have gigabytes checked.

    Args:
        exhibit_id: of the exhibit.
        reason: why the copy is needed.
        officer: who wants it.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        ExhibitNotFoundError: none that the officer may see; a partner's unopened answer is none.
        NotAllowedError: the officer's role does not carry reading exhibits.
        RetentionOverError: the supplier's period for keeping it is over.
        InvalidDraftError: no reason is given.
        UseEndedError: its supplier asked that it be used no longer.
        NotHeldError: it is still on its way.
        ScanAwaitedError, ScanFailedError: this node's malware scanner has not seen it yet.
        KeptShutError, TooLargeForScannerError: the scanner found something, or does not take it.
    """
    seen = Enclosure.objects.visible_to(officer).select_related("exhibit", "request", "answer")
    enclosure = seen.filter(exhibit_id=exhibit_id).first()
    if enclosure is None:
        raise ExhibitNotFoundError()
    demand_role(officer, OPEN_EXHIBIT.roles)
    _demand_kept_lawfully(enclosure, at)
    demand_openable(enclosure.exhibit, reason=reason, knowing=knowing)
    return enclosure.exhibit


def open_enclosure(
    opened: OpenedExhibit, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> None:
    """Record that a copy is handed out, if it may be handed out still.

    Args:
        opened: what was just checked, before this transaction began.
        reason: why the copy is needed; it goes on the chain of custody.
        officer: who takes it.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        ExhibitNotFoundError, NotAllowedError, RetentionOverError, InvalidDraftError,
            NotHeldError, ScanAwaitedError, ScanFailedError, KeptShutError,
            TooLargeForScannerError: as `demand_copyable`.
    """
    exhibit = demand_copyable(
        opened.exhibit_id, reason=reason, officer=officer, at=at, knowing=knowing
    )
    record_copy(exhibit, reason=reason, officer=officer, at=at, knowing=knowing)


def _is_scan(request: Request, officer: Viewer, *, told: bool = False) -> bool:
    """Tell whether what an officer attaches now is the scan of a letter of the matter."""
    place = (request.own_side, request.stands)
    central = request.by_letter and officer.holds(*ATTACH_SCAN.roles)
    writes = not told and place in ATTACH.states and officer.holds(*ATTACH.roles)
    return central and place in ATTACH_SCAN.states and not writes


def _part_of_scan(request: Request, *, registered: bool = False) -> Part:
    """Return what a scan belongs to: a partner's request and its answer are kept as such.

    Raises:
        StepNotAllowedError: their answer is awaited and no letter of theirs is registered; the
            scan of one would be seen before the answer is opened, and kept beyond its period.
    """
    if request.stands is RequestState.RECEIVED:
        return Part.REQUEST
    awaited = request.own_side is Party.REQUESTING and request.stands in _AWAITING
    if awaited and not registered and not _has_replied(request):
        raise StepNotAllowedError(state=request.state, action="attach")
    theirs = request.own_side is Party.REQUESTING and _unopened(request) is not None
    return Part.ANSWER if theirs else Part.LETTER


def _unopened(request: Request) -> Answer | None:
    """Return the reply of the partner's that was registered last, while nobody has opened it."""
    last = Answer.objects.filter(request=request).order_by("-number").first()
    return last if last is not None and last.opened_at is None else None


def _has_replied(request: Request) -> bool:
    return request.letters.filter(writer=Party.REQUESTED.value).exists()


def _demand_kept_lawfully(enclosure: Enclosure, at: datetime) -> None:
    request = enclosure.request
    of_partners_answer = enclosure.part == Part.ANSWER and request.own_side is Party.REQUESTING
    if not of_partners_answer or enclosure.answer is None:
        return
    enclosure.answer.request = request
    found = bars_on(enclosure.answer, WayOut.COPY, on=at.date(), exhibit=enclosure.exhibit)
    if Bar.KEPT_TOO_LONG in found:
        raise RetentionOverError(reference=request.reference)
    # What is gone is told as gone by whoever keeps it.
    if Bar.USE_ENDED in found and Bar.ERASED not in found:
        raise UseEndedError()
