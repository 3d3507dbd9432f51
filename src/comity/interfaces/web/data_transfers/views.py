"""Transfers of personal data: the register, what waits for approval, and the word on it."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries
from comity.assistance.duties import PROTECT_DATA
from comity.assistance.queries.data_transfers import transfers_page
from comity.assistance.queries.rectification import waiting_corrections
from comity.assistance.services.data_transfers import decide_transfer
from comity.exchange.queries import linked_codes
from comity.interfaces.transfers import (
    hand_out_transfers,
    transfers_asked,
    transfers_waiting,
    waiting_of,
)
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.data_transfers.forms import WordForm
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.records.taken_out import begun_after, take_register_out
from comity.interfaces.web.records.views import rooms
from comity.interfaces.web.reply_parts.going import parts_shown
from comity.officers.terms import Viewer, demand_role

ROWS_A_PAGE = 25
_ASKED_NAMES = {
    "partner": _("Recipient"),
    "case": _("Reference"),
    "since": _("From"),
    "until": _("Until, included"),
    "every": _("Also without personal data"),
}


@for_officers
@require_safe
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what left for whom, with which data, on what ground."""
    demand_role(viewer, PROTECT_DATA.roles)
    asked = transfers_asked(request.GET)
    begun_at = begun_after(request)
    told = {
        "asked": asked,
        "page": transfers_page(asked, seen_by=viewer, limit=ROWS_A_PAGE, after=begun_at),
        "partners": linked_codes(),
        "address": urlencode(dict(asked.in_words())),
        **rooms(viewer),
    }
    return render(request, "data_transfers/register.html", told)


@for_officers
@require_safe
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what may leave only with the data protection officer's approval."""
    demand_role(viewer, PROTECT_DATA.roles)
    told = {
        "waiting": transfers_waiting(seen_by=viewer, on=today()),
        "corrections": waiting_corrections(seen_by=viewer),
        **rooms(viewer),
    }
    return render(request, "data_transfers/waiting.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Take the register of transfers out as CSV, against a reason."""
    asked = transfers_asked(request.POST if request.method == "POST" else request.GET)
    return take_register_out(
        request,
        viewer,
        asked,
        hand_out=lambda reason: hand_out_transfers(
            asked, reason=reason, officer=viewer, at=now(), on=today()
        ),
        names=_ASKED_NAMES,
        template="data_transfers/export.html",
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show what would leave, and approve or oppose that version of it."""
    demand_role(viewer, PROTECT_DATA.roles)
    detail = queries.request_detail(reference, seen_by=viewer)
    waits = waiting_of(detail.request, on=today())
    if waits is None:
        messages.info(request, gettext("Nothing here waits for your approval now."))
        return redirect("data_transfers_waiting")
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = WordForm(typed)
    if request.method == "POST" and _said(request, form, viewer, reference):
        messages.success(request, gettext("Recorded. The approver lets it leave, or changes it."))
        return redirect("data_transfers_waiting")
    told = {
        "request_shown": detail.request,
        "waits": waits,
        "paper": paper_of(detail.request),
        "answer": answer_paper(waits.answer) if waits.answer else None,
        "enclosures": detail.enclosures,
        "parts": parts_shown(detail.request, waits.answer),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "data_transfers/decide.html", told)


def _said(request: HttpRequest, form: WordForm, viewer: Viewer, reference: str) -> bool:
    version = request.POST.get("version", "")

    def say(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda typed: decide_transfer(
                reference,
                verdict=request.POST.get("verdict", ""),
                version=int(version) if version.isdecimal() and len(version) < 10 else 0,
                reasons=typed["reasons"],
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
        )

    return with_fresh_sign_in(request, say)
