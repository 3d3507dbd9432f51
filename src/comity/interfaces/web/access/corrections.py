"""Correcting what was found of a person at every partner that got it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import SubjectItem
from comity.assistance.queries.access import items_of, subject_request
from comity.assistance.services.rectifying import rectify_everywhere, was_supplied_by_us
from comity.interfaces.web import kept
from comity.interfaces.web.access.forms import RectifyForm
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.views import rooms
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Write the same correction to every partner that got what was found of a person."""
    demand_role(viewer, KEEP_SUBJECTS.roles)
    shown = subject_request(reference, seen_by=viewer)
    ours = [each for each in items_of(shown) if was_supplied_by_us(each)]
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = RectifyForm(typed, items=[(str(each.number), _name_of(each)) for each in ours])

    def rectify(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda _typed: rectify_everywhere(
                reference,
                form.draft(),
                numbers=form.numbers(),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
        )

    if request.method == "POST" and with_fresh_sign_in(request, rectify):
        messages.success(request, gettext("Written. The central unit sends each of them."))
        return redirect("access_subject", reference)
    told = {"shown": shown, "ours": ours, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "access/correct.html", {**told, **rooms(viewer)})


def _name_of(found: SubjectItem) -> str:
    number = f"{found.number}: {found.request.reference}"
    return number if found.answer is None else f"{number} ({found.answer.number})"
