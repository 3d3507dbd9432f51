"""The card of two matters that bore the same number."""

from comity.assistance.queries import RequestDetail
from comity.assistance.queries.renumbered import same_number
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


def same_number_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card; none for nearly every request."""
    found = same_number(detail.request, seen_by=viewer)
    return None if found is None else Panel("incoming/same_number.html", found, beside=True)
