"""The card of a decision that says more than yes or no."""

from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.models import Decision
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.deciding import decision_of
from comity.assistance.terms import Party
from comity.assistance.terms.deciding import Scope
from comity.assistance.wording import SCOPE_NAMES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision as the page tells it.

    Attributes:
        decision: what was decided.
        scope: how much is done, in words; empty for a refusal.
        is_ours: we asked, so its conditions bind us.
    """

    decision: Decision
    scope: str
    is_ours: bool


def decision_panel(detail: RequestDetail, _viewer: Viewer) -> Panel | None:
    """Show what is done, on which conditions, and whether the partner was consulted before."""
    request = detail.request
    decision = decision_of(request)
    if decision is None:
        return None
    scope = "" if decision.consulted_on else gettext(SCOPE_NAMES[Scope(decision.scope)])
    ours = request.own_side is Party.REQUESTING
    return Panel("deciding/decision.html", DecisionShown(decision, scope, ours))
