"""The page "Sign-in and security", and the steps by which factors come and go.

The steps are django-allauth's. Added here: each is one transaction with one entry in the record,
the last factor stays where one is demanded, and a new first factor ends the other sessions.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from comity.interfaces.factor_forms import forget_pending_secret
from comity.interfaces.second_factor import note_enrolled
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_signed_in
from comity.interfaces.web.security.changes import put_away
from comity.interfaces.web.security.drawing import drawn
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError
from comity.officers.machines import programs_let_in
from comity.officers.models import Officer
from comity.officers.queries import open_sessions, recovery_codes_left, second_factors
from comity.officers.services import (
    close_sessions,
    demand_factor_may_go,
    end_programs,
    end_session,
    end_sessions,
    record_factor_added,
    record_factor_removed,
    record_recovery_codes_made,
)
from comity.officers.terms import Factor


@for_signed_in
@require_safe
def overview(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show what the officer signs in with."""
    factors = second_factors(officer)
    told = {
        "factors": factors,
        "has_app": any(each.factor is Factor.APP for each in factors),
        "codes_left": recovery_codes_left(officer),
        "required": settings.SECOND_FACTOR_REQUIRED,
        "programs": programs_let_in(officer),
        "sessions": open_sessions(officer, key=request.session.session_key or ""),
    }
    return render(request, "security/overview.html", told)


@for_signed_in
@require_POST
def end_one_session(request: HttpRequest, officer: Officer, pk: int) -> HttpResponse:
    """End one of the officer's sessions."""
    with transaction.atomic(durable=True):
        end_session(officer, pk, at=now())
    messages.success(request, gettext("That session was ended."))
    return redirect("mfa_index")


@for_signed_in
@require_POST
def end_other_sessions(request: HttpRequest, officer: Officer) -> HttpResponse:
    """End all of the officer's sessions but this one."""
    with transaction.atomic(durable=True):
        end_sessions(officer, but=request.session.session_key or "", at=now())
    messages.success(request, gettext("All other sessions were ended."))
    return redirect("mfa_index")


@for_signed_in
@require_POST
def end_all_programs(request: HttpRequest, officer: Officer) -> HttpResponse:
    """End the tokens by which programs act for the officer."""
    with transaction.atomic(durable=True):
        end_programs(officer, at=now())
    messages.success(request, gettext("No program acts for you any more."))
    return redirect("mfa_index")


@for_signed_in
@require_POST
def put_changes_away(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take the officer's word that what was told of the account was their own doing."""
    put_away(request, officer)
    return redirect("inbox")


class AddAppView(ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Set up an authenticator app."""

    template_name = "security/add_app.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**named)
        secret = told["form"].secret
        spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return told | {"drawn": drawn(told["totp_url"]), "secret": spaced}

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  allauth ships no types
        with transaction.atomic(durable=True):
            answer: HttpResponse = super().form_valid(form)
            _added(self.request, Factor.APP, "")
        forget_pending_secret(self.request.session)
        return answer


class RemoveAppView(DeactivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Take the authenticator app away."""

    template_name = "security/remove_app.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  allauth ships no types
        go = super().form_valid
        return _removed(self.request, Factor.APP, "", lambda: go(form))


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Set up a passkey or a security key."""

    template_name = "security/add_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  allauth ships no types
        with transaction.atomic(durable=True):
            answer: HttpResponse = super().form_valid(form)
            _added(self.request, Factor.PASSKEY, form.cleaned_data["name"][:60])
        return answer


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Take a passkey away."""

    template_name = "security/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**named)
        return told | {"name": self.object.wrap().name}

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  allauth ships no types
        name, go = self.get_object().wrap().name[:60], super().form_valid
        return _removed(self.request, Factor.PASSKEY, name, lambda: go(form))


class CodesView(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """Show new recovery codes once; afterwards only how many are left."""

    template_name = "security/codes.html"


class NewCodesView(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """Make new recovery codes."""

    template_name = "security/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  allauth ships no types
        with transaction.atomic(durable=True):
            answer: HttpResponse = super().form_valid(form)
            record_recovery_codes_made(_officer(self.request), at=now())
        return answer


def _added(request: HttpRequest, factor: Factor, name: str) -> None:
    """Record a new factor; the first one ends the sessions that knew only a password."""
    officer = _officer(request)
    if len(second_factors(officer)) == 1:
        close_sessions(officer, but=request.session.session_key or "")
    note_enrolled(request)
    record_factor_added(officer, factor=factor, name=name, at=now())


def _removed(
    request: HttpRequest, factor: Factor, name: str, go: Callable[[], HttpResponse]
) -> HttpResponse:
    officer = _officer(request)
    try:
        with transaction.atomic(durable=True):
            demand_factor_may_go(officer)
            answer: HttpResponse = go()
            record_factor_removed(officer, factor=factor, name=name, at=now())
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return redirect("mfa_index")
    return answer


def _officer(request: HttpRequest) -> Officer:
    assert isinstance(request.user, Officer)
    return request.user
