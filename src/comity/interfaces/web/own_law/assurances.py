"""Assurances: what partners have promised, recorded with its document and withdrawn by an act."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.agreements import queries, services
from comity.agreements.duties import RECORD_ASSURANCE, SEE_OWN_LAW, WITHDRAW_ASSURANCE
from comity.agreements.models import AssuranceRecord
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.own_law.forms import AssuranceForm
from comity.interfaces.web.own_law.listing import partner_asked, partners_named
from comity.interfaces.web.own_law.shown import assurance_row, history_of_assurance
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 30


@for_officers
@require_safe
def assurances(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what partners have promised, by partner."""
    demand_role(viewer, SEE_OWN_LAW.roles)
    partner = partner_asked(request)
    found = queries.assurances(seen_by=viewer, partner=partner)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "rows": [assurance_row(each) for each in page.object_list],
        "partner": partner,
        "partners": partners_named(),
        "filters": f"partner={partner}" if partner else "",
        "may_write": viewer.holds(*RECORD_ASSURANCE.roles),
    }
    return render(request, "own_law/assurances.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Record what a partner has promised."""
    demand_role(viewer, RECORD_ASSURANCE.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = AssuranceForm(typed)
    if request.method == "POST":
        made: list[AssuranceRecord] = []
        draft = form.draft()
        if act_from(
            form,
            lambda _: made.append(services.record_assurance(draft, officer=viewer, at=now())),
        ):
            messages.success(request, gettext("Recorded; rulings rest on it for its days."))
            return redirect("own_law_assurance", made[0].pk)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "own_law/assurance_new.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def assurance(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one promise with its history; it is withdrawn here, and stays to be read."""
    record = queries.assurance(number, seen_by=viewer)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    hint = gettext("Why it counts no longer, and where that is written.")
    form = ReasonForm(typed, label=gettext("Reason"), help_text=hint)
    if request.method == "POST" and act_from(
        form,
        lambda told: services.withdraw_assurance(
            number, reason=told["reason"], officer=viewer, at=now(), on=today()
        ),
    ):
        messages.success(request, gettext("Withdrawn. It stays here to be read."))
        return redirect("own_law_assurance", number)
    shown = {
        "row": assurance_row(record),
        "history": history_of_assurance(record),
        "form": form,
        "may_withdraw": viewer.holds(*WITHDRAW_ASSURANCE.roles) and record.withdrawn_at is None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "own_law/assurance.html", shown)
