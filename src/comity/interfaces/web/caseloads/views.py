"""Handing an officer's open matters to another: chosen, read, and done in one act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from comity.assistance.duties import MAY_HAND_OVER
from comity.assistance.queries import caseload as queries
from comity.assistance.services import hand_over_caseload
from comity.assistance.terms.caseload import Caseload
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what would go and what would stay; hand over what was read."""
    demand_role(viewer, MAY_HAND_OVER)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    asked = typed or request.GET
    officer, to = asked.get("officer", "")[:60], asked.get("to", "")[:60]
    form = ReasonForm(typed, label=gettext("Why it is handed over"))
    if request.method == "POST" and _done(request, viewer, form, officer, to):
        return redirect("caseload")
    told = {
        "officers": queries.holders_seen_by(viewer),
        "receivers": queries.receivers_seen_by(viewer),
        "officer": officer,
        "to": to,
        "caseload": _read(viewer, officer, to),
        "same": bool(officer) and officer == to,
        "reads_cases": queries.reads_cases(viewer),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "caseloads/caseload.html", told)


def _read(viewer: Viewer, officer: str, to: str) -> Caseload | None:
    if not officer or officer == to:
        return None
    return queries.caseload(officer, to=to, seen_by=viewer)


def _done(request: HttpRequest, viewer: Viewer, form: ReasonForm, officer: str, to: str) -> bool:
    count = request.POST.get("count", "")
    read = int(count) if count.isdecimal() and len(count) < 10 else 0
    if not act_from(
        form,
        lambda typed: hand_over_caseload(
            officer, to=to, count=read, reason=typed["reason"], officer=viewer, at=now()
        ),
    ):
        return False
    told = ngettext("{count} matter was handed over.", "{count} matters were handed over.", read)
    messages.success(request, told.format(count=read))
    return True
