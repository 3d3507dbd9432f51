"""The card of what only information that nobody asked for has; a request has none, and no query."""

from dataclasses import dataclass

from comity.assistance.duties import GIVE_INFORMATION
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.information import information_of
from comity.assistance.terms import RequestState
from comity.assistance.terms.information import InformationUrgency
from comity.assistance.wording import PRESSING_NAMES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class InformationTold:
    """What the card of information shows.

    Attributes:
        pressing: why it cannot wait, to be translated; empty where it can.
        alert: number of the alert it is of; None where it is of none, or of a partner's.
        may_add: the viewer may tell further partners.
    """

    pressing: str
    alert: int | None
    may_add: bool


def information_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of information; nothing for a request."""
    request = detail.request
    if not request.unasked:
        return None
    information = information_of(request)
    urgency = information.urgency
    pressing = PRESSING_NAMES[InformationUrgency(urgency)] if urgency else ""
    own = viewer.reaches(request.agency_code, roles=GIVE_INFORMATION.roles)
    may_add = (
        request.stands is RequestState.INFORMING
        and own
        and viewer.holds(*GIVE_INFORMATION.roles)
        and not detail.enclosures
    )
    if not pressing and not may_add and information.alert_id is None:
        return None
    told = InformationTold(pressing, information.alert_id, may_add)
    return Panel("information/card.html", told, beside=True)
