"""What was found on this node, for those who run it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.interfaces.diagnosis import health_of
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.findings import shown
from comity.officers.terms import Viewer


@for_officers
@require_safe
def health(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what was looked at, and what it needs."""
    found = health_of(seen_by=viewer, at=now())
    return render(request, "health/health.html", {"report": shown(found)})
