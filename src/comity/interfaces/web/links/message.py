"""What is known of one message: each fact apart, and the receipt that proves its delivery."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.message_facts import known_of, receipt_for
from comity.interfaces.web.doors import for_officers
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_safe
def message(request: HttpRequest, viewer: Viewer, message_id: UUID) -> HttpResponse:
    """Show what is known of a message, nothing of its content."""
    demand_role(viewer, SEE_TRAFFIC.roles)
    told = {"known": known_of(str(message_id), seen_by=viewer)}
    return render(request, "links/message.html", told)


@for_officers
@require_safe
def receipt(_request: HttpRequest, viewer: Viewer, message_id: UUID) -> HttpResponse:
    """Give the signed receipt that covers a message, as its holder signed it."""
    demand_role(viewer, SEE_TRAFFIC.roles)
    answer = HttpResponse(
        receipt_for(str(message_id), seen_by=viewer), content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="receipt-{message_id}.txt"'
    answer["Cache-Control"] = "no-store"
    return answer
