"""Passing a request to the competent body; the table of competent bodies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import KEEP_AUTHORITIES, SEE_AUTHORITIES, TRANSFER
from comity.assistance.queries.competence import (
    competence_for,
    competences,
    may_transfer,
    transfer_article,
)
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.competence.forms import AuthorityForm, TransferForm
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell_citation
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Pass a partner's request to the competent body of the own state."""
    demand_role(viewer, TRANSFER.roles)
    detail = queries.request_detail(reference, seen_by=viewer)
    shown = detail.request
    if not may_transfer(shown, viewer):
        messages.info(request, gettext("This cannot be done with the request now."))
        return redirect("request", reference)
    competence = competence_for(shown, seen_by=viewer, on=today())
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    asks_agency = shown.agency_id is None or shown.decided_at is None
    form = TransferForm(typed, competence=competence, asks_agency=asks_agency)

    def do(typed: dict[str, str]) -> None:
        services.transfer_request(
            reference,
            transfer=form.transfer(),
            agency=typed.get("agency", ""),
            officer=viewer,
            at=now(),
            on=today(),
        )

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Recorded. The partner is told to whom it was passed."))
        return redirect("request", reference)
    article = transfer_article(shown, on=today())
    told = {
        "request_shown": shown,
        "paper": paper_of(shown),
        "enclosures": detail.enclosures,
        "competence": competence,
        "article": "" if article is None else tell_citation(article),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "competence/transfer.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show who is competent in each area when customs is not; who may, writes a body down."""
    demand_role(viewer, SEE_AUTHORITIES.roles)
    if request.method == "POST":
        demand_role(viewer, KEEP_AUTHORITIES.roles)
    found = competences(seen_by=viewer, on=today())
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = AuthorityForm(typed, areas=[(c.area.code, gettext(c.area.name)) for c in found])

    def do(_typed: dict[str, str]) -> None:
        services.keep_authority(form.authority(), officer=viewer, at=now(), on=today())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Written down."))
        return redirect("competent_bodies")
    told = {
        "competences": found,
        "form": form if viewer.holds(*KEEP_AUTHORITIES.roles) else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "competence/bodies.html", told)


@for_officers
@by_button(back="competent_bodies")
def end_body(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Strike a competent body off."""
    act(
        request,
        lambda: services.end_authority(number, officer=viewer, at=now()),
        done=gettext("Struck off."),
    )
    return redirect("competent_bodies")
