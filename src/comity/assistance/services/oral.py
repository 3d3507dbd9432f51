"""Noting what was asked by word of mouth because it was urgent, on either side."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from comity.agreements.queries import current_register, own_encoding
from comity.agreements.terms import Instrument
from comity.assistance.duties import OFFICERS, PUT_ORALLY, TAKE_ORALLY
from comity.assistance.lifecycle import BEGINNING_BY_LETTER
from comity.assistance.models import OralRequest, Request
from comity.assistance.oral_rules import moment_typed, problems_in_oral, terms_of_oral
from comity.assistance.references import reference_for_letter
from comity.assistance.rules import completed
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.drafting import begun_draft
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import own_code, ruling_on
from comity.assistance.services.moves import agency_of_code, demand_no_problems
from comity.assistance.services.same_matter import note_matter
from comity.assistance.stored_rulings import kept_citation, kept_ruling
from comity.assistance.terms import Channel, Party, RequestDraft
from comity.assistance.terms.events.oral import ORAL_PUT, ORAL_RECEIVED
from comity.assistance.terms.oral import OralDraft, OralTerms
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission, Referral, Ruling, outcome_of
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def put_orally(draft: OralDraft, *, officer: Viewer, at: datetime) -> OralRequest:
    """Record that a request was put to a partner by word of mouth, and begin its draft.

    The call was made, whatever the law says of it: what the agreement says is kept beside it. The
    draft is written on, approved by a second person and sent as every request; that confirms it.

    Args:
        draft: as typed.
        officer: who put it; the draft belongs to the officer's agency.
        at: aware UTC instant.

    Returns:
        What was said, with the draft beside it.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, PUT_ORALLY.roles)
    put_at = _demand_moment(draft, at)
    request = begun_draft(_as_request(draft), officer=officer, at=at)
    ruling = ruling_on(request, on=timezone.localdate(put_at))
    said = _note(request, draft, _terms(ruling, put_at), put_at, officer=officer, at=at)
    keep_clocks(request, at=at)
    append(
        ORAL_PUT,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        day=timezone.localdate(put_at).isoformat(),
        means=said.means,
        urgency=said.why,
        oral_leave=said.leave,
    )
    return said


def take_orally(draft: OralDraft, *, officer: Viewer, at: datetime) -> OralRequest:
    """Record that a partner put a request by word of mouth; it is held whatever our own ruling.

    From here on it is decided on and worked on as every request, and what leaves goes by letter
    until the partner's node has confirmed it. A reply waits for that, unless a national
    instruction lets it go before.

    Args:
        draft: as it was said.
        officer: who took the call; it is the officer's agency's, or nobody's yet where the central
            unit took it.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, TAKE_ORALLY.roles)
    put_at = _demand_moment(draft, at)
    state, _ = BEGINNING_BY_LETTER
    own = agency_of_code(officer.agency) if officer.holds(*OFFICERS) else None
    request = Request(
        reference=reference_for_letter(own_code(), draft.partner, year=at.year),
        side=Party.REQUESTED.value,
        state=state.value,
        channel=Channel.LETTER.value,
        agency=own,
        relied_on=draft.under.strip(),
        created_at=at,
        updated_at=at,
        sent_at=put_at,
        received_at=put_at,
    )
    request.take_draft(_as_request(draft))
    encoding = own_encoding(request.relied_on)
    request.terms_digest = encoding.digest if encoding else ""
    ruling = ruling_on(request, on=timezone.localdate(put_at))
    _rely(request, ruling)
    request.save(force_insert=True)
    make_findable(request)
    note_matter(request, at=at)
    said = _note(request, draft, _terms(ruling, put_at), put_at, officer=officer, at=at)
    keep_clocks(request, at=at)
    append(
        ORAL_RECEIVED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        day=timezone.localdate(put_at).isoformat(),
        means=said.means,
        urgency=said.why,
        oral_leave=said.leave,
        under=request.relied_on,
        outcome=outcome_of(ruling).value,
    )
    return said


def _demand_moment(draft: OralDraft, at: datetime) -> datetime:
    """Return when it was said, on this node's own clocks; refuse what is missing or wrong."""
    now = timezone.localtime(at).replace(tzinfo=None)
    itself = (Problem("unknown_country", "partner"),) if draft.partner == own_code() else ()
    demand_no_problems((*itself, *problems_in_oral(draft, now=now)))
    moment = moment_typed(draft.put_at)
    assert moment is not None, "it was checked"
    return min(timezone.make_aware(moment), at)


def _as_request(draft: OralDraft) -> RequestDraft:
    return completed(
        RequestDraft(
            partner=draft.partner,
            kind=draft.kind,
            subject=draft.subject.strip(),
            asked=draft.asked.strip(),
            under=draft.under.strip(),
            urgent=True,
        )
    )


def _rely(request: Request, ruling: Ruling) -> None:
    """Keep our own ruling: nobody names an encoding on the telephone, so ours is relied on."""
    request.ruling = kept_ruling(ruling)
    match ruling:
        case Permission():
            request.relied_on, request.article = ruling.under, ruling.article
        case Referral():
            request.referred_to = ruling.to.value
            request.relied_on = request.under or ruling.under or ""
        case _:
            pass
    encoding = own_encoding(request.relied_on)
    request.terms_digest = encoding.digest if encoding else ""


def _instrument(ruling: Ruling) -> Instrument | None:
    under = ruling.under if isinstance(ruling, Permission | Referral) else None
    register = current_register()
    return register.instrument(under) if under and register.has(under) else None


def _terms(ruling: Ruling, put_at: datetime) -> OralTerms:
    custom = settings.NODE.clocks.customary().confirmation
    return terms_of_oral(_instrument(ruling), on_day=timezone.localtime(put_at), custom=custom)


def _note(
    request: Request,
    draft: OralDraft,
    terms: OralTerms,
    put_at: datetime,
    *,
    officer: Viewer,
    at: datetime,
) -> OralRequest:
    return OralRequest.objects.create(
        request=request,
        side=request.side,
        partner=request.partner,
        put_at=put_at,
        spoken_with=draft.spoken_with.strip(),
        means=draft.means,
        why=draft.why,
        noted_by=officer.name,
        noted_at=at,
        leave=terms.leave.value,
        length=terms.length,
        by_article=terms.by_article,
        cites=None if terms.cites is None else kept_citation(terms.cites),
        within=terms.within,
    )
