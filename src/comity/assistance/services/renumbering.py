"""A number that a letter was registered under, when the partner's node sends what bears it.

Whoever registers a letter types its number, and a letter may be forged. A node gives each of its
numbers once, and signs; so the number is the node's, and the letter's matter goes on under one of
our own. Nothing of it is lost, and officers are told on both.
"""

from datetime import datetime

from comity.assistance.models import Request
from comity.assistance.references import is_ours_for_a_letter, reference_for_letter
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import own_code
from comity.assistance.services.learning import demand_kept
from comity.assistance.terms import Party, ReferenceTakenError
from comity.assistance.terms.events import LETTER_RENUMBERED
from comity.evidence.services import rename_case
from comity.ledger.services import append
from comity.ledger.terms import NODE


def make_way(reference: str, *, partner: str, at: datetime) -> None:
    """Let the partner's node have one of its own numbers, whatever letter was registered under it.

    Args:
        reference: that the node's request bears; of this partner's requests to us.
        partner: code of the administration that sent it.
        at: aware UTC instant.

    Raises:
        ReferenceTakenError: the node has used it before, or it is one that we gave.
        MessageNotKeptError: the node has used it before, and what it asked was erased since.
    """
    there = Request.objects.filter(reference=reference).first()
    if there is None:
        return
    typed = there.own_side is Party.REQUESTED and there.by_letter
    if not typed or is_ours_for_a_letter(reference):
        demand_kept(there)
        raise ReferenceTakenError(reference=reference, partner=partner)
    there.reference = reference_for_letter(own_code(), partner, year=at.year)
    there.version += 1
    there.updated_at = at
    there.save(update_fields=["reference", "version", "updated_at"])
    rename_case(reference, there.reference)
    make_findable(there)
    append(
        LETTER_RENUMBERED,
        about=there.reference,
        by=NODE,
        agency=there.owner_on_record,
        at=at,
        partner=partner,
        item=reference,
    )
