"""The page on which it is stated what became of an answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import GIVE_FEEDBACK, REGISTER_FEEDBACK
from comity.assistance.queries.feedback import feedback_of
from comity.assistance.terms import Party
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.follow_ups.forms import FeedbackForm, said_in
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """State what became of a partner's answer, or register what its letter says of ours."""
    detail = queries.request_detail(reference, seen_by=viewer)
    ours = detail.request.own_side is Party.REQUESTING
    demand_own(detail.request, viewer, GIVE_FEEDBACK if ours else REGISTER_FEEDBACK)
    form = FeedbackForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(typed: dict[str, str]) -> None:
        told = said_in(typed)
        if ours:
            services.give_feedback(reference, feedback=told, officer=viewer, at=now(), on=today())
        else:
            services.register_feedback(reference, feedback=told, officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Stated. It can be stated anew when more is known."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "ours": ours,
        "said": feedback_of(detail.request),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "follow_ups/feedback.html", told)
