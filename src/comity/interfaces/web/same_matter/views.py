"""The list of matters that may be the same, where not everybody who sees one sees the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.same_matter.forms import HitForm
from comity.officers.terms import Viewer

HITS_A_PAGE = 25


@for_officers
@require_safe
def hits(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the hits that wait for the deconfliction officer, or those that were settled."""
    settled = request.GET.get("settled") == "1"
    after = request.GET.get("after", "")
    begun_at = int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0
    page = queries.hits_page(seen_by=viewer, settled=settled, limit=HITS_A_PAGE, after=begun_at)
    told = {"page": page, "settled": settled}
    return render(request, "same_matter/hits.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def hit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show two matters beside each other, and record what was done about them."""
    shown = queries.hit_of(number, seen_by=viewer)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = HitForm(typed)
    if request.method == "POST" and act_from(
        form,
        lambda said: services.settle_hit(
            number, outcome=said["outcome"], unit=said["unit"], officer=viewer, at=now()
        ),
    ):
        messages.success(request, gettext("Settled and recorded."))
        return redirect("deconfliction")
    told = {
        "hit": shown,
        "both": (shown.later, shown.earlier),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "same_matter/hit.html", told)
