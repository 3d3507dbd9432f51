"""Erasing files of a standing exchange by two hands when their own days are over."""

from datetime import datetime

from comity.assistance.duties import ERASE, PROPOSE_ERASURE
from comity.assistance.models import Request, StandingSupply
from comity.assistance.queries.supplies_kept import supplies_due
from comity.assistance.retold import forget_retold
from comity.assistance.services.moves import record_act, request_locked
from comity.assistance.terms.events.retention import SUPPLIES_ERASED, SUPPLIES_PROPOSED
from comity.assistance.terms.retention import (
    ErasureNotProposedError,
    ErasureProposedError,
    LegalHoldStandsError,
    MessagesWaitError,
    NotDueForErasureError,
)
from comity.evidence import erasing as evidence
from comity.evidence.custody import Hand
from comity.exchange.services.erasing import erase_body, erase_sent_body, is_sent_waiting
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def propose_supplies_erasure(reference: str, *, officer: Viewer, at: datetime) -> int:
    """Propose to erase the files of an exchange whose own days are over, ours and the partner's.

    Args:
        reference: of the request on which the exchange hangs.
        officer: of the central unit.
        at: aware UTC instant.

    Returns:
        How many are proposed now.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        NotDueForErasureError: the days of none are over.
        LegalHoldStandsError: the matter is to be kept.
        ErasureProposedError: all that are due are proposed already.
    """
    demand_role(officer, PROPOSE_ERASURE.roles)
    request = request_locked(reference, officer=officer)
    wanted = [each for each in _demand_due(request, at) if each.proposed_at is None]
    if not wanted:
        raise ErasureProposedError()
    for supply in wanted:
        supply.proposed_by, supply.proposed_at = officer.name, at
        supply.save(update_fields=["proposed_by", "proposed_at"])
    record_act(SUPPLIES_PROPOSED, request, officer, at, count=len(wanted))
    return len(wanted)


def erase_supplies(
    reference: str, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> int:
    """Erase the files of an exchange that the central unit proposed to erase.

    The file goes with its key, and the body of the message that told of it. That there was one,
    of which days, with how many lines, who acted, its chain of custody and the record stay.

    Args:
        reference: of the request on which the exchange hangs.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Returns:
        How many were erased.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        ErasureNotProposedError: none of those due was proposed.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotDueForErasureError, LegalHoldStandsError: something changed since it was proposed.
        MessagesWaitError: a message about one of them is still on its way.
    """
    demand_role(officer, ERASE.roles)
    request = request_locked(reference, officer=officer)
    wanted = [each for each in _demand_due(request, at) if each.proposed_at is not None]
    if not wanted:
        raise ErasureNotProposedError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    if any(is_sent_waiting(each.message_id) for each in wanted if each.by == request.side):
        raise MessagesWaitError()
    hand = Hand(officer.name, officer.agency, at)
    messages = sum(_erase(request, each, hand) for each in wanted)
    record_act(SUPPLIES_ERASED, request, officer, at, count=len(wanted), messages=messages)
    return len(wanted)


def _erase(request: Request, supply: StandingSupply, hand: Hand) -> bool:
    """Erase one file; return whether the body of a message went with it."""
    name = supply.exhibit.record_name
    evidence.erase(supply.exhibit, hand=hand, reason=request.reference)
    forget_retold(request, exhibit=name)
    supply.faults = []
    supply.erased_by, supply.erased_at = hand.name, hand.at
    supply.save(update_fields=["faults", "erased_by", "erased_at"])
    ours = supply.by == request.side
    return erase_sent_body(supply.message_id) if ours else erase_body(supply.message_id)


def _demand_due(request: Request, at: datetime) -> tuple[StandingSupply, ...]:
    found = supplies_due(request, at=at)
    if found.hold is not None:
        raise LegalHoldStandsError()
    if not found.supplies:
        raise NotDueForErasureError()
    return found.supplies
