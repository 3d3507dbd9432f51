"""The page on which an officer chooses a password.

It asks a fresh sign-in when it is opened, and the password that counts now when it is sent. Were
the fresh sign-in asked when it is sent, the form would be kept in the session meanwhile, and a
password would lie readable in the database.
"""

import time
from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comity.interfaces.second_factor import came_by_given_password, signed_in_just_now
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_signed_in
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.telling import tell
from comity.kernel.errors import Problem
from comity.officers.models import Officer
from comity.officers.passwords import LEAST_CHARACTERS, PasswordRefusedError
from comity.officers.services import choose_password, demand_fresh_sign_in, follow_session

_OPENED = "password_page_opened"
_OPEN_FOR_SECONDS = 15 * 60  # to think of one


class _PasswordField(forms.CharField):
    """Taken exactly as typed, shown to nobody, open to paste and to password managers."""

    def __init__(self, *, autocomplete: str, **named: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(required=False, strip=False, widget=widget, **named)


class PasswordForm(forms.Form):
    """The password that counts, and twice the one that is to count."""

    current = _PasswordField(label=_("Password you have now"), autocomplete="current-password")
    chosen = _PasswordField(label=_("New password"), autocomplete="new-password")
    again = _PasswordField(label=_("New password once more"), autocomplete="new-password")

    def change(self, request: HttpRequest, officer: Officer) -> bool:
        """Change the password, or put every reason against it beside its field."""
        typed = self.cleaned_data
        if typed["chosen"] != typed["again"]:
            show_problems(self, [Problem("passwords_differ", "again")])
            return False
        kept = request.session.session_key or ""
        try:
            with transaction.atomic(durable=True):
                changed = choose_password(
                    officer.username,
                    current=typed["current"],
                    chosen=typed["chosen"],
                    session=kept,
                    at=now(),
                )
        except PasswordRefusedError as refused:
            show_problems(self, refused.problems)
            return False
        update_session_auth_hash(request, changed)
        follow_session(kept, to=request.session.session_key or "")
        return True


@sensitive_post_parameters()
@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Let the officer choose a password; one that somebody else set opens nothing but this."""
    given = came_by_given_password(request)
    if request.method != "POST":
        if not (given and signed_in_just_now(request)):
            with_fresh_sign_in(request, _demand_fresh)
        request.session[_OPENED] = [officer.pk, time.time()]
        return _show(request, PasswordForm(), given=given)
    if not _is_open(request, officer):
        messages.info(request, tell("sign_in_afresh"))
        return redirect("password_change")
    if (slow_down := ratelimit.consume_or_429(request, action="change_password")) is not None:
        answer: HttpResponse = slow_down
        return answer
    form = PasswordForm(request.POST)
    if not form.is_valid() or not form.change(request, officer):
        return _show(request, form, given=given)
    request.session.pop(_OPENED, None)
    done = gettext("Your password was changed. Every other session and program of yours was ended.")
    messages.success(request, done)
    return redirect("mfa_index")


def _demand_fresh(afresh_at: datetime | None) -> bool:
    demand_fresh_sign_in(afresh_at, at=now())
    return True


def _is_open(request: HttpRequest, officer: Officer) -> bool:
    who, at = request.session.get(_OPENED, (None, 0.0))
    return who == officer.pk and time.time() - float(at) < _OPEN_FOR_SECONDS


def _show(request: HttpRequest, form: PasswordForm, *, given: bool) -> HttpResponse:
    told = {
        "form": form,
        "given": given,
        "least": LEAST_CHARACTERS,
        "not_saved": tell("password_refused"),
    }
    return render(request, "security/password.html", told)
