"""Signing in afresh before an act that lets something leave the house."""

from collections.abc import Callable
from datetime import datetime

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

from comity.interfaces.signing_in import signed_in_afresh_at
from comity.officers.terms import FreshSignInNeededError


def with_fresh_sign_in(request: HttpRequest, do: Callable[[datetime | None], bool]) -> bool:
    """Do an act that needs a fresh sign-in; ask for one, and go on from here, where it is missing.

    The service says whether the sign-in is fresh enough. If not, django-allauth keeps the form,
    asks for the password, and sends the form again.
    """
    try:
        return do(signed_in_afresh_at(request))
    except FreshSignInNeededError:
        raise ReauthenticationRequired from None
