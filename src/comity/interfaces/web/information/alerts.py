"""Alerts: the ruling for each partner, whom the law leaves out and why, and how far it came."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import GIVE_INFORMATION
from comity.assistance.queries.alerts import AlertSeen, OneTold, alert_seen
from comity.assistance.queries.information import information_of
from comity.assistance.services.alerts import Weighed
from comity.assistance.terms import Action, RequestState
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from, demand_own
from comity.interfaces.web.basis import ShownRuling, ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.information.forms import PartnersForm
from comity.interfaces.web.telling import tell, tell_error
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One partner as the page shows it.

    Attributes:
        one: the partner, and how far the information came.
        ruling: of now, or by which it was told or left out; None where nothing was ruled.
        waits: what would come of releasing the alert now; None where it is settled.
    """

    one: OneTold
    ruling: ShownRuling | None
    waits: Weighed | None


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Make an alert of information, or add partners to one."""
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, GIVE_INFORMATION)
    if detail.request.stands is not RequestState.INFORMING:
        messages.info(request, gettext("Nobody can be added here now."))
        return redirect("request", reference)
    alert = information_of(detail.request).alert_id
    seen = alert_seen(alert, seen_by=viewer) if alert else None
    told_now = seen.partners if seen else (detail.request.partner,)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = PartnersForm(typed, but=told_now)
    made: list[int] = []

    def do(_: object) -> None:
        chosen = form.cleaned_data["partners"]
        made.append(services.add_partners(reference, chosen, officer=viewer, at=now()).pk)

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Added. Each partner is ruled on apart."))
        return redirect("alert", made[-1])
    told = {
        "request_shown": detail.request,
        "alert": seen,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "information/add.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show an alert with the ruling for each partner; a second person lets it leave."""
    seen = alert_seen(number, seen_by=viewer)
    weighed, unfinished = _weighed(number, viewer)
    if request.method == "POST":

        def in_one_transaction(afresh_at: datetime | None) -> bool:
            return act(
                request,
                lambda: services.tell_alert(
                    number,
                    mark=request.POST.get("mark", ""),
                    officer=viewer,
                    signed_in_afresh_at=afresh_at,
                    at=now(),
                    on=today(),
                ),
                done=gettext("Released to whom it may reach; the others stand below with why not."),
            )

        with_fresh_sign_in(request, in_one_transaction)
        return redirect("alert", number)
    told = {
        "alert": seen,
        "rows": _rows(seen, weighed),
        "mark": services.mark_of(weighed) if weighed else "",
        "why_not": unfinished or _why_not(seen, viewer),
        "waits": bool(weighed),
        "some_exhibits": any(one.exhibits for one in seen.told),
    }
    return render(request, "information/alert.html", told)


def _weighed(number: int, viewer: Viewer) -> tuple[tuple[Weighed, ...], str]:
    """Return the partners that wait with their rulings; or why nothing can be ruled on yet."""
    try:
        return services.weigh_alert(number, officer=viewer, on=today()), ""
    except InvalidDraftError as refused:
        return (), tell_error(refused)


def _rows(seen: AlertSeen, weighed: tuple[Weighed, ...]) -> list[AlertRow]:
    """Return each partner with the ruling of now, or the one by which it was told or left out."""
    now_ruled = {each.request.pk: each for each in weighed}
    rows = []
    for one in seen.told:
        waits = now_ruled.get(one.request.pk)
        ruling = waits.ruling if waits else one.request.last_ruling
        rows.append(AlertRow(one, None if ruling is None else ruling_shown(ruling), waits))
    return rows


def _why_not(seen: AlertSeen, viewer: Viewer) -> str:
    """Return why the viewer does not release the alert; empty when they may."""
    for one in seen.told:
        if one.request.stands is RequestState.INFORMING:
            offers = queries.offers_for(one.request, viewer)
            offer = next(each for each in offers if each.action is Action.TELL)
            return "" if offer.allowed else tell(offer.code, offer.facts)
    return ""
