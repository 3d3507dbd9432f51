"""Turns of a request: its paper on one side, what is told to the partner on the other."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.services.completing import register_completion
from comity.assistance.terms import Action, Came
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_open
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell
from comity.interfaces.web.turns.forms import (
    CompletedForm,
    CompletionForm,
    PostponeForm,
    WithdrawForm,
)
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class TurnPage:
    """The page of one turn.

    Attributes:
        action: the act.
        form: what is filled in.
        do: does it, with what was typed.
        title: what the page is for.
        told: what will come of it.
        button: what is pressed.
        done: what is said when it is done.
        heading: above what is filled in; empty where it is told to the partner.
    """

    action: Action
    form: type[forms.Form]
    do: Callable[[dict[str, str]], object]
    title: str
    told: str
    button: str
    done: str
    heading: str = ""


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_completion(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Send a partner's request back to be completed."""

    def do(typed: dict[str, str]) -> None:
        services.ask_for_completion(
            reference,
            missing=typed["missing"],
            reasons=typed["reasons"],
            officer=viewer,
            at=now(),
            on=today(),
        )

    page = TurnPage(
        Action.ASK_COMPLETION,
        CompletionForm,
        do,
        title=gettext("Return this request for completion"),
        told=gettext(
            "It stays the same request under the same reference. When they have completed it, it"
            " comes back to you to decide."
        ),
        button=gettext("Return it and tell the partner"),
        done=gettext("Returned. The partner is told what is missing."),
    )
    return _page(request, viewer, reference, page)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def completed(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Register the letter by which a partner completes its request."""

    def do(typed: dict[str, str]) -> None:
        register_completion(
            reference,
            added=typed["facts"],
            came=Came(**{name: typed[name] for name in Came.__slots__}),
            officer=viewer,
            at=now(),
            on=today(),
        )

    page = TurnPage(
        Action.REGISTER_COMPLETION,
        CompletedForm,
        do,
        title=gettext("Register the letter that completes this request"),
        told=gettext("It is ruled on anew and waits for your decision."),
        button=gettext("Register it"),
        done=gettext("Registered. The request waits for your decision again."),
        heading=gettext("Their letter"),
    )
    return _page(request, viewer, reference, page)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Put a partner's request off to a day."""

    def do(typed: dict[str, str]) -> None:
        services.postpone_request(
            reference,
            ground=typed["ground"],
            until=typed["until"],
            reasons=typed["reasons"],
            officer=viewer,
            at=now(),
            on=today(),
        )

    page = TurnPage(
        Action.POSTPONE,
        PostponeForm,
        do,
        title=gettext("Postpone this request"),
        told=gettext(
            "Nothing goes on by itself on that day: you accept the request then, or refuse it."
        ),
        button=gettext("Postpone it and tell the partner"),
        done=gettext("Postponed. The partner is told the ground and the day."),
    )
    return _page(request, viewer, reference, page)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Withdraw a request of ours that was sent."""

    def do(typed: dict[str, str]) -> None:
        services.take_back_request(
            reference, reasons=typed["reasons"], officer=viewer, at=now(), on=today()
        )

    page = TurnPage(
        Action.TAKE_BACK,
        WithdrawForm,
        do,
        title=gettext("Withdraw this request"),
        told=gettext(
            "The partner is told and stops. An answer that has left there already still comes."
        ),
        button=gettext("Withdraw it and tell the partner"),
        done=gettext("Withdrawn. The partner is told your reasons."),
    )
    return _page(request, viewer, reference, page)


def _page(request: HttpRequest, viewer: Viewer, reference: str, page: TurnPage) -> HttpResponse:
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((offer for offer in detail.actions if offer.action is page.action), None)
    if offer is None:
        messages.info(request, gettext("This cannot be done with the request now."))
        return redirect("request", reference)
    demand_open(offer)
    form = page.form(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    if request.method == "POST" and act_from(form, page.do):
        messages.success(request, page.done)
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "page": page,
        "paper": paper_of(detail.request),
        "enclosures": detail.enclosures,
        "form": form,
        "why_not": "" if offer.allowed else tell(offer.code, offer.facts),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "turns/turn.html", told)
