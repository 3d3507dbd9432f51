"""The card that tells to whom a request was passed, and offers to pass it on."""

from dataclasses import dataclass

from comity.assistance.models import PassedOn
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.competence import may_transfer, passed_on
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class TransfersShown:
    """What the card tells."""

    reference: str
    transfers: list[PassedOn]
    may: bool


def passed_on_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show the competent bodies a request was passed to; the central unit passes it on here."""
    request = detail.request
    found, may = passed_on(request), may_transfer(request, viewer)
    if not found and not may:
        return None
    told = TransfersShown(request.reference, found, may)
    return Panel("competence/transfers.html", told, beside=True)
