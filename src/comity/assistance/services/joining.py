"""Acts by which matters that go by letter go on by node: proposed, matched, declined, taken in.

Nothing moves by what a partner says. An officer here says which matter is meant, the node that
proposed says last that its own record still agrees, and until then the other's is held still: so
there is no moment in which one goes by node and the other by letter.
"""

from datetime import date, datetime

from comity.assistance.bodies import request_body
from comity.assistance.duties import CARRY_OVER
from comity.assistance.lifecycle.joining import STEP_BACK
from comity.assistance.models import Continuation, Request
from comity.assistance.queries.joining import (
    begun_on,
    is_agreed,
    known_as,
    letters_made,
    may_propose,
)
from comity.assistance.queries.turns import was_message_refused
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas.joining import CONTINUATION_TYPE
from comity.assistance.services.data_transfers import (
    categories_leaving,
    is_data_officers,
    record_transfer,
)
from comity.assistance.services.law import offices_lacking, permission_to_tell, ruling_on
from comity.assistance.services.moves import demand_no_problems, record_step, request_for_change
from comity.assistance.services.telling import stand_told
from comity.assistance.services.transfer_rules import rule_wanting_word
from comity.assistance.terms import Channel, Party
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.events.joining import (
    CONTINUATION_PROPOSED,
)
from comity.assistance.terms.joining import (
    BeingCarriedOverError,
    ContinuationState,
    NotCarriedOverError,
    Stand,
)
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def propose_continuation(
    reference: str,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Continuation:
    """Propose to a partner that has got a node to go on there with a matter by letter.

    Nothing moves before its officer has found the matter. What is told is what both letters said;
    our own request goes along whole where the law permits its asking on this day too and nobody
    else's approval is owed, so that a partner which has no record of it can take it in.

    Args:
        reference: of the matter here.
        officer: of the central unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotFoundError: there is no such request, or none that the officer may see.
        NotCarriedOverError: it goes by node, does not stand where it could go on, or the partner
            has not answered the last proposal.
        BeingCarriedOverError: it is carried over already.
        RelianceMissingError: it names no agreement.
        LinkNotConfirmedError: nothing can be carried to the partner now.
    """
    demand_role(officer, CARRY_OVER.roles)
    request = request_for_change(reference, officer=officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_still(request)
    kept = Continuation.objects.filter(request=request, proposed_here=True).order_by("pk").last()
    refused = kept is not None and was_message_refused(kept.message_id)
    permission = permission_to_tell(request, on=on)
    if not may_propose(request, kept, refused=refused):
        raise NotCarriedOverError(state=request.state)
    stand = stand_told(request)
    body = _proposal(request, stand, at=at)
    whole = _permission_to_ask(request, officer=officer, on=on)
    if whole is not None:
        body["request"] = request_body(request, exhibits=())
    row = kept or Continuation(request=request, proposed_here=True, partner=request.partner)
    row.state, row.side = ContinuationState.PROPOSED.value, request.side
    row.reference, row.known_as = request.reference, str(body["theirs"])
    row.by, row.at, row.settled_at, row.reply_message_id = officer.name, at, None, ""
    row.reasons = ""
    row.message_id = queue_message(
        NewMessage(type=CONTINUATION_TYPE, body=body, case=request.reference),
        to=request.partner,
        under=whole or permission,
        at=at,
    )
    row.save()
    if whole is not None:
        _note_transfer(request, row, whole, officer=officer, at=at)
    append(
        CONTINUATION_PROPOSED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        stand=stand.value,
        message=row.message_id,
    )
    return row


def put_acceptance_back(reference: str, *, reasons: str, officer: Viewer, at: datetime) -> Request:
    """Put back an acceptance noted from a letter, which the partner's record does not have.

    It never raises a matter: it stands again as asked, and what the partner decides will be told.

    Args:
        reference: of our request, of which the partner said that it has not decided.
        reasons: how the difference came about; kept with the entry.
        officer: of the central unit.
        at: aware UTC instant.

    Raises:
        NotCarriedOverError: the partner has said no such thing.
        InvalidDraftError: no reason is given.
        NotAllowedError, NotFoundError, BeingCarriedOverError: as for `propose_continuation`.
    """
    demand_role(officer, CARRY_OVER.roles)
    request = request_for_change(reference, officer=officer)
    demand_still(request)
    differs = Continuation.objects.filter(
        request=request,
        state=ContinuationState.DIFFERS.value,
        other_stand=Stand.SENT.value,
    )
    at_hand = (request.own_side, request.stands) == (STEP_BACK.record, STEP_BACK.before)
    if not (request.by_letter and at_hand and differs.exists()):
        raise NotCarriedOverError(state=request.state)
    demand_no_problems(problems_in_text(reasons, field="reasons"))
    request.decided_at, request.handling_unit = None, ""
    record_step(request, STEP_BACK, officer=officer, at=at, reason=reasons.strip()[:500])
    return request


def demand_still(request: Request) -> None:
    """Refuse an act on a matter that both sides are carrying over.

    Raises:
        BeingCarriedOverError: they are.
    """
    if is_agreed(request):
        raise BeingCarriedOverError(reference=request.reference)


def _proposal(request: Request, stand: Stand, *, at: datetime) -> dict[str, object]:
    return {
        "reference": request.reference,
        "side": request.side,
        "theirs": known_as(request),
        "state": stand.value,
        "on": begun_on(request).isoformat(),
        "kind": request.kind,
        "letters": letters_made(request, until=at),
    }


def _permission_to_ask(request: Request, *, officer: Viewer, on: date) -> Permission | None:
    """Return the permission under which our request goes along whole; None where it does not.

    What another office must approve today, by an instruction or by a rule on transfers, does not.
    """
    if request.own_side is not Party.REQUESTING:
        return None
    ruling = ruling_on(request, on=on)
    if not isinstance(ruling, Permission) or is_data_officers(ruling):
        return None
    categories = categories_leaving(request, None)
    ruled = rule_wanting_word(TransferKind.REQUEST, partner=request.partner, categories=categories)
    return ruling if ruled is None and not offices_lacking(ruling, officer=officer) else None


def _note_transfer(
    request: Request, row: Continuation, under: Permission, *, officer: Viewer, at: datetime
) -> None:
    transfer = record_transfer(
        request,
        kind=TransferKind.REQUEST,
        by=officer.name,
        at=at,
        message=row.message_id,
        under=under,
    )
    transfer.channel = Channel.NODE.value
    transfer.save(update_fields=["channel"])
