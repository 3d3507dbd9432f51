"""The cards of what was said and of what left alone: only an urgent request has them."""

from dataclasses import dataclass

from comity.assistance.duties import CONFIRM_ORAL, SEE_ALONE
from comity.assistance.models import DutyRelease, OralRequest
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.duty_release import act_here, may_be_asked_alone, releases_of
from comity.assistance.queries.oral import Candidate, said_before, said_of
from comity.assistance.services.duty_release import order_to_act_alone
from comity.assistance.terms import Party
from comity.interfaces.web.clock import today
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class OralCard:
    """What the card of what was said tells."""

    reference: str
    said: OralRequest | None
    ours: bool
    before: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class AloneCard:
    """What the card of what left alone tells."""

    reference: str
    releases: tuple[DutyRelease, ...]
    may_see: bool
    may: bool


def oral_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show that it was put by word of mouth, or may confirm what was."""
    request = detail.request
    if not request.urgent:
        return None
    said = said_of(request)
    joins = said is None and viewer.holds(*CONFIRM_ORAL.roles)
    before = tuple(said_before(request, seen_by=viewer)) if joins else ()
    if said is None and not before:
        return None
    ours = request.own_side is Party.REQUESTING
    return Panel("urgent/oral_card.html", OralCard(request.reference, said, ours, before))


def alone_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show what of it left by one hand, and offer that where own law lets this officer."""
    request = detail.request
    if not request.urgent:
        return None
    found = tuple(releases_of(request))
    may = _may(detail, viewer)
    if not found and not may:
        return None
    sees = viewer.holds(*SEE_ALONE.roles)
    return Panel("urgent/alone_card.html", AloneCard(request.reference, found, sees, may))


def _may(detail: RequestDetail, viewer: Viewer) -> bool:
    request = detail.request
    if not may_be_asked_alone(request, viewer):
        return False
    action = act_here(request)
    if viewer.people.isdisjoint(request.writers_of(action)):
        return False
    return order_to_act_alone(request, action, officer=viewer, on=today()) is not None
