"""The card of a request's clocks."""

from dataclasses import dataclass

from comity.assistance.duties import SET_CLOCKS
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.clocks import Told, clocks_of_request
from comity.interfaces.web.clock import today
from comity.interfaces.web.clocks.acts import address_of
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock, and where it is met."""

    told: Told
    address: str


@dataclass(frozen=True, slots=True)
class ClocksCard:
    """What the card tells."""

    reference: str
    lines: tuple[ClockLine, ...]
    may_set: bool


def clocks_card(detail: RequestDetail, viewer: Viewer) -> ClocksCard:
    """Return the clocks of a request, each with where it is met."""
    request = detail.request
    lines = (
        ClockLine(told, address_of(told.clock, request.reference, detail.actions))
        for told in clocks_of_request(request, on=today())
    )
    within = viewer.reaches(request.agency_code, roles=SET_CLOCKS.roles)
    may_set = viewer.holds(*SET_CLOCKS.roles) and within
    return ClocksCard(request.reference, tuple(lines), may_set)


def clocks_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show what is due, what is due first on top, and offer to set a day."""
    card = clocks_card(detail, viewer)
    if not card.lines and not card.may_set:
        return None
    return Panel("clocks/card.html", card, beside=True)
