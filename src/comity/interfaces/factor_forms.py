"""Forms for factors: django-allauth's, with secrets kept sealed and recovery codes recorded."""

from datetime import UTC, datetime
from typing import Any

from allauth.core import context
from allauth.headless.internal.restkit.inputs import Input
from allauth.headless.mfa.views import AuthenticateView, ReauthenticateView
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from django import forms
from django.db import transaction

from comity.officers.models import Officer
from comity.officers.queries import recovery_codes_left
from comity.officers.services import record_recovery_code_used

_PENDING = "second_factor_pending"


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The code of an authenticator app that is being set up.

    Until then its secret waits in the session, sealed as it will be kept afterwards: sessions
    stand in the database too.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        self.user = named.pop("user")
        forms.Form.__init__(self, *args, **named)
        session = context.request.session
        if not self.is_bound or _PENDING not in session:
            session[_PENDING] = encrypt(generate_totp_secret())
        self.secret = decrypt(session[_PENDING])


def forget_pending_secret(session: Any) -> None:  # noqa: ANN401  Django's session has no type
    """Drop the secret of an app whose setting-up has ended."""
    session.pop(_PENDING, None)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code at sign-in; the use of a recovery code is recorded."""

    def save(self) -> None:
        """Let the officer in."""
        super().save()
        _record_use(self.authenticator, self.user)


class CodeAfreshForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code at a fresh sign-in; the use of a recovery code is recorded."""

    def save(self) -> None:
        """Let the officer in."""
        super().save()
        _record_use(self.authenticator, self.user)


def _record_use(authenticator: Authenticator, officer: Officer) -> None:
    """Record that a recovery code was used; the code itself is used up by the check of the form."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        left = recovery_codes_left(officer) or 0
        with transaction.atomic(durable=True):
            record_recovery_code_used(officer, left=left, at=datetime.now(UTC))


class CodeInput(CodeForm, Input):  # type: ignore[misc]  # allauth ships no types
    """The same from a program."""


class CodeAfreshInput(CodeAfreshForm, Input):  # type: ignore[misc]  # allauth ships no types
    """The same from a program."""


class FactorView(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The second step of a program's sign-in."""

    input_class = CodeInput


class FactorAfreshView(ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    """A program's fresh sign-in by a code."""

    input_class = CodeAfreshInput
