"""Information that nobody asked for: what a page shows of it that no request has."""

from comity.assistance.models import Information, Request
from comity.kernel.errors import NotFoundError


def information_of(request: Request) -> Information:
    """Return what of a matter, found for whoever may see it, no request has.

    Raises:
        NotFoundError: it is a request.
    """
    found = Information.objects.select_related("alert").filter(request=request).first()
    if found is None:
        raise NotFoundError()
    found.request = request
    return found
