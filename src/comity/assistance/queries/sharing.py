"""What people read of sharing between the agencies of one node."""

from comity.assistance.models import Share
from comity.officers.terms import Viewer


def shares_of(reference: str, *, seen_by: Viewer) -> list[Share]:
    """Return the rulings on showing a case to other agencies, first things first.

    Args:
        reference: of the case.
        seen_by: who looks; empty for whoever may not see the case.
    """
    # Most cases have none: whose the case is need not be asked then.
    there = list(Share.objects.filter(request__reference=reference).values_list("pk", flat=True))
    if not there:
        return []
    seen = Share.objects.visible_to(seen_by).filter(pk__in=there)
    return list(seen.select_related("agency", "exhibit", "request"))
