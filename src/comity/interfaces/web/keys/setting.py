"""Whether an officer's single keys are on: a choice kept in the browser, officer by officer.

Single keys get in the way of who dictates or presses keys by accident; WCAG 2.2, 2.1.4 asks that
they can be switched off.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comity.officers.models import Officer

_OFF = "off"
# The longest that browsers keep a cookie.
_AGE_SECONDS = 400 * 24 * 3600


def keys_are_on(request: HttpRequest, officer: Officer) -> bool:
    """Tell whether single keys work for this officer in this browser."""
    return request.COOKIES.get(_cookie(officer)) != _OFF


def switch_keys(answer: HttpResponse, officer: Officer, *, on: bool) -> None:
    """Keep the officer's choice with an answer."""
    if on:
        answer.delete_cookie(_cookie(officer), samesite="Lax")
        return
    answer.set_cookie(
        _cookie(officer),
        _OFF,
        max_age=_AGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(officer: Officer) -> str:
    # Desks are shared: what one officer switches off stays on for the next.
    return f"{settings.THIS_HOST_ONLY}comity_keys_{officer.pk}"
