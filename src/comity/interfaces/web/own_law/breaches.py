"""The breach register: reported, established or dismissed, put right, and told to the partner."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.agreements import queries, services
from comity.agreements.duties import REPORT_BREACH, SEE_OWN_LAW
from comity.agreements.lifecycle import BreachAct
from comity.agreements.models import BreachRecord
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.own_law.forms import BreachForm
from comity.interfaces.web.own_law.listing import partner_asked, partners_named
from comity.interfaces.web.own_law.shown import breach_row, deeds_about_breach, history_of_breach
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 30


@for_officers
@require_safe
def breaches(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the reported breaches, the latest first."""
    demand_role(viewer, SEE_OWN_LAW.roles)
    partner = partner_asked(request)
    found = queries.breaches(seen_by=viewer, partner=partner)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "rows": [breach_row(each) for each in page.object_list],
        "partner": partner,
        "partners": partners_named(),
        "filters": f"partner={partner}" if partner else "",
        "may_write": viewer.holds(*REPORT_BREACH.roles),
    }
    return render(request, "own_law/breaches.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Report a breach; somebody else then establishes or dismisses it."""
    demand_role(viewer, REPORT_BREACH.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = BreachForm(typed, initial={"known_on": today().isoformat()})
    if request.method == "POST":
        made: list[BreachRecord] = []
        draft = form.draft()
        if act_from(
            form,
            lambda _: made.append(
                services.report_breach(draft, officer=viewer, at=now(), on=today())
            ),
        ):
            messages.success(
                request, gettext("Reported. Until it is judged, releases are referred.")
            )
            return redirect("own_law_breach", made[0].pk)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "own_law/breach_new.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one breach with its history, and do the next thing about it."""
    record = queries.breach(number, seen_by=viewer)
    form = _reason(request, viewer)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in set(BreachAct) and _act(form, viewer, number, act):
        messages.success(request, gettext("Done and recorded."))
        return redirect("own_law_breach", number)
    deeds = deeds_about_breach(record, viewer)
    told = {
        "row": breach_row(record),
        "history": history_of_breach(record),
        "deeds": deeds,
        "form": form,
        "reasoned": any(not deed.why_not for deed in deeds),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "own_law/breach.html", told)


def _act(form: ReasonForm, viewer: Viewer, number: int, act: str) -> bool:
    return act_from(
        form,
        lambda typed: services.move_breach(
            number,
            BreachAct(act),
            reason=typed["reason"],
            officer=viewer,
            at=now(),
            on=today(),
        ),
    )


def _reason(request: HttpRequest, viewer: Viewer) -> ReasonForm:
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    hint = gettext("The finding and what it rests on; of telling the partner: whom, how and when.")
    return ReasonForm(typed, label=gettext("Reason"), help_text=hint)
