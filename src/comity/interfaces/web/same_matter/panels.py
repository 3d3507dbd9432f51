"""The card that tells which other matters a request may be."""

from comity.assistance.queries import RequestDetail, matters_alike
from comity.assistance.queries.same_matter import TELLING_STATES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


def same_matter_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return what may be the same matter, while it is open whether the request goes on."""
    if detail.request.stands not in TELLING_STATES:
        return None
    alike = matters_alike(detail.request, seen_by=viewer)
    return Panel("same_matter/alike.html", alike) if alike else None
