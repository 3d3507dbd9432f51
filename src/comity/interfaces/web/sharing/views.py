"""Sharing with another agency: asked, ruled on, recorded; and ended by an act of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import SHARE
from comity.assistance.models import Share
from comity.assistance.queries import RequestDetail
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.sharing.forms import ShareForm
from comity.kernel.errors import NotFoundError
from comity.officers.queries import agencies
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Ask whether another agency may see a case, or one exhibit of it; permitted, it does."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    demand_own(detail.request, viewer, SHARE)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = _form(typed, detail)
    ruled: list[Share] = []
    if request.method == "POST":
        draft = form.draft()
        act_from(
            form,
            lambda _: ruled.append(
                services.share_case(reference, sharing=draft, officer=viewer, at=now(), on=today())
            ),
        )
    told = {
        "request_shown": detail.request,
        "form": form,
        "ruling": ruling_shown(ruled[0].ruling) if ruled else None,
        "shown_to": ruled[0].agency.name if ruled and ruled[0].stands else "",
        "shares": queries.shares_of(reference, seen_by=viewer),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "sharing/share.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    """End one sharing, saying why; what the other agency has learnt stays learnt."""
    shares = queries.shares_of(reference, seen_by=viewer)
    found = next((each for each in shares if each.pk == number), None)
    if found is None:
        raise NotFoundError()
    demand_own(found.request, viewer, SHARE)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = ReasonForm(typed, label=gettext("Reason"))
    if request.method == "POST" and act_from(
        form,
        lambda said: services.end_sharing(
            reference, number, reason=said["reason"], officer=viewer, at=now()
        ),
    ):
        messages.success(request, gettext("Ended: that agency sees it no longer."))
        return redirect("request_share", reference)
    told = {"share": found, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "sharing/end.html", told)


def _form(typed: object, detail: RequestDetail) -> ShareForm:
    own = detail.request.agency_code
    others = [agency for agency in agencies() if agency.code != own]
    return ShareForm(typed, agencies=others, enclosures=detail.enclosures)
