"""The card of a standing exchange on the page of its request."""

from comity.assistance.queries import RequestDetail
from comity.assistance.queries.standing import stage_of_standing
from comity.assistance.terms import Channel
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


def standing_panel(detail: RequestDetail, _viewer: Viewer) -> Panel | None:
    """Return the card; requests of other kinds have none, and ask the database nothing."""
    stage = stage_of_standing(detail.request)
    if stage is None:
        return None
    told = {"stage": stage, "by_letter": detail.request.channel == Channel.LETTER}
    return Panel("standing/panel.html", told, beside=True)
