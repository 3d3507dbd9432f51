"""Signing in by the smart card that the proxy read."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from comity.interfaces.proxy import card_holder
from comity.officers.queries import holder_of_card


@require_POST
def by_card(request: HttpRequest) -> HttpResponseBase:
    """Sign in the officer to whom the card was given."""
    holder = card_holder(request)
    officer = holder_of_card(holder) if holder else None
    if officer is None:
        messages.error(
            request, gettext("This card is nobody's here. Ask an administrator of this node.")
        )
        return redirect("account_login")
    record_authentication(request, officer, "smart_card")
    answer: HttpResponseBase = perform_login(request, Login(user=officer))
    return answer
