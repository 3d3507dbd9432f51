"""What an officer here says to a partner's proposal: which matter it means, or that it is none."""

from datetime import date, datetime

from comity.assistance.duties import CARRY_OVER
from comity.assistance.lifecycle.joining import step_over
from comity.assistance.models import Continuation, Request
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas.joining import CONTINUED_TYPE
from comity.assistance.services.joining import demand_still
from comity.assistance.services.law import permission_to_tell
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.telling import stand_told
from comity.assistance.terms import Party, ReferenceTakenError
from comity.assistance.terms.events.joining import (
    CONTINUATION_DECLINED,
    CONTINUATION_MATCHED,
)
from comity.assistance.terms.joining import (
    TO_MATCH,
    Agreement,
    ContinuationNotOpenError,
    ContinuationState,
    NotTheSameMatterError,
    Stand,
)
from comity.exchange.services import queue_message
from comity.exchange.services.erasing import erase_body
from comity.exchange.terms import NewMessage
from comity.kernel.errors import NotFoundError, Problem
from comity.kernel.rulings import Citation, Ground, Permission
from comity.ledger.services import append
from comity.ledger.terms import UNALLOCATED
from comity.officers.terms import Viewer, demand_role


def open_proposal(number: int, *, officer: Viewer) -> Continuation:
    """Return a partner's proposal that waits for an officer here, locked.

    Raises:
        NotAllowedError, NotFoundError, ContinuationNotOpenError: as for every act on one.
    """
    demand_role(officer, CARRY_OVER.roles)
    seen = Continuation.objects.all().visible_to(officer)
    row = seen.select_for_update(no_key=True).filter(pk=number, proposed_here=False).first()
    if row is None:
        raise NotFoundError()
    if row.stands not in TO_MATCH:
        raise ContinuationNotOpenError(reference=row.reference)
    return row


def match_continuation(
    number: int, *, reference: str, officer: Viewer, at: datetime, on: date
) -> Continuation:
    """Say which matter here a partner's proposal means, and agree to go on with it by node.

    Until the partner's node has said that its record agrees, the matter here is held still.

    Args:
        number: of the proposal.
        reference: of the matter here.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: no matter is named.
        NotFoundError: there is no such proposal or matter, or none that the officer may see.
        ContinuationNotOpenError: it was settled before.
        NotTheSameMatterError: the matter is another partner's, on the other side, or goes by node.
        NotCarriedOverError: it does not stand where it could go on.
        BeingCarriedOverError: it is being carried over already.
        ReferenceTakenError: another matter here bears the reference it would go on under.
        RelianceMissingError: it names no agreement.
        LinkNotConfirmedError: nothing can be carried to the partner now.
    """
    row = open_proposal(number, officer=officer)
    if not reference.strip():
        demand_no_problems((Problem("missing", "reference"),))
    request = request_for_change(reference, officer=officer)
    if (request.partner, request.side) != (row.partner, row.side) or not request.by_letter:
        raise NotTheSameMatterError(reference=request.reference, partner=row.partner)
    demand_still(request)
    step_over(request.own_side, request.stands)
    shared = shared_reference(row, request)
    demand_free(shared, request)
    stand = stand_told(request)
    row.request, row.state, row.by = request, ContinuationState.AGREED.value, officer.name
    row.reply_message_id = _answer(
        row,
        Agreement.MATCHED,
        shared,
        own=request.reference,
        stand=stand,
        under=permission_to_tell(request, on=on),
        at=at,
    )
    row.save()
    append(
        CONTINUATION_MATCHED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=row.partner,
        item=row.reference,
        stand=stand.value,
        message=row.reply_message_id,
    )
    return row


def decline_continuation(
    number: int, *, reasons: str, officer: Viewer, at: datetime, on: date
) -> Continuation:
    """Tell a partner that its matter is not known here, or does not go on by node, and why.

    Raises:
        InvalidDraftError: no reason is given.
        NotAllowedError, NotFoundError, ContinuationNotOpenError: as for `match_continuation`.
    """
    row = open_proposal(number, officer=officer)
    demand_no_problems(problems_in_text(reasons, field="reasons"))
    row.reasons, row.by = reasons.strip(), officer.name
    row.state, row.settled_at, row.told = ContinuationState.DECLINED.value, at, {}
    row.reply_message_id = _answer(
        row,
        Agreement.DECLINED,
        row.reference,
        own="",
        stand=Stand.UNDER_WAY,
        under=told_under(row.relied_on, row.article, row.terms_digest, row.reference, on=on),
        at=at,
    )
    row.save()
    # No matter here holds it: what erases matters would not reach the request that came with it.
    erase_body(row.message_id)
    append(
        CONTINUATION_DECLINED,
        about=row.reference,
        by=officer.name,
        agency=UNALLOCATED,
        at=at,
        partner=row.partner,
        item=row.reference,
        message=row.reply_message_id,
    )
    return row


def shared_reference(row: Continuation, request: Request) -> str:
    """Return what both sides call a matter from then on: as the side calls it that asked."""
    asked_here = request.own_side is Party.REQUESTING
    if asked_here:
        return request.reference
    return row.other_reference if row.proposed_here else row.reference


def demand_free(reference: str, request: Request) -> None:
    """Refuse a reference that another matter here bears.

    Raises:
        ReferenceTakenError: one does.
    """
    if Request.objects.filter(reference=reference).exclude(pk=request.pk).exists():
        raise ReferenceTakenError(reference=reference, partner=request.partner)


def told_under(
    instrument: str, article: str, terms_digest: str, reference: str, *, on: date
) -> Permission:
    """Permit telling a partner what becomes of its proposal, under what that relied on."""
    grounds = (
        Ground(
            "told_under_the_request", Citation.quoting(article), facts=(("reference", reference),)
        ),
    )
    return Permission(
        under=instrument, article=article, terms_digest=terms_digest, on=on, grounds=grounds
    )


def _answer(
    row: Continuation,
    outcome: Agreement,
    shared: str,
    *,
    own: str,
    stand: Stand,
    under: Permission,
    at: datetime,
) -> str:
    body = {
        "reference": shared,
        "proposal": row.message_id,
        "outcome": outcome.value,
        "own": own,
        "state": stand.value,
        "reasons": row.reasons,
    }
    answer = NewMessage(type=CONTINUED_TYPE, body=body, case=shared, answers=row.message_id)
    return queue_message(answer, to=row.partner, under=under, at=at)
