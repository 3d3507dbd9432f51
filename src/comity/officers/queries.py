"""What people read of the people of a node."""

from comity.kernel.errors import NotFoundError
from comity.officers.models import Administration, Agency, Officer


def own_administration() -> Administration:
    """Return the administration whose node this is.

    Raises:
        NotFoundError: the node has not been founded yet.
    """
    own = Administration.objects.first()
    if own is None:
        raise NotFoundError(what="own administration")
    return own


def agencies() -> list[Agency]:
    """Return the agencies of this node by code."""
    return list(Agency.objects.order_by("code"))


def officers() -> list[Officer]:
    """Return every officer with agency and appointments, by name."""
    found = Officer.objects.select_related("agency").prefetch_related("appointments")
    return list(found.order_by("name"))


def officer_named(username: str) -> Officer:
    """Return the officer who signs in with `username`.

    Raises:
        NotFoundError: nobody does.
    """
    try:
        return Officer.objects.select_related("agency").get(username=username)
    except Officer.DoesNotExist as error:
        raise NotFoundError(what=username) from error
