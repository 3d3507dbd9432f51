"""Own law as the register holds it: what it opens, what it bars, and how that is known."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.agreements import queries
from comity.agreements.duties import SEE_OWN_LAW, SETTLE
from comity.agreements.services import settle
from comity.agreements.terms import InstructionState, domestic_reference, settlement_from
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.own_law.forms import SettleLawForm
from comity.interfaces.web.own_law.shown import instruction_row
from comity.kernel.codes import CountryCode
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

_WAITING = frozenset({InstructionState.ENTERED, InstructionState.WITHDRAWAL_ASKED})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def own_law(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show this administration's own law, or that nothing of it is encoded and rulings refer."""
    demand_role(viewer, SEE_OWN_LAW.roles)
    country = CountryCode(own_administration().code)
    form = _settling(request, viewer)
    if request.method == "POST" and _settle(form, viewer, country):
        messages.success(request, gettext("Settled and recorded; rulings rest on it from now on."))
        return redirect("own_law")
    waiting = [i for i in queries.instructions(seen_by=viewer) if i.state in _WAITING]
    told = {
        "country": country,
        "law": queries.current_register().own_law(country),
        "waiting": [instruction_row(each) for each in waiting],
        "form": form if viewer.holds(*SETTLE.roles) else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "own_law/law.html", told)


def _settling(request: HttpRequest, viewer: Viewer) -> SettleLawForm:
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    return SettleLawForm(typed)


def _settle(form: SettleLawForm, viewer: Viewer, country: CountryCode) -> bool:
    demand_role(viewer, SETTLE.roles)
    typed = form.typed()

    def do(_: object) -> None:
        about = domestic_reference(country)
        settlement = settlement_from(typed, about=about, by=viewer.name, on=today())
        settle(settlement, officer=viewer, at=now())

    return act_from(form, do)
