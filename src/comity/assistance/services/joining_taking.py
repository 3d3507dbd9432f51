"""Taking a partner's request in from its proposal, where nothing of it is known here."""

from datetime import date, datetime

from comity.assistance.bodies import code_versions_in, draft_in
from comity.assistance.lifecycle import BEGINNING_BY_LETTER
from comity.assistance.models import Continuation, Request
from comity.assistance.paper_rules import day_typed
from comity.assistance.rules import problems_in, unstorable
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.services.joining_matching import (
    demand_free,
    match_continuation,
    open_proposal,
)
from comity.assistance.services.law import ruling_on
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.posting import noon_of
from comity.assistance.services.same_matter import note_matter
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Channel, Party
from comity.assistance.terms.events.joining import MATTER_TAKEN_IN
from comity.assistance.terms.joining import (
    NothingToTakeInError,
)
from comity.kernel.rulings import Referral, outcome_of
from comity.ledger.services import append
from comity.officers.terms import Viewer


def take_continuation_in(
    number: int, *, officer: Viewer, at: datetime, on: date
) -> tuple[Request, Continuation]:
    """Register a partner's request from its proposal, and agree to go on with it by node.

    The letter never came here, or was never registered. It begins as every request that came by
    letter, ruled on anew; the day it bears is the one the partner names, and it was received today.

    Args:
        number: of the proposal.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        The request as it begins, and the proposal, agreed to.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is no such proposal.
        ContinuationNotOpenError: it was settled before.
        NothingToTakeInError: the proposal does not hold the request, or it is we who asked.
        ReferenceTakenError: a matter here bears the reference.
        InvalidDraftError: it holds what cannot be kept.
        RelianceMissingError, LinkNotConfirmedError: as for agreeing to every proposal.
    """
    row = open_proposal(number, officer=officer)
    if not row.holds_request:
        raise NothingToTakeInError(reference=row.reference)
    request = _begun(row, at=at, on=on)
    append(
        MATTER_TAKEN_IN,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        under=request.relied_on,
        outcome=_outcome(request),
        item=row.reference,
        message=row.message_id,
    )
    agreed = match_continuation(number, reference=request.reference, officer=officer, at=at, on=on)
    return request, agreed


def _begun(row: Continuation, *, at: datetime, on: date) -> Request:
    written = day_typed(row.other_day)
    draft = draft_in(row.told, partner=row.partner, under=row.relied_on)
    demand_no_problems(unstorable(problems_in(draft, on=written or on)))
    state, _ = BEGINNING_BY_LETTER
    request = Request(
        reference=row.reference,
        side=Party.REQUESTED.value,
        state=state.value,
        channel=Channel.LETTER.value,
        requesting_unit=str(row.told["unit"]),
        relied_on=row.relied_on,
        article=row.article,
        terms_digest=row.terms_digest,
        created_at=at,
        updated_at=at,
        sent_at=noon_of(written, at=at) if written else None,
        received_at=at,
    )
    demand_free(row.reference, request)
    request.take_draft(draft)
    request.code_versions = code_versions_in(row.told)
    ruling = ruling_on(request, on=on)
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    request.save(force_insert=True)
    make_findable(request)
    keep_clocks(request, at=at)
    note_matter(request, at=at)
    return request


def _outcome(request: Request) -> str:
    ruling = request.last_ruling
    assert ruling is not None, "it was ruled on when it began"
    return outcome_of(ruling).value
