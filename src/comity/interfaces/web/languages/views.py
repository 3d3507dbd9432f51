"""How far each language is: a page that counts, so that nobody takes a machine for a reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.interfaces.languages import whole
from comity.interfaces.web.doors import for_signed_in
from comity.officers.models import Officer


@for_signed_in
@require_safe
def languages(request: HttpRequest, _officer: Officer) -> HttpResponse:
    """Show what is translated and what is reviewed of each language."""
    return render(request, "languages/languages.html", {"languages": whole()})
