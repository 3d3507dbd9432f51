"""Earlier requests that a new one can begin with, and what one began with."""

from comity.assistance.models import Request
from comity.assistance.models.copies import CopiedFrom
from comity.assistance.terms import Party
from comity.kernel.texts import has_hidden_characters
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

MOST_OFFERED = 5


def copied_from(request: Request, *, seen_by: Viewer) -> str:
    """Return the reference of the request this one took its fields from; empty for none.

    One that the viewer may not see any more is not named.
    """
    source = CopiedFrom.objects.filter(request=request).values("source")
    seen = Request.objects.visible_to(seen_by).filter(pk__in=source)
    return seen.values_list("reference", flat=True).first() or ""


def like_requests(partner: str = "", *, seen_by: Viewer) -> list[Request]:
    """Return requests of the viewer's agency that were changed last, to begin a new one with.

    Args:
        partner: only those to that administration; empty for any.
        seen_by: who writes.
    """
    # What no partner is called finds nothing, and PostgreSQL does not even take every character.
    if not seen_by.agency or has_hidden_characters(partner):
        return []
    own = Request.objects.visible_to(seen_by).filter(
        agency=key_of_agency(seen_by.agency), side=Party.REQUESTING.value
    )
    found = own.filter(partner=partner) if partner else own
    return list(found.order_by("-updated_at", "-pk").defer("ruling")[:MOST_OFFERED])
