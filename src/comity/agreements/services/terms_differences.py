"""Acts about encodings that differ: note that they do, and decide to go by one's own."""

from dataclasses import asdict, dataclass
from datetime import datetime

from comity.agreements.duties import DECIDE_DIFFERENCE
from comity.agreements.models import TermsDecision, TermsDifference
from comity.agreements.services.terms_reasons import reasons_given
from comity.agreements.terms.countersigning_errors import (
    TermsAnsweredError,
    TermsProposalNotFoundError,
)
from comity.agreements.terms.countersigning_events import (
    TERMS_DIFFER,
    TERMS_DIFFER_THERE,
    TERMS_DIFFERENCE_DECIDED,
)
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role


@dataclass(frozen=True, slots=True)
class SeenDifference:
    """Two encodings of one agreement that a message showed to be in use.

    Attributes:
        reference: of the agreement.
        partner: code of the other side.
        theirs: digest of the partner's encoding.
        ours: digest of our own.
        seen_here: whether this node saw it; otherwise the partner's node told us.
    """

    reference: str
    partner: str
    theirs: str
    ours: str
    seen_here: bool


def note_difference(seen: SeenDifference, *, message_id: str, at: datetime) -> bool:
    """Note that a partner relies on another encoding than ours, once per pair of encodings.

    Args:
        seen: the two encodings.
        message_id: of the message that showed it, or told of it.
        at: aware UTC instant.

    Returns:
        Whether it is new; then both treaty desks are to be told.
    """
    found = asdict(seen)
    if TermsDifference.objects.filter(**found).exists():
        return False
    TermsDifference.objects.create(**found, at=at)
    append(
        TERMS_DIFFER if seen.seen_here else TERMS_DIFFER_THERE,
        about=seen.reference,
        by=NODE,
        agency="",
        at=at,
        partner=seen.partner,
        theirs=seen.theirs,
        ours=seen.ours,
        message=message_id,
    )
    return True


def decide_difference(
    difference: int, *, reasons: str, officer: Viewer, at: datetime
) -> TermsDecision:
    """Decide that this node goes by its own encoding, although a partner relies on another.

    Rulings that were referred because of the difference then stand on our own reading again.

    Args:
        difference: id of the difference.
        reasons: why; they stand in the record.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
        ReasonsMissingError: no reasons are given.
        TermsProposalNotFoundError: there is no such difference.
        TermsAnsweredError: it is decided already.
    """
    demand_role(officer, DECIDE_DIFFERENCE.roles)
    rows = TermsDifference.objects.all().visible_to(officer).select_for_update(no_key=True)
    row, said = rows.filter(pk=difference).first(), reasons_given(reasons)
    if row is None:
        raise TermsProposalNotFoundError(proposal=difference)
    if TermsDecision.objects.filter(difference=row).exists():
        raise TermsAnsweredError(proposal=difference)
    decision = TermsDecision.objects.create(difference=row, by=officer.name, at=at, reasons=said)
    append(
        TERMS_DIFFERENCE_DECIDED,
        about=row.reference,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=row.partner,
        theirs=row.theirs,
        ours=row.ours,
        reasons=said,
    )
    return decision


def is_decided(reference: str, *, partner: str, theirs: str, ours: str) -> bool:
    """Tell whether the treaty desk has decided to go by our own encoding against theirs."""
    found = TermsDifference.objects.filter(
        reference=reference, partner=partner, theirs=theirs, ours=ours
    )
    return found.filter(decision__isnull=False).exists()
