"""What the central unit decides on a partner's request."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.terms import Action, Channel
from comity.interfaces.web import kept
from comity.interfaces.web.acting import Done, act_from, demand_open
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.incoming.forms import AcceptForm, RefuseForm
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Accept a partner's request and give it to an agency."""

    def do(typed: dict[str, str]) -> None:
        if not typed["agency"]:
            raise InvalidDraftError((Problem("missing", "agency"),))
        services.accept_request(
            reference, agency=typed["agency"], officer=viewer, at=now(), on=today()
        )

    form = AcceptForm(request.POST if request.method == "POST" else None)
    done = Done(
        gettext("Accepted. The partner is told, and the agency sees the request."),
        by_letter=gettext(
            "Accepted; the agency sees the request. Write to the partner, then record that the"
            " letter left."
        ),
    )
    return _decide(request, viewer, reference, Action.ACCEPT, form, do, done)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Refuse a partner's request on a named ground, with reasons."""

    def do(typed: dict[str, str]) -> None:
        services.refuse_request(
            reference,
            ground=typed["ground"],
            reasons=typed["reasons"],
            officer=viewer,
            at=now(),
            on=today(),
        )

    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    done = Done(
        gettext("Refused. The partner is told the ground and your reasons."),
        by_letter=gettext(
            "Refused. Write to the partner with ground and reasons, then record that the letter"
            " left."
        ),
    )
    return _decide(request, viewer, reference, Action.REFUSE, RefuseForm(typed), do, done)


def _decide(
    request: HttpRequest,
    viewer: Viewer,
    reference: str,
    action: Action,
    form: forms.Form,
    do: Callable[[dict[str, str]], None],
    done: Done,
) -> HttpResponse:
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((offer for offer in detail.actions if offer.action is action), None)
    if offer is None:
        messages.info(request, gettext("There is nothing to decide here now."))
        return redirect("request", reference)
    demand_open(offer)
    if request.method == "POST" and act_from(form, do):
        messages.success(request, done.through(detail.channel))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "by_letter": detail.channel is Channel.LETTER,
        "action": action,
        "paper": paper_of(detail.request),
        "enclosures": detail.enclosures,
        "ruling": ruling_shown(detail.ruling) if detail.ruling else None,
        "form": form,
        "why_not": "" if offer.allowed else tell(offer.code, offer.facts),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "incoming/decide.html", told)
