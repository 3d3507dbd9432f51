"""Erasing what no matter holds: partners' drafts whose request never came, and what we refused."""

from datetime import date, datetime

from comity.assistance.duties import ERASE
from comity.assistance.models import Consultation
from comity.assistance.queries.leftovers import due_before, held_cases
from comity.assistance.terms import Party
from comity.assistance.terms.events.leftovers import (
    LEFT_CONSULTATION_ERASED,
    REFUSED_MESSAGES_ERASED,
)
from comity.assistance.terms.retention import MessagesWaitError, NotDueForErasureError
from comity.exchange.services.erasing import erase_case, erase_refused, is_waiting
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION, UNALLOCATED
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def erase_left_consultation(
    number: int,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Consultation:
    """Erase what was said about a partner's draft whose request never came.

    Args:
        number: of the consultation.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is none, or its request came.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotDueForErasureError: it may still be kept, or no rule says until when.
        MessagesWaitError: one of its messages has not been delivered.
    """
    demand_role(officer, ERASE.roles)
    seen = Consultation.objects.all().visible_to(officer).select_for_update(no_key=True)
    found = seen.filter(pk=number, side=Party.REQUESTED.value, request=None).first()
    if found is None:
        raise NotFoundError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    before, _until = due_before(on=on)
    if found.begun_at >= before:
        raise NotDueForErasureError()
    if is_waiting(found.reference, partner=found.partner):
        raise MessagesWaitError()
    found.summary, found.view, found.ruling = "", "", None
    found.save()
    messages = erase_case(found.reference, partner=found.partner)
    append(
        LEFT_CONSULTATION_ERASED,
        about=found.reference,
        by=officer.name,
        agency=UNALLOCATED,
        at=at,
        partner=found.partner,
        messages=messages,
    )
    return found


def erase_refused_messages(
    *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime, on: date
) -> int:
    """Erase what messages said that we refused by name, when our own rule's days are over.

    Of a matter that an order keeps nothing is erased.

    Args:
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        How many were erased.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotDueForErasureError: none is due, or no rule says until when.
    """
    demand_role(officer, ERASE.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    before, until = due_before(on=on)
    erased = erase_refused(before=before, but=held_cases())
    if not erased:
        raise NotDueForErasureError()
    append(
        REFUSED_MESSAGES_ERASED,
        about="retention",
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        messages=erased,
        day=until.isoformat(),
    )
    return erased
