"""Filters of the list of requests that an officer keeps: saved and deleted from the list."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from comity.assistance.queries import RequestsAsked
from comity.assistance.services.filters import delete_filter, save_filter
from comity.assistance.terms import Party, RequestState
from comity.interfaces.web.acting import act
from comity.interfaces.web.doors import by_button, for_officers
from comity.kernel.countries import COUNTRIES
from comity.officers.terms import Viewer

_ASKED = ("side", "state", "partner", "search")


def asked_in(told: QueryDict) -> RequestsAsked:
    """Return which requests an address, or a form, asks for; what is unknown asks for any."""
    side, state, partner, search = (told.get(name, "") for name in _ASKED)
    return RequestsAsked(
        side=Party(side) if side in set(Party) else None,
        state=state if state in set(RequestState) else "",
        partner=partner if partner in COUNTRIES else "",
        search=search,
    )


@for_officers
@by_button(back="requests")
def save(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Keep the filter that is shown under a name."""
    asked, name = asked_in(request.POST), request.POST.get("name", "")
    act(
        request,
        lambda: save_filter(name, asked, officer=viewer),
        done=gettext("The filter is kept."),
    )
    told = {each: request.POST.get(each, "") for each in _ASKED}
    return redirect(f"{reverse('requests')}?{urlencode(told)}")


@for_officers
@by_button(back="requests")
def delete(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Forget a filter."""
    act(
        request,
        lambda: delete_filter(number, officer=viewer),
        done=gettext("The filter is deleted."),
    )
    return redirect("requests")
