"""The treaty desk settles what the register does not know, in one sourced act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.agreements.duties import SETTLE
from comity.agreements.services import settle as settle_point
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.agreements.instrument import detail_page
from comity.interfaces.web.agreements.settlement_form import SettleForm
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Settle one point of an instrument; every ruling that rests on it will say so."""
    demand_role(viewer, SETTLE.roles)
    if request.method != "POST":
        return detail_page(request, viewer, reference, form=None)
    form = SettleForm(request.POST)
    settlement = form.settlement(about=reference, by=viewer.name, on=today())
    if settlement is None or not act_from(
        form, lambda _: settle_point(settlement, officer=viewer, at=now())
    ):
        return detail_page(request, viewer, reference, form=form)
    messages.success(request, gettext("Settled and recorded; rulings rest on it from now on."))
    return redirect("agreement", reference)
