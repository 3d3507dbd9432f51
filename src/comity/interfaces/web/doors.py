"""Who stands at the door: the officer of a request, and what happens when nobody is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from weakref import WeakKeyDictionary

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from comity.interfaces import standing_in
from comity.interfaces.web import errors, kept
from comity.interfaces.web.clock import today
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.officers.absence import NotStandingInError
from comity.officers.deputies import StandIn
from comity.officers.models import Officer
from comity.officers.terms import Viewer

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who is at the door, in whose place, and what ended since the page before."""

    viewer: Viewer
    stands_in: StandIn | None = None
    stood_down: NotStandingInError | None = None


_CALLERS: WeakKeyDictionary[HttpRequest, _Caller] = WeakKeyDictionary()


def _caller_of(request: HttpRequest) -> _Caller:
    if known := _CALLERS.get(request):
        return known
    assert isinstance(request.user, Officer)
    try:
        stands_in = standing_in.chosen(request, request.user, on=today())
    except NotStandingInError as over:
        caller = _Caller(request.user.as_viewer(), stood_down=over)
    else:
        viewer = stands_in.viewer if stands_in else request.user.as_viewer()
        caller = _Caller(viewer, stands_in)
    _CALLERS[request] = caller
    return caller


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the signed-in officer as policies see one, read once a request."""
    return _caller_of(request).viewer


def stand_in_of(request: HttpRequest) -> StandIn | None:
    """Return in whose place the signed-in officer acts on these pages; None for themselves."""
    return _caller_of(request).stands_in


def _demand_still_standing_in(request: HttpRequest) -> None:
    """Refuse once when an absence has ended: what was pressed was meant for another's place."""
    if over := _caller_of(request).stood_down:
        raise over


def for_officers(page: Page[P]) -> Door[P]:
    """Let only a signed-in officer with an office in; others sign in first and lose nothing.

    What may not be seen and what does not exist are answered alike. A form sent after the session
    has ended is kept for the officer who typed it and shown again after signing in.
    """

    @wraps(page)
    def door(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Officer):
            kept.keep(request)
            return _to_sign_in(request)
        if "\x00" in request.path:
            return errors.not_found(request)
        viewer = viewer_of(request)
        try:
            _demand_still_standing_in(request)
            if not viewer.roles:
                return errors.no_office(request)
            answer = page(request, viewer, *args, **named)
        except NotFoundError:
            return errors.not_found(request)
        except NotAllowedError as refused:
            return errors.not_allowed(request, refused)
        if isinstance(answer, HttpResponseNotAllowed):
            return errors.wrong_method(request, answer)
        return answer

    return door


def for_signed_in(
    page: Callable[Concatenate[HttpRequest, Officer, P], HttpResponseBase],
) -> Door[P]:
    """Let whoever is signed in come in, with an office or without: what is shown is their own."""

    @wraps(page)
    def door(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Officer):
            return _to_sign_in(request)
        try:
            answer = page(request, request.user, *args, **named)
        except NotFoundError:
            return errors.not_found(request)
        if isinstance(answer, HttpResponseNotAllowed):
            return errors.wrong_method(request, answer)
        return answer

    return door


def by_button(*, back: str) -> Callable[[Page[P]], Page[P]]:
    """Let an act be done by its button alone.

    Its address may still be opened, by signing in after the session had ended: then nothing is
    done, and the page named `back`, where the button is, says so.
    """

    def decorated(page: Page[P]) -> Page[P]:
        @wraps(page)
        def pressed(
            request: HttpRequest, viewer: Viewer, /, *args: P.args, **named: P.kwargs
        ) -> HttpResponseBase:
            if request.method == "POST":
                return page(request, viewer, *args, **named)
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["POST"])
            messages.info(request, gettext("Nothing was done yet. Press the button again."))
            try:
                place = reverse(back, args=args, kwargs=named)
            except NoReverseMatch:
                # The button is on a list, which has no place for one item in its address.
                place = reverse(back)
            return redirect(place)

        return pressed

    return decorated


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if "HX-Request" in request.headers:
        # A part of a page cannot sign anybody in; the page around it keeps what was typed.
        return render(request, "parts/signed_out.html")
    back = request.get_full_path() if request.method == "GET" else kept.form_address(request)
    return redirect_to_login(back)
