"""What partners witnessed of the record, and the proof of a day that their receipts confirm."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from comity.exchange.anchors import anchors as anchors_seen
from comity.exchange.anchors import witnessed
from comity.exchange.day_proofs.making import DayAsked
from comity.exchange.duties import SEE_ANCHORS
from comity.interfaces.record_asked import place_of
from comity.interfaces.taking_out import hand_out_day_proof
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.records.events import told
from comity.interfaces.web.records.oversight import (
    download,
    reason_form,
    reason_in,
    show_refusal,
)
from comity.interfaces.web.records.views import rooms
from comity.kernel.errors import ComityError, NotFoundError
from comity.ledger.finding import entry_at
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE


@for_officers
@require_safe
def anchors(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show which heads partners witnessed, whether the record still agrees, and what we witness."""
    demand_role(viewer, SEE_ANCHORS.roles)
    found = anchors_seen(seen_by=viewer)
    told_here = {
        "anchors": found,
        "differing": sum(1 for each in found if each.code),
        "checked_at": max((each.checked_at for each in found if each.checked_at), default=None),
        "witnessed": witnessed(seen_by=viewer),
        **rooms(viewer),
    }
    return render(request, "records/anchors.html", told_here)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def prove_day(request: HttpRequest, viewer: Viewer, place: str) -> HttpResponseBase:
    """Hand out the proof that an entry stood in the record, against a reason."""
    demand_role(viewer, OVERSEE.roles)
    at = place_of(place)
    entry = entry_at(at, seen_by=viewer) if at else None
    if at is None or entry is None:
        raise NotFoundError()
    form = reason_form(request)
    if request.method == "POST":
        try:
            handed = hand_out_day_proof(
                at, _asked(request), reason=reason_in(form), officer=viewer, at=now()
            )
            return download(handed, media_type="application/json")
        except ComityError as refused:
            show_refusal(form, refused)
    told_here = {
        "each": told([entry])[0],
        "form": form,
        "partners": sorted({each.partner for each in anchors_seen(seen_by=viewer)}),
        "chosen": request.POST.get("partner", ""),
        "day": request.POST.get("day", ""),
        **rooms(viewer),
    }
    return render(request, "records/prove_day.html", told_here)


def _asked(request: HttpRequest) -> DayAsked:
    typed = request.POST.get("day", "")
    try:
        on = date.fromisoformat(typed) if len(typed) == len("2026-11-21") else None
    except ValueError:
        on = None
    return DayAsked(
        partner=request.POST.get("partner", "")[:2],
        on=on,
        keeps_text_back=request.POST.get("keep_back") == "1",
    )
