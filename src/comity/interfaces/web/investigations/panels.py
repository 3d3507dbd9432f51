"""The card that leads from a request to the joint folders it is in."""

from comity.assistance.queries import RequestDetail
from comity.interfaces.web.panel import Panel
from comity.investigations.queries import folders_of_request
from comity.officers.terms import Viewer


def folders_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the folders a request is linked in; None where it is in none."""
    found = folders_of_request(detail.request, seen_by=viewer)
    return Panel("investigations/panel.html", found, beside=True) if found else None
