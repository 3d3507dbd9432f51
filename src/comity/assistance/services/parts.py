"""The parts of a reply: written, each with whose it is; left out, withheld, and taken up again."""

from copy import copy
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from comity.assistance.duties import ATTACH
from comity.assistance.models import Answer, Marking, ReplyPart, Request
from comity.assistance.parts_rules import problems_in_part
from comity.assistance.queries.supplied import answer_of
from comity.assistance.rules import problems_in_text
from comity.assistance.services.alert_exhibits import demand_own_where_alert
from comity.assistance.services.answering import draft_answer
from comity.assistance.services.enclosing import take_out, unbound
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    request_for_change,
)
from comity.assistance.services.parts_ruled import demand_not_refused
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import OtherAgencyError, Party
from comity.assistance.terms.events.parts import (
    PART_LEFT_OUT,
    PART_WRITTEN,
)
from comity.assistance.terms.markings import Originator
from comity.assistance.terms.parts import (
    MOST_PARTS,
    PartDraft,
    PartNotOpenError,
    TooManyPartsError,
)
from comity.evidence.models import Exhibit
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.terms import Viewer, demand_role


def write_part(
    reference: str, part: PartDraft, *, number: int = 0, officer: Viewer, at: datetime
) -> ReplyPart:
    """Write one part of the reply that is being written, or write on at one that has not gone.

    What its originator said of a part counts for what it said then: who changes it asks anew.

    Args:
        reference: of a partner's request that is being answered.
        part: as typed.
        number: of the part that is written on; 0 for a new one.
        officer: who writes the answer.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something is missing, or names what is not there.
        PartNotOpenError: the part has gone, or no reply is being written.
        TooManyPartsError: a reply has no more parts.
        UnknownAgencyError: this node has no agency of that code.
        OriginatorNotAskedError: what its originator refused would be another's.
        AlertOwnAloneError: it is told to several, and it would be another's.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = writable(reference, officer=officer)
    demand_no_problems(problems_in_part(part))
    demand_own_where_alert(request, (part.originator,))
    found = part_staying(request, number) if number else _next_part(request)
    before = copy(found)
    _take(found, part, request, officer)
    if _whose(before) != _whose(found):
        demand_not_refused(before)
    if _said(before) != _said(found):
        _forget_decision(found)
    found.written_by, found.written_at = officer.name, at
    found.save()
    note_writer(request, officer)
    if before.exhibit_id != found.exhibit_id:
        _keep_exhibit_here(before, officer=officer, at=at)
    if found.exhibit is not None:
        _mark_exhibit(found)
    note_part(PART_WRITTEN, found, by=officer.name, at=at, whose=found.originator)
    return found


def leave_part_out(reference: str, number: int, *, officer: Viewer, at: datetime) -> None:
    """Leave a part out of what is being written.

    An exhibit of our own stays enclosed until it is left out; one that is another's, or that was
    withheld, is left out with its part.

    Raises:
        PartNotOpenError: it has gone already.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = writable(reference, officer=officer)
    found = part_staying(request, number)
    note_writer(request, officer)
    note_part(PART_LEFT_OUT, found, by=officer.name, at=at)
    if found.exhibit is not None and found.is_own:
        Marking.objects.filter(exhibit=found.exhibit).update(originator="", named="", leave="")
    _keep_exhibit_here(found, officer=officer, at=at)
    found.delete()


def reply_in_part(reference: str, *, still_to_come: str, officer: Viewer, at: datetime) -> Request:
    """Make the reply that is being written a partial one: what may go leaves, the rest stays.

    Args:
        reference: of the request that is answered.
        still_to_come: what is to follow; it travels.
        officer: who writes the answer.
        at: aware UTC instant.

    Raises:
        PartNotOpenError: no reply is being written.
        InvalidDraftError: nothing is said of what is to come, or it cannot be kept.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = writable(reference, officer=officer)
    written = Answer.objects.filter(request=request, released_at__isnull=True).first()
    if written is None:
        raise PartNotOpenError()
    demand_no_problems(problems_in_text(still_to_come, field="still_to_come"))
    draft = replace(written.as_draft(), partial=True, still_to_come=still_to_come)
    return draft_answer(reference, answer=draft, officer=officer, at=at)


def writable(reference: str, *, officer: Viewer) -> Request:
    """Return a request whose reply the officer writes, locked.

    Raises:
        PartNotOpenError: no reply is being written there.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, ATTACH.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
    place = (request.own_side, request.stands)
    if request.own_side is not Party.REQUESTED or place not in ATTACH.states:
        raise PartNotOpenError()
    return request


def part_staying(request: Request, number: int) -> ReplyPart:
    """Return a part of a request that has not gone.

    Raises:
        NotFoundError: there is none of that number.
        PartNotOpenError: it has gone.
    """
    found = ReplyPart.objects.filter(request=request, number=number).first()
    if found is None:
        raise NotFoundError()
    if found.answer_id is not None:
        raise PartNotOpenError()
    found.request = request
    return found


def note_part(event: EventKind, part: ReplyPart, *, by: str, at: datetime, **told: str) -> None:
    """Record an act on a part; what it says, and whose it is by name, is in no entry."""
    append(
        event,
        about=part.request.reference,
        by=by,
        agency=part.request.owner_on_record,
        at=at,
        partner=part.request.partner,
        number=str(part.number),
        **told,
    )


def _next_part(request: Request) -> ReplyPart:
    last = ReplyPart.objects.filter(request=request).order_by("-number").first()
    if ReplyPart.objects.filter(request=request).staying().count() >= MOST_PARTS:
        raise TooManyPartsError(limit=str(MOST_PARTS))
    return ReplyPart(request=request, number=1 if last is None else last.number + 1)


def _take(found: ReplyPart, part: PartDraft, request: Request, officer: Viewer) -> None:
    found.text, found.originator = part.text, part.originator
    found.exhibit = _exhibit(request, part.exhibit, of=found) if part.exhibit else None
    found.categories, found.touches = list(part.categories), list(part.touches)
    found.agency, found.source, found.supplier = None, None, ""
    found.named = part.named.strip()
    if part.originator == Originator.OWN:
        found.named = ""
    if part.originator == Originator.AGENCY and part.agency:
        found.agency = agency_of_code(part.agency)
        found.named = found.agency.name
        if found.agency == request.agency:
            demand_no_problems((Problem("same_agency", "agency"),))
    if part.originator == Originator.PARTNER:
        found.supplier = part.supplier
        found.named = CountryCode(part.supplier).english_name
        found.source = _source(part, officer) if part.source else None


def _exhibit(request: Request, exhibit_id: str, *, of: ReplyPart) -> Exhibit:
    """Return an exhibit of the reply that is no other part's; what was withheld is one's still."""
    try:
        wanted = UUID(exhibit_id)
    except ValueError:
        raise InvalidDraftError((Problem("unknown_code", "exhibit"),)) from None
    enclosed = unbound(request).filter(exhibit_id=wanted).select_related("exhibit").first()
    others = ReplyPart.objects.filter(exhibit_id=wanted).exclude(pk=of.pk)
    if enclosed is None or others.exists():
        raise InvalidDraftError((Problem("unknown_code", "exhibit"),))
    return enclosed.exhibit


def _source(part: PartDraft, officer: Viewer) -> Answer:
    """Return the partner's reply that brought a part here, of a case that the officer may see."""
    seen = Request.objects.visible_to(officer).filter(side=Party.REQUESTING.value)
    case = seen.filter(reference=part.source, partner=part.supplier).first()
    if case is None:
        raise InvalidDraftError((Problem("unknown_code", "source"),))
    return answer_of(case, part.reply)


def _said(part: ReplyPart) -> tuple[PartDraft, int | None, int | None]:
    """Return what an originator is asked about: what it says, and whose it is."""
    return part.draft, part.agency_id, part.source_id


def _whose(part: ReplyPart) -> tuple[str, int | None, str, int | None]:
    """Return who is asked about a part."""
    return part.originator, part.agency_id, part.supplier, part.source_id


def _keep_exhibit_here(part: ReplyPart, *, officer: Viewer, at: datetime) -> None:
    """Leave out with a part its exhibit, where that is another's or withheld: nothing rules it."""
    if part.exhibit_id is None or (part.is_own and not part.withheld):
        return
    for each in unbound(part.request).filter(exhibit_id=part.exhibit_id).select_related("exhibit"):
        take_out(each, part.request, officer=officer, at=at)


def _forget_decision(part: ReplyPart) -> None:
    part.consent = part.consented = part.decided_at = None
    part.leave = part.reasons = part.decided_by = ""


def _mark_exhibit(part: ReplyPart) -> None:
    """Let the marking of an exhibit name its originator too; the rest of the marking stays."""
    answer = Answer.objects.all().next_to(part.request)
    told = {"originator": part.originator, "named": part.named}
    Marking.objects.update_or_create(exhibit=part.exhibit, defaults={"answer": answer, **told})
