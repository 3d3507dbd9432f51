"""One consultation about a person's data: sent or answered by us, or by the partner's letter."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.models.access import AccessConsultation
from comity.assistance.queries.access import access_consultation
from comity.assistance.services.access_consulting import (
    answers_by_letter,
    release_access,
    take_opinion_down,
    write_opinion,
)
from comity.assistance.terms.access import ConsultationStage
from comity.interfaces.web import kept
from comity.interfaces.web.access.forms import OpinionForm, ReleaseForm
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import instant_in, now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.views import rooms
from comity.officers.terms import Viewer

Act = Callable[[datetime | None], object]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one consultation, and do with it what may be done."""
    shown = access_consultation(number, seen_by=viewer)
    pressed = request.POST.get("act", "") if request.method == "POST" else ""
    offered = _offered(shown, viewer, pressed, request)
    chosen = offered.get(pressed)
    if chosen is not None and _acted(request, *chosen):
        messages.success(request, gettext("Done and recorded."))
        return redirect("access_consultation", number)
    told = {
        "shown": shown,
        "refused": not shown.request.by_letter and "take_down" in offered,
        "offered": {act: form for act, (form, _do) in offered.items()},
        "form": chosen[0] if chosen else None,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "access/consultation.html", told)


def _acted(request: HttpRequest, form: forms.Form, do: Act) -> bool:
    return with_fresh_sign_in(request, lambda afresh: act_from(form, lambda _said: do(afresh)))


def _offered(
    shown: AccessConsultation, viewer: Viewer, pressed: str, request: HttpRequest
) -> dict[str, tuple[forms.Form, Act]]:
    """Return what may be done with it where it stands, each with its form."""
    by_letter, stands = shown.request.by_letter, shown.stands
    found: dict[str, tuple[forms.Form, Act]] = {}

    def typed(act: str) -> object:
        return request.POST if act == pressed else None

    if stands in {ConsultationStage.WRITTEN, ConsultationStage.OPINION_WRITTEN}:
        release = ReleaseForm(typed("release"), by_letter=by_letter)
        read = instant_in(request.POST.get("written_at", ""))
        found["release"] = release, _release(shown, release, viewer, read)
    if stands in {ConsultationStage.RECEIVED, ConsultationStage.OPINION_WRITTEN}:
        opinion = OpinionForm(typed("opinion"), came_by_letter=False)
        found["opinion"] = opinion, _opinion(shown, opinion, viewer)
    if stands is ConsultationStage.SENT and answers_by_letter(shown):
        came = OpinionForm(typed("take_down"), came_by_letter=True)
        found["take_down"] = came, _take_down(shown, came, viewer)
    return found


def _release(
    shown: AccessConsultation, form: ReleaseForm, viewer: Viewer, written_at: datetime
) -> Act:
    return lambda afresh: release_access(
        shown.pk,
        written_at=written_at,
        letter=form.letter(),
        officer=viewer,
        signed_in_afresh_at=afresh,
        at=now(),
        on=today(),
    )


def _opinion(shown: AccessConsultation, form: OpinionForm, viewer: Viewer) -> Act:
    return lambda _afresh: write_opinion(shown.pk, form.draft(), officer=viewer, at=now())


def _take_down(shown: AccessConsultation, form: OpinionForm, viewer: Viewer) -> Act:
    return lambda _afresh: take_opinion_down(
        shown.pk, form.draft(), letter=form.letter(), officer=viewer, at=now(), on=today()
    )
