"""The card of a controlled delivery on the page of its request."""

from comity.assistance.queries import RequestDetail
from comity.assistance.queries.delivery import delivery_of
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


def delivery_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card; requests of other kinds have none, and ask the database nothing."""
    delivery = delivery_of(detail.request, seen_by=viewer)
    return None if delivery is None else Panel("delivery/panel.html", delivery, beside=True)
