"""Who stands at the API's door, what time it is, and the one transaction of an act."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from allauth.headless.contrib.ninja.security import XSessionTokenAuth
from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth

from comity.interfaces.second_factor import Standing, standing_of
from comity.interfaces.session_ends import end_if_over
from comity.interfaces.sessions import note_session
from comity.interfaces.signing_in import signed_in_afresh_at
from comity.interfaces.standing_in import named
from comity.officers.absence import NotStandingInError
from comity.officers.machines import bearer_of
from comity.officers.models import Officer
from comity.officers.passwords import PasswordNotOwnError
from comity.officers.terms import NoOfficeError, SecondFactorNeededError, Viewer

# As whom a token acts, for as long as its request lasts.
_BEARERS: WeakKeyDictionary[HttpRequest, Viewer] = WeakKeyDictionary()


class TokenAuth(XSessionTokenAuth):  # type: ignore[misc]  # allauth ships no types
    """A session token of the sign-in app, in the header X-Session-Token."""

    openapi_name = "X-Session-Token"
    openapi_in = "header"

    def __call__(self, request: HttpRequest) -> Officer | None:
        """Return the officer of the token's session, which then is the session of this request."""
        token = self.get_session_token(request)
        found = authenticate_by_x_session_token(token) if token else None
        if found is None:
            return None
        user, session = found
        request.user, request.session = user, session
        if end_if_over(request):
            return None
        note_session(request)
        return _in_office(request, user)


class BearerAuth(HttpBearer):
    """A token of a machine or a program: no session, and never a fresh sign-in."""

    openapi_name = "Bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Officer | None:
        """Return in whose name the token acts; its offices may be fewer."""
        bearer = bearer_of(token)
        if bearer is None:
            return None
        _demand_office(bearer.viewer)
        request.user, _BEARERS[request] = bearer.officer, bearer.viewer
        return bearer.officer


class CookieAuth(SessionAuth):
    """The session of the pages; writing acts then need the CSRF token."""

    def __call__(self, request: HttpRequest) -> Officer | None:
        """Return the officer of the cookie's session, unless a token was shown and failed."""
        if "X-Session-Token" in request.headers or "Authorization" in request.headers:
            return None
        found: Officer | None = super().__call__(request)
        return _in_office(request, found)


def _in_office(request: HttpRequest, user: object) -> Officer | None:
    if not isinstance(user, Officer) or not user.is_active:
        return None
    match standing_of(request):
        case Standing.TO_CHOOSE_PASSWORD:
            raise PasswordNotOwnError()
        case Standing.TO_ENROL | Standing.TO_SIGN_IN_AGAIN:
            raise SecondFactorNeededError()
        case Standing.SETTLED:
            pass
    _demand_office(user.as_viewer())
    return user


def _demand_office(viewer: Viewer) -> None:
    if not viewer.roles:
        raise NoOfficeError()


class StrictParser(Parser):
    """Reads JSON bodies; what is too deep or not JSON at all is the sender's mistake, not ours."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body's object; whatever is raised here the framework answers with 400."""
        told = json.loads(request.body, parse_constant=_no_constant)
        if not isinstance(told, dict):
            raise TypeError("not an object")
        return told


def _no_constant(name: str) -> object:
    raise ValueError(name)


@dataclass(frozen=True, slots=True)
class Moment:
    """One officer's act: who, and when.

    Attributes:
        officer: as policies see the officer.
        at: aware UTC instant.
        on: civil day at this node.
        afresh_at: when the officer last signed in afresh.
    """

    officer: Viewer
    at: datetime
    on: date
    afresh_at: datetime | None


def moment_of(request: HttpRequest) -> Moment:
    """Return who calls, and when. The clock is read here and nowhere below."""
    assert isinstance(request.user, Officer)
    at = datetime.now(UTC)
    bearer = _BEARERS.get(request)
    on = timezone.localdate(at)
    return Moment(
        officer=_who_acts(request, request.user, bearer, on),
        at=at,
        on=on,
        afresh_at=None if bearer else signed_in_afresh_at(request),
    )


def _who_acts(request: HttpRequest, officer: Officer, bearer: Viewer | None, on: date) -> Viewer:
    own = bearer or officer.as_viewer()
    stands_in = named(request, officer, on=on)
    if stands_in is None:
        return own
    # A machine is nobody's deputy, and a token that carries fewer offices lends none.
    if (own.name, own.roles) != (officer.name, officer.as_viewer().roles):
        raise NotStandingInError(officer=stands_in.username)
    return stands_in.viewer


@contextmanager
def act_of(request: HttpRequest) -> Iterator[Moment]:
    """Open the one transaction of an act."""
    moment = moment_of(request)
    with transaction.atomic(durable=True):
        yield moment
