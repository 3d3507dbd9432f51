"""When a session was last seen, and from where: noted once a minute, not at every request."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comity.interfaces.storage import trouble_of
from comity.officers.models import Officer

NOTED_EVERY_SECONDS = 60


class NoteSessions:
    """Note the session of a page's officer."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the session, and pass the request on."""
        note_session(request)
        return self._answer(request)


def note_session(request: HttpRequest) -> None:
    """Note that the session of this request is in use, if it was not noted within the minute."""
    key = request.session.session_key
    if not key or not isinstance(request.user, Officer):
        return
    # In this process's own memory: that another notes it once more harms nobody, and a page that
    # is only read writes nothing.
    if caches["process"].add(f"comity.session-seen.{key}", True, NOTED_EVERY_SECONDS):
        try:
            UserSession.objects.create_from_request(request)
        except (DatabaseError, OSError) as error:
            # A disk that takes nothing keeps nobody from reading.
            if not trouble_of(error):
                raise
