"""Clocks of one request, set, met and stopped; and the list of what is due."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.duties import SEE_EVERY_REQUEST, SET_CLOCKS
from comity.assistance.queries.clocks import DueAsked, When, Whose, due_page
from comity.assistance.queries.notices import unread
from comity.assistance.terms.clocks import ClockKind
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.clocks.forms import DayForm, PauseForm
from comity.interfaces.web.clocks.panel import clocks_card
from comity.interfaces.web.doors import by_button, for_officers
from comity.officers.terms import Viewer

PAGE_SIZE = 25
MOST_NOTICES = 20


@for_officers
@require_safe
def due(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is due: mine, my unit's, or all that one may see."""
    whose, when = request.GET.get("whose", ""), request.GET.get("when", "")
    kind = request.GET.get("kind", "")
    asked = DueAsked(
        Whose(whose) if whose in set(Whose) else Whose.MINE,
        When(when) if when in set(When) else When.PRESSING,
        ClockKind(kind) if kind in set(ClockKind) else None,
    )
    after = request.GET.get("after", "")
    page = due_page(asked, seen_by=viewer, on=today(), limit=PAGE_SIZE, after=after)
    filters = request.GET.copy()
    filters.pop("after", None)
    told = {
        "page": page,
        "notices": unread(viewer, most=MOST_NOTICES),
        "asked": asked,
        "whole": viewer.holds(*SEE_EVERY_REQUEST.roles),
        "kinds": list(ClockKind),
        "filters": filters.urlencode(),
    }
    return render(request, "clocks/due.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def of_request(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show the clocks of a request; set a day to it."""
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = DayForm(typed)
    _demand(viewer, reference)
    if request.method == "POST" and act_from(
        form,
        lambda _: services.set_day(reference, form.draft(), officer=viewer, at=now(), on=today()),
    ):
        messages.success(request, gettext("The day is set."))
        return redirect("request_clocks", reference)
    return _page(request, viewer, reference, form, PauseForm())


@for_officers
@by_button(back="request_clocks")
def stop(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Let days of a request not count."""
    _demand(viewer, reference)
    form = PauseForm(request.POST)
    if act_from(
        form,
        lambda _: services.stop_clocks(
            reference, form.draft(), officer=viewer, at=now(), on=today()
        ),
    ):
        messages.success(request, gettext("These days do not count."))
        return redirect("request_clocks", reference)
    return _page(request, viewer, reference, DayForm(), form)


@for_officers
@by_button(back="request_clocks")
def go_on(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Let the clocks of a request go on from today."""

    def do() -> None:
        services.let_clocks_go_on(
            reference, _number_in(request), officer=viewer, at=now(), on=today()
        )

    return _done(request, reference, do, gettext("The clocks go on from today."))


@for_officers
@by_button(back="request_clocks")
def met(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Say that what was due on a day is done, or needed no longer."""

    def do() -> None:
        services.meet_day(reference, _number_in(request), officer=viewer, at=now(), on=today())

    return _done(request, reference, do, gettext("Noted as done."))


def _number_in(request: HttpRequest) -> int:
    """Return which day or pause a button is of; 0, which none is, when it says nothing."""
    typed = request.POST.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def _done(request: HttpRequest, reference: str, do: Callable[[], None], said: str) -> HttpResponse:
    act(request, do, done=said)
    return redirect("request_clocks", reference)


def _demand(viewer: Viewer, reference: str) -> None:
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, SET_CLOCKS)


def _page(
    request: HttpRequest, viewer: Viewer, reference: str, form: DayForm, pausing: PauseForm
) -> HttpResponse:
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    told = {
        "request_shown": detail.request,
        "card": clocks_card(detail, viewer),
        "form": form,
        "pausing": pausing,
        "pauses": [row.as_pause() for row in detail.request.pauses.all()],
        "on": today(),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "clocks/of_request.html", told)
