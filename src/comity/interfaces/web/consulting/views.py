"""Consultations: all one may see, one of them, and writing the summary of a draft."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.duties import CONSULT, RELEASE_CONSULTATION, SEE_CONSULTATIONS, WRITE_VIEW
from comity.assistance.queries.consulting import consultation as consultation_seen
from comity.assistance.queries.consulting import consultations as consultations_seen
from comity.assistance.queries.consulting import may_consult, may_release, may_view
from comity.assistance.terms.consulting import ConsultationState
from comity.assistance.wording.consulting import CONSULTATION_NAMES
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from, demand_own
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import TypedField
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.numbers import version_read
from comity.interfaces.web.papers.request import paper_of
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 25


class SummaryForm(forms.Form):
    """What the partner would read of a draft."""

    summary = TypedField(
        lines=8,
        label=_("Summary of the draft"),
        help_text=_("It travels as you write it, once a second person lets it go. Name nobody."),
    )


class ViewForm(forms.Form):
    """Our view of a partner's draft."""

    view = TypedField(
        lines=8,
        label=_("Informal view"),
        help_text=_("It travels as you write it, once a second person lets it go."),
    )


@for_officers
@require_safe
def consultations(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the consultations the officer may see, on either side."""
    demand_role(viewer, SEE_CONSULTATIONS.roles)
    found = Paginator(consultations_seen(seen_by=viewer), PAGE_SIZE)
    page = found.get_page(request.GET.get("page"))
    rows = [(each, gettext(CONSULTATION_NAMES[each.stands])) for each in page]
    return render(request, "consulting/list.html", {"page": page, "rows": rows, "filters": ""})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one consultation; the central unit writes its view of a partner's draft here."""
    found = consultation_seen(number, seen_by=viewer)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = ViewForm(typed, initial={"view": found.view})

    def do(told: dict[str, str]) -> None:
        services.write_view(number, view=told["view"], officer=viewer, at=now())

    if request.method == "POST":
        demand_role(viewer, WRITE_VIEW.roles)
        if act_from(form, do):
            messages.success(request, gettext("Kept. A second person lets it go to the partner."))
            return redirect("consultation", number)
    ruling = found.last_ruling
    told = {
        "consultation": found,
        "stands": gettext(CONSULTATION_NAMES[found.stands]),
        "ruling": None if ruling is None else ruling_shown(ruling),
        "form": form if may_view(found, viewer) else None,
        "may_release": may_release(found, viewer),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "consulting/consultation.html", told)


@for_officers
@by_button(back="consultation")
def send(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let go to the partner what waits for a second person."""
    demand_role(viewer, RELEASE_CONSULTATION.roles)
    found = consultation_seen(number, seen_by=viewer)
    ours, read = found.stands is ConsultationState.WRITTEN, version_read(request)
    let_go = services.send_consultation if ours else services.send_view

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: let_go(
                number,
                version=read,
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Recorded for delivery. It binds neither side."),
        )

    with_fresh_sign_in(request, do)
    return redirect("consultation", number)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Write the summary of a draft for the partner's informal view."""
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, CONSULT)
    if not may_consult(detail.request, viewer):
        messages.info(request, gettext("This cannot be done with the request now."))
        return redirect("request", reference)
    form = SummaryForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(told: dict[str, str]) -> None:
        services.write_consultation(reference, summary=told["summary"], officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(
            request, gettext("Kept. A second person of the central unit lets it go to the partner.")
        )
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "paper": paper_of(detail.request),
        "enclosures": detail.enclosures,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "consulting/write.html", told)
