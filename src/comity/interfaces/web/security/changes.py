"""What was done to an officer's account since they last looked, told once they are signed in.

The record knows it; beside it only a cookie says that a browser was seen with an officer before.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from comity.interfaces.web.records.events import Told, told
from comity.interfaces.web.security.devices import device_of
from comity.officers.account import account_changes
from comity.officers.models import Officer
from comity.officers.services import put_changes_away, record_new_browser

_TOLD_UNTIL = "account_told_until"
_SALT = "comity.browser-seen"
_LASTS_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie
_MOST_OFFICERS = 20  # who share a desk


def greet(request: HttpRequest, officer: Officer, answer: HttpResponseBase) -> None:
    """Note at a sign-in what is to be told, and whether this browser was seen with the officer.

    The browser itself is told at the next sign-in, from wherever: whoever is at this one knows.
    """
    if not settings.ACCOUNT_CHANGES_TOLD:
        return
    at = datetime.now(UTC)
    first = officer.told_until is None
    if first:
        put_changes_away(officer, until=at)
    elif account_changes(officer, until=at):
        request.session[_TOLD_UNTIL] = at.isoformat()
    seen, mark = _seen(request), _mark(officer)
    if mark not in seen and not first:
        device = device_of(request.headers.get("User-Agent", ""))
        with transaction.atomic(durable=True):
            record_new_browser(officer, device=device, at=datetime.now(UTC))
    _remember(answer, [mark, *(each for each in seen if each != mark)][:_MOST_OFFICERS])


def changes_to_tell(request: HttpRequest) -> list[Told]:
    """Return what the officer of this session is to be told; mostly nothing, for no query."""
    until = request.session.get(_TOLD_UNTIL)
    if until is None or not isinstance(request.user, Officer):
        return []
    return told(account_changes(request.user, until=datetime.fromisoformat(until)))


def put_away(request: HttpRequest, officer: Officer) -> None:
    """Tell it no more.

    Only what was told is put away: a sign-in from a new browser is told to the next, though
    somebody else pressed the button in this one.
    """
    until = request.session.pop(_TOLD_UNTIL, None)
    if until is not None:
        put_changes_away(officer, until=datetime.fromisoformat(until))


def _cookie_name() -> str:
    return f"{settings.THIS_HOST_ONLY}comity_seen_{settings.NODE.country.lower()}"


def _mark(officer: Officer) -> str:
    # Whoever looks into a shared browser's cookies does not read who sat there.
    return salted_hmac(_SALT, str(officer.pk)).hexdigest()[:16]


def _seen(request: HttpRequest) -> list[str]:
    try:
        kept = signing.loads(request.COOKIES.get(_cookie_name(), ""), salt=_SALT)
    except signing.BadSignature:
        return []
    return [str(each) for each in kept]


def _remember(answer: HttpResponseBase, seen: list[str]) -> None:
    answer.set_cookie(
        _cookie_name(),
        signing.dumps(seen, salt=_SALT),
        max_age=_LASTS_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
