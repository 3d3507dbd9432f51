"""The card that leads to keeping and erasing a closed matter, or says that it was erased."""

from dataclasses import dataclass

from comity.assistance.duties import SEE_RETENTION
from comity.assistance.models import Erasure
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.retention import erasure_of
from comity.assistance.terms import RequestState
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class RetentionShown:
    """What the card tells.

    Attributes:
        reference: of the request.
        erasure: what was erased; None where it was not.
        may: who looks may see until when it is kept.
    """

    reference: str
    erasure: Erasure | None
    may: bool


def retention_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the tombstone of an erased matter; of others, the way there, to who may go it."""
    request = detail.request
    if request.stands is not RequestState.CLOSED:
        return None
    # What was erased has no subject left: nothing is asked of the others.
    erasure = None if request.subject else erasure_of(request)
    gone = erasure if erasure is not None and erasure.erased_at else None
    may = viewer.holds(*SEE_RETENTION.roles)
    if gone is None and not may:
        return None
    return Panel("retention/card.html", RetentionShown(request.reference, gone, may), beside=True)
