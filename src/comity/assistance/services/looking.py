"""What is kept so that officers see what is new since they last looked; none of it is an act."""

from datetime import datetime

from comity.assistance.models import Look
from comity.assistance.queries.looks import looks_at
from comity.officers.terms import Viewer

MOST_KEPT = 200


def note_look(place: str, *, changed_at: datetime, officer: Viewer, at: datetime) -> bool:
    """Keep that an officer looked at something, so that what comes later is new to them.

    It is a convenience and no record.

    Args:
        place: what was shown, as the record names it.
        changed_at: aware UTC instant, when something last happened there.
        officer: whom it was shown to.
        at: aware UTC instant.

    Returns:
        Whether anything was written; not, when nothing happened there since the last look.
    """
    before = looks_at([place], seen_by=officer).get(place)
    if before is not None and before >= changed_at:
        return False
    noted = Look.objects.filter(officer_id=officer.officer_id)
    Look.objects.bulk_create(
        [Look(officer_id=officer.officer_id, place=place, at=at)],
        update_conflicts=True,
        unique_fields=["officer", "place"],
        update_fields=["at"],
    )
    if before is None:
        over = list(noted.order_by("-at", "-pk").values_list("pk", flat=True)[MOST_KEPT:])
        if over:
            noted.filter(pk__in=over).delete()
    return True
