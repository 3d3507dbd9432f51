"""Which requests a viewer may see, for packages above that refer to them."""

from django.db.models import QuerySet

from comity.assistance.models.requests import Request
from comity.officers.terms import Viewer


def requests_seen(viewer: Viewer) -> "QuerySet[Request]":
    """Return the requests that `viewer` may see, to be narrowed further."""
    return Request.objects.visible_to(viewer)
