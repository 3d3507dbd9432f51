"""The own enquiries of a request, and whether its agreement wants them made first."""

from datetime import date

from comity.agreements.queries import current_register
from comity.assistance.enquiry_rules import own_means_first
from comity.assistance.models import OwnEnquiry, Request
from comity.assistance.terms import Party
from comity.kernel.rulings import Citation


def enquiries_of(request: Request) -> list[OwnEnquiry]:
    """Return the own enquiries that were noted beside a request of ours, first things first.

    Args:
        request: that was found for whoever may see it.
    """
    if request.own_side is not Party.REQUESTING:
        return []
    return list(request.own_enquiries.all())


def article_of_own_means(under: str, *, on: date) -> Citation | None:
    """Return the article of an agreement that wants own means exhausted first; None where none.

    Args:
        under: reference of the agreement chosen; empty while none is.
        on: the civil day.
    """
    register = current_register()
    if not under or not register.has(under):
        return None
    return own_means_first(register.instrument(under), on=on)
