"""The page on which an officer types the code of a program, and lets it in."""

from datetime import datetime

from allauth.idp.oidc.forms import ConfirmCodeForm
from allauth.idp.oidc.internal.oauthlib import device_codes
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.officers.models import Officer
from comity.officers.services import demand_fresh_sign_in, record_program_let_in
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask for the code, then whether the program may act; yes asks a fresh sign-in."""
    told = request.POST or request.GET
    form = ConfirmCodeForm(told) if "code" in told else ConfirmCodeForm()
    if not (form.is_bound and form.is_valid()):
        return render(request, "people/device.html", {"form": form})
    if request.method != "POST":
        return render(request, "people/device_confirm.html", {"code": form.cleaned_data["code"]})
    if request.POST.get("action") != "confirm":
        device_codes.confirm_or_deny_device_code(request.user, form.device_code, confirm=False)
        messages.info(request, gettext("The program was not let in."))
        return redirect("mfa_index")

    def confirmed(afresh_at: datetime | None) -> bool:
        demand_fresh_sign_in(afresh_at, at=now())
        return act(request, admit, done=gettext("The program may act for you. Go back to it."))

    def admit() -> None:
        assert isinstance(request.user, Officer)
        device_codes.confirm_or_deny_device_code(request.user, form.device_code, confirm=True)
        record_program_let_in(request.user, at=now())

    with_fresh_sign_in(request, confirmed)
    return redirect("mfa_index")
