"""The originator's consent to a part of a reply: asked, decided, noted by hand, and learnt."""

from datetime import date, datetime

from django.db.models import F

from comity.assistance.duties import DECIDE_PART, NOTE_PART_CONSENT
from comity.assistance.models import Afterword, Answer, Marking, ReplyPart, Request
from comity.assistance.parts_rules import problems_in_line
from comity.assistance.rules import problems_in_text
from comity.assistance.services.afterwords import write_afterword
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_not_erased,
    request_for_change,
)
from comity.assistance.services.parts import note_part, part_staying, writable
from comity.assistance.services.parts_ruled import consent_to, says_of
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import OtherAgencyError, StaleVersionError
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordKind, AfterwordState
from comity.assistance.terms.events.parts import PART_CONSENT_ASKED, PART_CONSENT_DECIDED
from comity.assistance.terms.parts import (
    OriginatorSays,
    PartByAfterwordError,
    PartNotOpenError,
    PartNotTheirsError,
)
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

_ASKED_STILL = frozenset({AfterwordState.DRAFTED, AfterwordState.OPEN})


def ask_originator(
    reference: str, number: int, *, why: str, officer: Viewer, at: datetime, on: date
) -> ReplyPart:
    """Write the consent that a partner is asked for, in the case to which it supplied the part.

    The central unit sends it, as every consent; what the partner decides is told here.

    Args:
        reference: of the request that is answered.
        number: of the part.
        why: the reasons, which travel.
        officer: who writes the answer, and may write in the other case.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        PartNotOpenError: it has gone, was asked already, or no case of ours is named.
        InvalidDraftError: no reasons are given.
        NotFoundError, NotAllowedError: as for every act on either request.
    """
    request = writable(reference, officer=officer)
    part = part_staying(request, number)
    asked = part.consent is not None and part.consent.stands in _ASKED_STILL
    if part.source is None or asked or says_of(part, on=on) is OriginatorSays.CONSENTED:
        raise PartNotOpenError()
    purpose, onward_to = consent_to(request)
    part.consent = write_afterword(
        part.source.request.reference,
        AfterwordKind.CONSENT,
        AfterwordDraft(why=why, purpose=purpose, onward_to=onward_to),
        answer=part.source.number,
        officer=officer,
        at=at,
        on=on,
    )
    part.save(update_fields=["consent"])
    note_part(
        PART_CONSENT_ASKED,
        part,
        by=officer.name,
        at=at,
        supplier=part.supplier,
        item=str(part.consent.number),
    )
    return part


def decide_part(
    key: int,
    *,
    consents: bool,
    reasons: str,
    officer: Viewer,
    at: datetime,
    written_at: datetime | None = None,
) -> ReplyPart:
    """Decide, for the agency whose a part is, whether another agency may let it go.

    Args:
        key: of the part.
        consents: it may.
        reasons: on which conditions, or why not.
        officer: an approver of the agency whose it is.
        at: aware UTC instant.
        written_at: when the part was written that the approver read; None where that is not told.

    Raises:
        InvalidDraftError: a refusal gives no reasons.
        PartNotOpenError: it has gone already, or was decided.
        PartNotTheirsError: it is another's.
        StaleVersionError: it was written on since the approver read it.
        NotFoundError, NotAllowedError: as for every act.
    """
    demand_role(officer, DECIDE_PART.roles)
    seen = ReplyPart.objects.all().visible_to(officer).filter(pk=key).first()
    if seen is None:
        raise NotFoundError()
    request = _locked(seen.request_id)
    part = part_staying(request, seen.number)
    if part.agency is None or part.agency.code != officer.agency:
        raise PartNotTheirsError()
    if part.decided_at is not None or part.withheld:
        raise PartNotOpenError()
    _demand_read(part, written_at)
    if reasons.strip() or not consents:
        demand_no_problems(problems_in_text(reasons, field="reasons"))
    _decide(part, consents=consents, leave="", reasons=reasons, by=officer.name, at=at)
    return part


def note_part_consent(
    reference: str,
    number: int,
    *,
    consents: bool,
    leave: str,
    officer: Viewer,
    at: datetime,
) -> ReplyPart:
    """Note what a court, or whoever has no desk in this node, has decided on a part.

    Who notes it has written in the reply, so that another releases it.

    Args:
        reference: of the request that is answered.
        number: of the part.
        consents: it may go.
        leave: reference and day of the decision.
        officer: who writes the answer, or of the central unit.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: the decision is not named.
        PartNotTheirsError: an agency of this node decides on its own.
        PartByAfterwordError: a partner is asked in the case to which it supplied the part.
        PartNotOpenError: it has gone already, or waits for nobody.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, NOTE_PART_CONSENT.roles)
    if not officer.reaches(request.agency_code, roles=NOTE_PART_CONSENT.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    part = part_staying(request, number)
    if part.agency is not None:
        raise PartNotTheirsError()
    if part.source is not None:
        raise PartByAfterwordError()
    if part.is_own:
        raise PartNotOpenError()
    demand_no_problems(problems_in_line(leave, field="leave"))
    note_writer(request, officer)
    if not consents and part.exhibit is not None:
        # A consent that was stated before is none any more.
        Marking.objects.filter(exhibit=part.exhibit).update(leave="")
    _decide(part, consents=consents, leave=leave, reasons="", by=officer.name, at=at)
    return part


def tell_parts(made: Afterword, *, by: str, at: datetime) -> None:
    """Tell the matters in which parts wait for a consent what became of it.

    Args:
        made: the consent that was asked for, as it stands now.
        by: who learnt it.
        at: aware UTC instant.
    """
    waiting = ReplyPart.objects.filter(consent=made).staying().select_related("request__agency")
    for part in waiting.order_by("request_id", "number"):
        _let_be_read_anew(part.request, at=at)
        note_part(PART_CONSENT_DECIDED, part, by=by, at=at, decision=made.state)


def _decide(
    part: ReplyPart, *, consents: bool, leave: str, reasons: str, by: str, at: datetime
) -> None:
    part.consented, part.leave, part.reasons = consents, leave.strip(), reasons.strip()
    part.decided_by, part.decided_at = by, at
    part.save()
    _let_be_read_anew(part.request, at=at)
    decision = AfterwordState.GIVEN if consents else AfterwordState.REFUSED
    note_part(PART_CONSENT_DECIDED, part, by=by, at=at, decision=decision.value)


def _demand_read(part: ReplyPart, written_at: datetime | None) -> None:
    """Demand that what was read is what stands there; instants travel in milliseconds."""
    if written_at is None:
        return
    read, found = (
        each.replace(microsecond=each.microsecond // 1000 * 1000)
        for each in (written_at, part.written_at)
    )
    if read != found:
        raise StaleVersionError(read=read.isoformat(), found=found.isoformat())


def _let_be_read_anew(request: Request, *, at: datetime) -> None:
    """Bring a matter up in the lists, and let nobody release what was read before."""
    Request.objects.filter(pk=request.pk).update(updated_at=at)
    Answer.objects.filter(request=request, released_at__isnull=True).update(
        version=F("version") + 1
    )


def _locked(key: int) -> Request:
    """Return the request of a part, locked; who decides need not see it."""
    found = Request.objects.select_for_update(of=("self",), no_key=True)
    request = found.select_related("agency").get(pk=key)
    demand_not_erased(request)
    return request
