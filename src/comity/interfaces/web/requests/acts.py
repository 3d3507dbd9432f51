"""Acts on a request that need no form of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from comity.assistance import services
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.requests.writing import submit_saved
from comity.officers.terms import Viewer


@for_officers
@by_button(back="request")
def submit(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Submit a draft for approval."""
    return submit_saved(request, viewer, reference)


@for_officers
@by_button(back="request")
def withdraw(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Withdraw a draft."""
    act(
        request,
        lambda: services.withdraw_draft(reference, officer=viewer, at=now()),
        done=gettext("The draft is withdrawn."),
    )
    return redirect("request", reference)


@for_officers
@by_button(back="request")
def close(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Close a request that has been answered or refused."""
    act(
        request,
        lambda: services.close_request(reference, officer=viewer, at=now()),
        done=gettext("The request is closed."),
    )
    return redirect("request", reference)
