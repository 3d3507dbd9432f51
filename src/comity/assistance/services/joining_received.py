"""What partners' nodes say of going on by node; each may only ever meet its own matters here."""

from django.utils import timezone

from comity.assistance.lifecycle.joining import may_go_over
from comity.assistance.models import Continuation, Request
from comity.assistance.paper_rules import day_typed
from comity.assistance.references import is_reference_between
from comity.assistance.schemas.joining import CONTINUATION_SETTLED_TYPE
from comity.assistance.services.joining_matching import shared_reference, told_under
from comity.assistance.services.joining_moving import carry_over, note_difference
from comity.assistance.services.law import own_code, permission_to_tell
from comity.assistance.services.learning import reliance
from comity.assistance.services.telling import stand_told
from comity.assistance.terms import (
    DayMalformedError,
    ExhibitsDifferError,
    Party,
    ReferenceNotTheirsError,
)
from comity.assistance.terms.events.joining import (
    CONTINUATION_DECLINED_THERE,
    CONTINUATION_DIFFERS,
    CONTINUATION_RECEIVED,
)
from comity.assistance.terms.joining import (
    Agreement,
    ContinuationNotOpenError,
    ContinuationState,
    Settlement,
    Stand,
    do_agree,
    stand_of,
)
from comity.exchange.services import queue_message
from comity.exchange.services.erasing import erase_body
from comity.exchange.terms import NewMessage, Received
from comity.kernel.rulings import Permission
from comity.ledger.services import append
from comity.ledger.terms import NODE, UNALLOCATED

_ANSWERABLE = (
    ContinuationState.PROPOSED.value,
    ContinuationState.DIFFERS.value,
    ContinuationState.CARRIED.value,
)


def take_continuation(received: Received) -> None:
    """Keep a partner's proposal for an officer; no matter here is touched by it.

    Raises:
        ReferenceNotTheirsError: the reference is not one between the partner and us, that way.
        ContinuationNotOpenError: what bears it is carried over, or was agreed to.
        RelianceMissingError: it names no instrument.
        DayMalformedError: the day is none.
        ExhibitsDifferError: exhibits travel with it, which none may.
    """
    body, relied = dict(received.body), reliance(received)
    theirs = Party(str(body["side"]))
    reference, day = str(body["reference"]), str(body["on"])
    _demand_between(reference, theirs, partner=received.partner)
    if day_typed(day) is None:
        raise DayMalformedError(day=day)
    told = body.get("request") or {}
    assert isinstance(told, dict)
    if received.envelope.exhibits or told.get("exhibits"):
        raise ExhibitsDifferError(partner=received.partner)
    if told and (theirs is not Party.REQUESTING or told["reference"] != reference):
        raise ReferenceNotTheirsError(reference=str(told["reference"]), partner=received.partner)
    row = _kept(received.partner, reference, theirs.other)
    if row.request_id is None:
        # What this one replaces belongs to no matter here, and nothing else would erase it.
        erase_body(row.message_id)
    row.state, row.request, row.settled_at = ContinuationState.RECEIVED.value, None, None
    row.other_reference, row.known_as = reference, str(body["theirs"]).strip()
    row.other_stand, row.other_day = str(body["state"]), day
    row.other_kind, row.letters, row.told = str(body["kind"]), body["letters"], told
    row.relied_on, row.article = relied.instrument, relied.article
    row.terms_digest, row.message_id = relied.terms_digest, received.message_id
    row.reasons, row.reply_message_id, row.by, row.at = "", "", "", received.at
    row.save()
    append(
        CONTINUATION_RECEIVED,
        about=reference,
        by=NODE,
        agency=UNALLOCATED,
        at=received.at,
        partner=received.partner,
        item=reference,
        stand_there=row.other_stand,
        message=received.message_id,
    )


def take_continued(received: Received) -> None:
    """Take a partner's answer to our proposal: it goes on by node if both records agree.

    The last word is this node's, and it goes out with the act that it tells of. What was meant for
    a proposal that another has replaced since is answered too, so that nothing waits there.

    Raises:
        ReferenceNotTheirsError: the reference is not one between the partner and us, that way.
        RelianceMissingError: it names no instrument.
    """
    body, row = received.body, _proposal_of_ours(received)
    if row is None or row.request_id is None:
        if body["outcome"] == Agreement.MATCHED:
            _answer_what_is_over(received)
        return
    request = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=row.request_id)
    _demand_between(str(body["reference"]), row.own_side.other, partner=received.partner)
    if body["outcome"] == Agreement.DECLINED:
        _take_decline(row, request, received)
        return
    if row.stands is ContinuationState.CARRIED:
        _answer_what_is_over(received)
        return
    row.other_reference, row.other_stand = str(body["own"]), str(body["state"])
    row.reply_message_id = received.message_id
    agrees = _may_end(row, request, received)
    outcome = Settlement.CARRIED if agrees else Settlement.DIFFERS
    stand = stand_told(request)
    under = permission_to_tell(request, on=timezone.localdate(received.at))
    last = _say_last(received, outcome, stand, under=under)
    if agrees:
        carry_over(row, request, at=received.at, message=last)
    else:
        note_difference(row, request, at=received.at, message=last)


def take_continuation_settled(received: Received) -> None:
    """Take the last word on a proposal that an officer here agreed to.

    Raises:
        ContinuationNotOpenError: it is carried over there, and nobody here agreed to that.
    """
    found = Continuation.objects.select_for_update(no_key=True).filter(
        partner=received.partner, proposed_here=False, message_id=str(received.body["proposal"])
    )
    row, carried = found.first(), received.body["outcome"] == Settlement.CARRIED
    if row is not None and row.stands is ContinuationState.CARRIED:
        # Each side agreed to the other's proposal: the matter went over with the first answer.
        return
    if row is None or row.request_id is None or row.stands is not ContinuationState.AGREED:
        if carried:
            raise ContinuationNotOpenError(reference=str(received.body["reference"]))
        # A newer proposal has replaced the one that was agreed to.
        return
    request = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=row.request_id)
    row.other_stand = str(received.body["state"])
    if carried:
        carry_over(row, request, at=received.at, message=received.message_id)
    else:
        note_difference(row, request, at=received.at, message=received.message_id)


def _demand_between(reference: str, teller: Party, *, partner: str) -> None:
    """Refuse a reference of another pair; `teller` is the side on which the partner says it is."""
    own = own_code()
    ends = (partner, own) if teller is Party.REQUESTING else (own, partner)
    if not is_reference_between(reference, requesting=ends[0], requested=ends[1]):
        raise ReferenceNotTheirsError(reference=reference, partner=partner)


def _kept(partner: str, reference: str, side: Party) -> Continuation:
    """Return the row of what a partner proposed under this reference, or a new one.

    Who proposes anew has not gone over with the last proposal: what was agreed to is free again.
    """
    named = Continuation.objects.select_for_update(no_key=True).filter(
        partner=partner, reference=reference, side=side.value, proposed_here=False
    )
    row = named.first() or Continuation(
        partner=partner, reference=reference, side=side.value, proposed_here=False
    )
    if row.state == ContinuationState.CARRIED:
        raise ContinuationNotOpenError(reference=reference)
    return row


def _proposal_of_ours(received: Received) -> Continuation | None:
    found = Continuation.objects.select_for_update(no_key=True).filter(
        partner=received.partner,
        proposed_here=True,
        message_id=str(received.body["proposal"]),
        state__in=_ANSWERABLE,
    )
    return found.first()


def _may_end(row: Continuation, request: Request, received: Received) -> bool:
    """Tell whether a matter goes on by node with what the partner's officer has matched."""
    shared, told = shared_reference(row, request), Stand(row.other_stand)
    if shared != received.body["reference"] or not request.by_letter:
        return False
    if Request.objects.filter(reference=shared).exclude(pk=request.pk).exists():
        return False
    agreed = Continuation.objects.filter(
        partner=row.partner, side=row.side, state=ContinuationState.AGREED.value
    )
    # An officer here may have agreed to a proposal of the partner's meanwhile: it must be the same.
    for each in agreed:
        if (each.request_id == request.pk) != (each.reference == row.other_reference):
            return False
    own = stand_of(request.own_side, request.stands)
    over = may_go_over(request.own_side, request.stands)
    return over and do_agree(own, told, side=request.own_side)


def _say_last(received: Received, outcome: Settlement, stand: Stand, *, under: Permission) -> str:
    reference = str(received.body["reference"])
    body = {
        "reference": reference,
        "proposal": str(received.body["proposal"]),
        "outcome": outcome.value,
        "state": stand.value,
    }
    last = NewMessage(
        type=CONTINUATION_SETTLED_TYPE, body=body, case=reference, answers=received.message_id
    )
    return queue_message(last, to=received.partner, under=under, at=received.at)


def _answer_what_is_over(received: Received) -> None:
    """Tell a partner that what it agreed to is not proposed any more: its matter is free again."""
    relied, on = reliance(received), timezone.localdate(received.at)
    under = told_under(
        relied.instrument, relied.article, relied.terms_digest, received.message_id, on=on
    )
    last = _say_last(received, Settlement.DIFFERS, Stand.UNDER_WAY, under=under)
    append(
        CONTINUATION_DIFFERS,
        about=str(received.body["reference"]),
        by=NODE,
        agency=UNALLOCATED,
        at=received.at,
        partner=received.partner,
        stand=Stand.UNDER_WAY.value,
        stand_there=str(received.body["state"]),
        message=last,
    )


def _take_decline(row: Continuation, request: Request, received: Received) -> None:
    if row.stands is ContinuationState.CARRIED:
        return
    row.state, row.settled_at = ContinuationState.DECLINED.value, received.at
    row.reasons, row.reply_message_id = str(received.body["reasons"]), received.message_id
    row.save()
    append(
        CONTINUATION_DECLINED_THERE,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        message=received.message_id,
    )
