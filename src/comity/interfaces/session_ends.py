"""When a session ends by itself: after an hour of nothing, and after a working day at most."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comity.officers.models import Officer

LOOKED_EVERY_SECONDS = 60


class SessionsEnd:
    """Sign an officer out whose session has lasted, or rested, for too long."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """End the session if it is over, and pass the request on."""
        end_if_over(request)
        return self._answer(request)


def end_if_over(request: HttpRequest) -> bool:
    """End the session of this request if it is over, and return whether it was.

    It is looked at once a minute in each process: before it was noted as seen again.
    """
    key = request.session.session_key
    if not key or not isinstance(request.user, Officer):
        return False
    looked = f"comity.session-looked-at.{key}"
    if caches["process"].get(looked):
        return False
    if _is_over(request, key, at=datetime.now(UTC)):
        logout(request)
        return True
    caches["process"].set(looked, True, LOOKED_EVERY_SECONDS)
    return False


def _is_over(request: HttpRequest, key: str, *, at: datetime) -> bool:
    seen = UserSession.objects.filter(session_key=key).values_list("last_seen_at", flat=True)
    rested = [at - each for each in seen]
    records = get_authentication_records(request, request.user)
    lasted = [at - datetime.fromtimestamp(record["at"], UTC) for record in records]
    return any(each > timedelta(seconds=settings.SESSION_IDLE_SECONDS) for each in rested) or any(
        each > timedelta(seconds=settings.SESSION_COOKIE_AGE) for each in lasted
    )
