"""Whether whoever is signed in has done what a sign-in asks, and where they may go until then.

Outside a demonstration an officer whose password somebody else set is led to choose one, and then,
without a second factor, to set one up, and does nothing else: pages are kept shut by
`SecondFactorFirst`, the API by its own door, which asks `standing_of` too.
"""

import time
from collections.abc import Callable
from enum import StrEnum, auto
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from comity.interfaces.coded import CodedAnswer
from comity.officers.account import is_password_given
from comity.officers.duties import COME_IN_FIRST
from comity.officers.models import Officer
from comity.officers.queries import second_factors
from comity.officers.terms import NodeNotOpenError

_ENROLLED_HERE = "second_factor_enrolled"
# Their answers are problems, given by their own doors.
_PROGRAMS = ("/api/", "/_allauth/")
_HEALTH = frozenset({"/healthz", "/api/v1/health"})
_ALWAYS_OPEN = frozenset(
    {"account_login", "account_logout", "account_inactive", "set_language", "help"}
    | {"card_sign_in", "openid_connect_login", "openid_connect_callback"}
)
_OPEN_TO_CHOOSE = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "password_change",
        "account_changes_put_away",
    }
)
_OPEN_TO_ENROL = frozenset(
    {
        "account_reauthenticate",
        "account_changes_put_away",
        "password_change",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
    }
)


class Standing(StrEnum):
    """How far a sign-in has come."""

    SETTLED = auto()
    TO_CHOOSE_PASSWORD = auto()
    TO_ENROL = auto()
    TO_SIGN_IN_AGAIN = auto()


def standing_of(request: HttpRequest) -> Standing:
    """Return how far the sign-in of this request's officer has come.

    A session that knows only a password is worth nothing once a factor stands: it may be older
    than the factor, and somebody else's.
    """
    assert isinstance(request.user, Officer)
    strong = not settings.SECOND_FACTOR_REQUIRED or _is_strong(request)
    if not strong and second_factors(request.user):
        return Standing.TO_SIGN_IN_AGAIN
    if came_by_given_password(request):
        return Standing.TO_CHOOSE_PASSWORD
    return Standing.SETTLED if strong else Standing.TO_ENROL


def came_by_given_password(request: HttpRequest) -> bool:
    """Tell whether this session rests on a password that somebody else set.

    One that came by passkey, card or provider does not, until that password is typed in it.
    """
    if not isinstance(request.user, Officer) or not is_password_given(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "password" for record in records)


def note_enrolled(request: HttpRequest) -> None:
    """Let the session in which a factor was set up count as one that has shown it."""
    request.session[_ENROLLED_HERE] = [request.user.pk, time.time()]


def may_enrol_at_once(request: HttpRequest) -> bool:
    """Tell whether a first factor may be set up on the strength of a sign-in of just now.

    Its recovery codes are shown right after it on the same strength.
    """
    if not isinstance(request.user, Officer):
        return False
    if _enrolled_here_at(request) > _since():
        return True
    return signed_in_just_now(request) and not second_factors(request.user)


def signed_in_just_now(request: HttpRequest) -> bool:
    """Tell whether the session's officer has shown who they are a moment ago, in whatever way."""
    records = get_authentication_records(request, request.user)
    return max((float(record["at"]) for record in records), default=0.0) > _since()


def _since() -> float:
    return time.time() - float(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def _enrolled_here_at(request: HttpRequest) -> float:
    who, at = request.session.get(_ENROLLED_HERE, (None, 0.0))
    return float(at) if who == request.user.pk else 0.0


def _is_strong(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    shown = any(record.get("method") == "mfa" for record in records)
    return shown or bool(_enrolled_here_at(request)) or shown_by_sign_in(request, request.user)


def shown_by_sign_in(request: HttpRequest, officer: object) -> bool:
    """Tell whether the way by which an officer came in asks two factors by itself."""
    provider = {"socialaccount"} if settings.NODE.sign_in.provider.two_factors else set()
    records = get_authentication_records(request, officer)
    return any(record.get("method") in {"smart_card"} | provider for record in records)


class SecondFactorFirst:
    """Keep the pages shut for an officer whose sign-in is not settled."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; `process_view` looks once its address is known."""
        return self._answer(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: object,
        _args: object,
        _named: dict[str, Any],
    ) -> HttpResponse | None:
        """Lead an officer without a second factor to the page where it is set up."""
        if settings.ENROLMENT and (shut := _shut(request)) is not None:
            return shut
        if request.path.startswith(_PROGRAMS) or not isinstance(request.user, Officer):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in _ALWAYS_OPEN:
            return None
        return _led_on(request, name)


def _led_on(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Return the way to what a sign-in still asks; None where it asks nothing, or is asked here."""
    match standing_of(request):
        case Standing.SETTLED:
            return None
        case Standing.TO_CHOOSE_PASSWORD:
            return None if name in _OPEN_TO_CHOOSE else _go(request, reverse("password_change"))
        case Standing.TO_ENROL:
            return None if name in _OPEN_TO_ENROL else _go(request, reverse("mfa_index"))
        case Standing.TO_SIGN_IN_AGAIN:
            get_adapter().logout(request)
            return _go(request, reverse("account_login"))


def _shut(request: HttpRequest) -> HttpResponse | None:
    """Return what a node that only enrols its administrators answers; None where it is open."""
    name = request.resolver_match.url_name if request.resolver_match else None
    if request.path in _HEALTH or name in _ALWAYS_OPEN:
        return None
    if request.path.startswith((*_PROGRAMS, "/identity/")):
        return CodedAnswer(NodeNotOpenError.code, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if not isinstance(request.user, Officer):
        return None
    if not request.user.as_viewer().holds(*COME_IN_FIRST.roles):
        return render(request, "account/not_open.html", status=503)
    if request.path.startswith(reverse("mfa_index")) or name == "account_reauthenticate":
        return None
    return _go(request, reverse("mfa_index"))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
