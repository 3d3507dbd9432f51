"""What was decided on a request, and which refusals want the partner consulted first."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.queries import current_register
from comity.assistance.deciding_rules import consulted_first
from comity.assistance.models import Decision, Request
from comity.assistance.terms import RefusalGround
from comity.kernel.rulings import Citation


def decision_of(request: Request) -> Decision | None:
    """Return what the last decision said beside that it was one; None when it said no more.

    Args:
        request: that was found for whoever may see it.
    """
    if request.decided_at is None:
        return None
    return request.decisions.last()


def refusals_after_consultation(request: Request, *, on: date) -> Mapping[RefusalGround, Citation]:
    """Return the grounds before which the agreement wants the partner consulted, with its article.

    Args:
        request: of a partner.
        on: the civil day.
    """
    register = current_register()
    if not register.has(request.relied_on):
        return {}
    return consulted_first(register.instrument(request.relied_on), on=on)
