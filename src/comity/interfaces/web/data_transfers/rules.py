"""Which transfers our own law lets wait for the data protection officer; and corrections."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.duties import SET_TRANSFER_RULES
from comity.assistance.queries.rectification import correction, word_on_correction
from comity.assistance.queries.transfer_rules import standing_rules
from comity.assistance.services.rectifying import decide_correction
from comity.assistance.services.transfer_rules import end_rule, set_rule
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now
from comity.interfaces.web.data_transfers.forms import RuleForm, WordForm
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.views import rooms
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the rules that count, and set one."""
    demand_role(viewer, SET_TRANSFER_RULES.roles)
    form = RuleForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    if request.method == "POST" and act_from(
        form, lambda _typed: set_rule(form.draft(), officer=viewer, at=now())
    ):
        messages.success(request, gettext("Written down and recorded."))
        return redirect("data_transfers_rules")
    told = {
        "rules": standing_rules(seen_by=viewer),
        "form": form,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "data_transfers/rules.html", told)


@for_officers
@by_button(back="data_transfers_rules")
def end(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """End a rule."""
    demand_role(viewer, SET_TRANSFER_RULES.roles)
    act(
        request,
        lambda: end_rule(number, officer=viewer, at=now()),
        done=gettext("It counts no longer."),
    )
    return redirect("data_transfers_rules")


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    """Show a correction that waits, and approve or oppose it."""
    shown = correction(reference, number, seen_by=viewer)
    form = WordForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))

    def say(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda typed: decide_correction(
                reference,
                number,
                verdict=request.POST.get("verdict", ""),
                reasons=typed["reasons"],
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
            ),
        )

    if request.method == "POST" and with_fresh_sign_in(request, say):
        messages.success(request, gettext("Recorded. The central unit sends it, or drops it."))
        return redirect("data_transfers_waiting")
    told = {
        "shown": shown,
        "word": word_on_correction(shown),
        "form": form,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "data_transfers/correction.html", told)
