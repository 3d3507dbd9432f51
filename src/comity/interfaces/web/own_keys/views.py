"""The node's own keys: how old each is, which partners have it, and replacing it by two."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.exchange import key_queries
from comity.exchange.duties import TURN_KEYS
from comity.exchange.key_terms import KeyRole
from comity.exchange.services import ask_turn, confirm_turn, tell_compromise, withdraw_turn
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import without_hidden_characters
from comity.officers.terms import Viewer, demand_role

_LONGEST_REASON = 500


@for_officers
@require_safe
def own_keys(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the keys, what is under way with each, and what may be done."""
    told = {
        "keys": key_queries.own_keys(seen_by=viewer),
        "rehearsal": key_queries.last_rehearsal(seen_by=viewer),
        "may_turn": viewer.holds(*TURN_KEYS.roles),
    }
    return render(request, "own_keys/own_keys.html", told)


@for_officers
@by_button(back="own_keys")
def rotate(request: HttpRequest, viewer: Viewer, role: str) -> HttpResponse:
    """Ask that a key be replaced, with the reason typed."""

    def ask(which: KeyRole, reason: str, afresh_at: datetime | None) -> object:
        return ask_turn(
            which, reason=reason, officer=viewer, signed_in_afresh_at=afresh_at, at=now()
        )

    return _with_reason(request, viewer, role, ask)


@for_officers
@by_button(back="own_keys")
def compromised(request: HttpRequest, viewer: Viewer, role: str) -> HttpResponse:
    """Tell that a private key may be in other hands."""

    def tell(which: KeyRole, reason: str, afresh_at: datetime | None) -> object:
        at = now()
        return tell_compromise(
            which,
            since=at,
            reason=reason,
            officer=viewer,
            signed_in_afresh_at=afresh_at,
            at=at,
        )

    return _with_reason(request, viewer, role, tell)


@for_officers
@by_button(back="own_keys")
def confirm(request: HttpRequest, viewer: Viewer, role: str) -> HttpResponse:
    """Confirm as the second administrator, signed in afresh."""
    which, done = _role(viewer, role), gettext("The worker now makes the new key.")

    def confirm_it(afresh_at: datetime | None) -> object:
        return confirm_turn(which, officer=viewer, signed_in_afresh_at=afresh_at, at=now())

    return _once_fresh(request, confirm_it, done=done)


@for_officers
@by_button(back="own_keys")
def withdraw(request: HttpRequest, viewer: Viewer, role: str) -> HttpResponse:
    """Take back that a key be replaced, signed in afresh."""
    which, done = _role(viewer, role), gettext("Taken back.")

    def take_back(afresh_at: datetime | None) -> object:
        return withdraw_turn(which, officer=viewer, signed_in_afresh_at=afresh_at, at=now())

    return _once_fresh(request, take_back, done=done)


def _with_reason(
    request: HttpRequest,
    viewer: Viewer,
    role: str,
    do: Callable[[KeyRole, str, datetime | None], object],
) -> HttpResponse:
    which = _role(viewer, role)
    reason = without_hidden_characters(request.POST.get("reason", "")).strip()[:_LONGEST_REASON]
    if not reason:
        messages.error(request, gettext("Say why: it stands in the record. Nothing was done."))
        return redirect("own_keys")
    done = gettext("It stands in the record.")
    return _once_fresh(request, lambda afresh_at: do(which, reason, afresh_at), done=done)


def _once_fresh(
    request: HttpRequest, do: Callable[[datetime | None], object], *, done: str
) -> HttpResponse:
    with_fresh_sign_in(request, lambda afresh_at: act(request, lambda: do(afresh_at), done=done))
    return redirect("own_keys")


def _role(viewer: Viewer, role: str) -> KeyRole:
    demand_role(viewer, TURN_KEYS.roles)
    if role not in {each.value for each in KeyRole}:
        raise NotFoundError(what="key")
    return KeyRole(role)
