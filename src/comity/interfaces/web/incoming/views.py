"""What the central unit decides on a partner's request."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.queries.competence import competence_for
from comity.assistance.queries.deciding import refusals_after_consultation
from comity.assistance.terms import Action, Channel
from comity.assistance.wording import GROUND_NAMES
from comity.interfaces.web import kept
from comity.interfaces.web.acting import Done, act_from, demand_open
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.incoming.forms import AcceptForm, RefuseForm
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell, tell_citation
from comity.interfaces.web.words import capital
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
            reference,
            agency=typed["agency"],
            acceptance=form.acceptance(),
            officer=viewer,
            at=now(),
            on=today(),
        )

    form = AcceptForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )
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
            consulted=form.consulted(),
            officer=viewer,
            at=now(),
            on=today(),
        )

    form = RefuseForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )
    done = Done(
        gettext("Refused. The partner is told the ground and your reasons."),
        by_letter=gettext(
            "Refused. Write to the partner with ground and reasons, then record that the letter"
            " left."
        ),
    )
    return _decide(request, viewer, reference, Action.REFUSE, form, do, done)


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
        "competence": competence_for(detail.request, seen_by=viewer, on=today()),
        "consult_first": _consult_first(detail, action),
        "form": form,
        "why_not": "" if offer.allowed else tell(offer.code, offer.facts),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "incoming/decide.html", told)


def _consult_first(detail: queries.RequestDetail, action: Action) -> list[tuple[str, str]]:
    """Return the grounds before which the partner is consulted, each with its article."""
    if action is not Action.REFUSE:
        return []
    found = refusals_after_consultation(detail.request, on=today())
    return [
        (capital(gettext(GROUND_NAMES[ground])), tell_citation(cites))
        for ground, cites in found.items()
    ]
