"""What people read of exhibits."""

from uuid import UUID

from comity.evidence.models import CustodyEvent, Exhibit
from comity.evidence.terms import ExhibitNotFoundError
from comity.officers.terms import Viewer


def exhibit(exhibit_id: UUID, *, seen_by: Viewer) -> Exhibit:
    """Return one exhibit.

    Raises:
        ExhibitNotFoundError: there is none, or none that `seen_by` may see.
    """
    found = Exhibit.objects.visible_to(seen_by).filter(pk=exhibit_id).first()
    if found is None:
        raise ExhibitNotFoundError()
    return found


def is_seen(exhibit_id: UUID, *, seen_by: Viewer) -> bool:
    """Tell whether somebody may see an exhibit."""
    return Exhibit.objects.visible_to(seen_by).filter(pk=exhibit_id).exists()


def custody_of(exhibit_id: UUID, *, seen_by: Viewer) -> list[CustodyEvent]:
    """Return what happened to an exhibit, first things first.

    Raises:
        ExhibitNotFoundError: there is none, or none that `seen_by` may see.
    """
    return list(exhibit(exhibit_id, seen_by=seen_by).custody.order_by("sequence"))
