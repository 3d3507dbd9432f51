"""When an officer last looked at what is no request."""

from collections.abc import Iterable
from datetime import datetime

from comity.assistance.models import Look
from comity.officers.terms import Viewer


def looks_at(places: Iterable[str], *, seen_by: Viewer) -> dict[str, datetime]:
    """Return when the viewer last looked at some things; of those never looked at, nothing.

    Args:
        places: as the record names them.
        seen_by: whose looks.
    """
    own = Look.objects.filter(officer_id=seen_by.officer_id, place__in=list(places))
    return dict(own.values_list("place", "at"))
