"""In whose place an officer acts at a door: chosen once a session, or named with each call.

Nobody acts for another without having said so: the offices of two people are never added up, and
the record always tells for whom something was done.
"""

from datetime import date
from urllib.parse import unquote

from django.http import HttpRequest

from comity.officers.absence import NotStandingInError
from comity.officers.deputies import StandIn, stand_in_for
from comity.officers.models import Officer

HEADER = "Comity-For"
"""Names the absent officer in whose place an API call is made, percent-encoded."""

_SESSION_KEY = "stands_in_for"


def begin(request: HttpRequest, username: str, *, on: date) -> StandIn:
    """Let this session act for an absent officer from now on.

    Raises:
        NotStandingInError: its officer stands in for nobody of that name today.
    """
    assert isinstance(request.user, Officer)
    found = stand_in_for(username, deputy=request.user, on=on)
    request.session[_SESSION_KEY] = username
    return found


def lay_down(request: HttpRequest) -> None:
    """Let this session act for its own officer again."""
    request.session.pop(_SESSION_KEY, None)


def chosen(request: HttpRequest, officer: Officer, *, on: date) -> StandIn | None:
    """Return in whose place the session acts; None for its own officer.

    Raises:
        NotStandingInError: the absence ended meanwhile; from now on the session acts for its own
            officer.
    """
    username = request.session.get(_SESSION_KEY)
    if not isinstance(username, str):
        return None
    try:
        return stand_in_for(username, deputy=officer, on=on)
    except NotStandingInError:
        lay_down(request)
        raise


def named(request: HttpRequest, officer: Officer, *, on: date) -> StandIn | None:
    """Return in whose place an API call is made; None for the caller.

    Raises:
        NotStandingInError: the caller stands in for nobody of that name today.
    """
    username = unquote(request.headers.get(HEADER, ""))
    return stand_in_for(username, deputy=officer, on=on) if username else None
