"""The help page: the same text for everybody, also for who cannot sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.interfaces.web.help.places import Place


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show the help; the link that led here names the section."""
    sections = {each.name: each.value for each in Place}
    return render(request, "help/help.html", {"place": sections})
