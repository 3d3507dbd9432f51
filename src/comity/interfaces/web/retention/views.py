"""Closed matters: what is due for erasure, and the acts about one of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.duties import ERASE, PROPOSE_ERASURE, PROTECT_DATA
from comity.assistance.queries.leftovers import leftovers
from comity.assistance.queries.retention import due_matter_of, due_page
from comity.assistance.queries.supplies_kept import supplies_page
from comity.assistance.services.leftovers import erase_left_consultation, erase_refused_messages
from comity.assistance.services.retention import (
    erase_matter,
    keep_rule,
    lift_hold,
    place_hold,
    propose_erasure,
)
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.taken_out import begun_after
from comity.interfaces.web.records.views import rooms
from comity.interfaces.web.retention.forms import HoldForm, RuleForm
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def due(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is due for erasure; the data protection officer writes the rule down here."""
    page = due_page(seen_by=viewer, on=today(), after=begun_after(request))
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = RuleForm(typed)
    if request.method == "POST" and act_from(
        form,
        lambda said: keep_rule(days=form.number(), reason=said["reason"], officer=viewer, at=now()),
    ):
        messages.success(request, gettext("Written down and recorded."))
        return redirect("retention")
    told = {
        "page": page,
        "left": leftovers(seen_by=viewer, on=today()),
        "supplies": supplies_page(seen_by=viewer, at=now(), after=_begun_after_supply(request)),
        "may_propose": viewer.holds(*PROPOSE_ERASURE.roles),
        "may_erase": viewer.holds(*ERASE.roles),
        "form": form if viewer.holds(*PROTECT_DATA.roles) else None,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "retention/due.html", told)


def _begun_after_supply(request: HttpRequest) -> int:
    typed = request.GET.get("supplies_after", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0


@for_officers
@by_button(back="retention")
def erase_left(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Erase a partner's draft whose request never came; without a number, what was refused."""
    demand_role(viewer, ERASE.roles)
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0

    def erase(afresh_at: datetime | None) -> bool:
        how: dict[str, Any] = {"signed_in_afresh_at": afresh_at, "at": now(), "on": today()}
        if typed:
            return act(
                request,
                lambda: erase_left_consultation(number, officer=viewer, **how),
                done=gettext("Done and recorded."),
            )
        return act(
            request,
            lambda: erase_refused_messages(officer=viewer, **how),
            done=gettext("Done and recorded."),
        )

    with_fresh_sign_in(request, erase)
    return redirect("retention")


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show until when one matter is kept, and hold, propose or erase it."""
    shown = due_matter_of(reference, seen_by=viewer, on=today())
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = HoldForm(typed)
    if request.method == "POST" and _acted(request, form, viewer, reference):
        messages.success(request, gettext("Done and recorded."))
        return redirect("retention_matter", reference)
    told = {
        "shown": shown,
        "may_propose": viewer.holds(*PROPOSE_ERASURE.roles),
        "may_erase": viewer.holds(*ERASE.roles),
        "form": form,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "retention/matter.html", told)


def _acted(request: HttpRequest, form: forms.Form, viewer: Viewer, reference: str) -> bool:
    def do(act: Callable[[dict[str, str]], object]) -> bool:
        return act_from(form, act)

    def erase(afresh_at: datetime | None) -> bool:
        return do(
            lambda _: erase_matter(
                reference, officer=viewer, signed_in_afresh_at=afresh_at, at=now(), on=today()
            )
        )

    match request.POST.get("act", ""):
        case "propose":
            return do(lambda _: propose_erasure(reference, officer=viewer, at=now(), on=today()))
        case "erase":
            return with_fresh_sign_in(request, erase)
        case "lift":
            return do(
                lambda said: lift_hold(reference, reason=said["reason"], officer=viewer, at=now())
            )
        case _:
            return do(
                lambda said: place_hold(reference, reason=said["reason"], officer=viewer, at=now())
            )
