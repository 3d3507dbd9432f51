"""The filters an officer keeps."""

from comity.assistance.models.filters import SavedFilter
from comity.officers.terms import Viewer


def saved_filters(*, seen_by: Viewer) -> list[SavedFilter]:
    """Return the officer's own filters, by name."""
    return list(SavedFilter.objects.all().visible_to(seen_by))
