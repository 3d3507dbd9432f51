"""Who is absent, who stands in, and acting in an absent officer's place."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.interfaces import standing_in
from comity.interfaces.web import kept
from comity.interfaces.web.absences.forms import AbsenceForm
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.officers.absence import NEVER_HANDED_OVER
from comity.officers.deputies import absences_seen_by, possible_deputies, stand_ins
from comity.officers.duties import RECORD_ABSENCE
from comity.officers.models import Officer
from comity.officers.queries import officers
from comity.officers.services import demand_fresh_sign_in, end_absence, record_absence
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show absences and for whom one may stand in; record an absence."""
    form = _form(request, viewer)
    if request.method == "POST" and _recorded(request, viewer, form):
        return redirect("absences")
    told = {
        "absences": absences_seen_by(viewer, on=today()),
        "stand_ins": stand_ins(_own(request), on=today()),
        "form": form,
        "acts_for_another": viewer.stands_for is not None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "absences/absences.html", told)


@for_officers
@by_button(back="absences")
def end(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """End an absence at once."""
    number = request.POST.get("number", "")
    if not number.isdecimal() or len(number) > 15:
        raise NotFoundError()
    act(
        request,
        lambda: end_absence(int(number), by=viewer, at=now(), on=today()),
        done=gettext("The absence was ended; nobody stands in any longer."),
    )
    return redirect("absences")


@for_officers
@by_button(back="absences")
def stand_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Act in an absent officer's place from now on, in this session."""
    found = standing_in.begin(request, request.POST.get("officer", ""), on=today())
    messages.success(
        request, gettext("You act for {name} now. The record says so.").format(name=found.name)
    )
    return redirect("inbox")


@for_officers
@by_button(back="absences")
def stand_down(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Act for oneself again."""
    standing_in.lay_down(request)
    messages.success(request, gettext("You act for yourself again."))
    return redirect("inbox")


def _own(request: HttpRequest) -> Officer:
    assert isinstance(request.user, Officer)
    return request.user


def _form(request: HttpRequest, viewer: Viewer) -> AbsenceForm:
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    for_others = viewer.holds(*RECORD_ABSENCE.roles)
    offices = set(Role) if for_others else set(_own(request).as_viewer().roles)
    form = AbsenceForm(
        typed,
        officers=[each for each in officers() if each.is_active] if for_others else [],
        deputies=possible_deputies(viewer),
        offices=sorted(offices - NEVER_HANDED_OVER),
        initial={"officer": _own(request).username},
    )
    if not for_others:
        del form.fields["officer"]
    return form


def _recorded(request: HttpRequest, viewer: Viewer, form: AbsenceForm) -> bool:
    draft = form.draft(own=_own(request).username)

    def confirmed(afresh_at: datetime | None) -> bool:
        demand_fresh_sign_in(afresh_at, at=now())
        return act_from(
            form,
            lambda _: record_absence(
                draft, by=viewer, signed_in_afresh_at=afresh_at, at=now(), on=today()
            ),
        )

    done = with_fresh_sign_in(request, confirmed)
    if done:
        messages.success(request, gettext("The absence was recorded."))
    return done
