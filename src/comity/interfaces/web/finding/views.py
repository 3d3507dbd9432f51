"""The search page: what the field in the top bar leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.interfaces.searching import search
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.words import country_name
from comity.kernel.search_words import MOST_TYPED
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@for_officers
@require_safe
def search_page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what was found, by group."""
    typed = request.GET.get("q", "")[:MOST_TYPED]
    found = search(typed, seen_by=viewer, on=today(), name_of=country_name)
    told = {"searched": typed.replace("\x00", ""), "found": found, "own": own_administration().code}
    return render(request, "finding/search.html", told)
