"""Switching single keys on and off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from comity.interfaces.web.doors import for_signed_in
from comity.interfaces.web.keys.setting import switch_keys
from comity.officers.models import Officer


@for_signed_in
@require_POST
def switch(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take the officer's choice, and go back to the page on which it is made."""
    on = request.POST.get("keys") == "on"
    answer = redirect("mfa_index")
    switch_keys(answer, officer, on=on)
    said = gettext("Single keys are on.") if on else gettext("Single keys are off.")
    messages.success(request, said)
    return answer
