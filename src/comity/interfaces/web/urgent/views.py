"""Oral requests: all one may see, noting one, and one with what confirms it."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries
from comity.assistance.duties import PUT_ORALLY, TAKE_ORALLY
from comity.assistance.models import OralRequest
from comity.assistance.queries.oral import (
    candidates_for,
    may_close,
    may_join,
    may_remind,
    oral_request,
    oral_requests,
)
from comity.assistance.services.oral import put_orally, take_orally
from comity.assistance.services.oral_joining import (
    close_unconfirmed,
    confirm_by_letter,
    join_written,
    remind_of_confirmation,
)
from comity.assistance.services.oral_leave import may_answer_unconfirmed
from comity.assistance.stored_rulings import citation_from
from comity.assistance.terms import Came, Party
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.oral import OralDraft
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell_citation
from comity.interfaces.web.urgent.forms import ConfirmationForm, JoinForm, OralForm, RemindForm
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 25


@for_officers
@require_safe
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what was asked by word of mouth, what waits for its confirmation on top."""
    found = oral_requests(seen_by=viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "filters": "",
        "may_put": viewer.holds(*PUT_ORALLY.roles),
        "may_take": viewer.holds(*TAKE_ORALLY.roles),
    }
    return render(request, "urgent/oral_list.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def put(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Record that a request was put to a partner by word of mouth."""
    demand_role(viewer, PUT_ORALLY.roles)
    return _noted(request, viewer, put_orally, ours=True)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Record that a partner put a request by word of mouth."""
    demand_role(viewer, TAKE_ORALLY.roles)
    return _noted(request, viewer, take_orally, ours=False)


def _noted(
    request: HttpRequest, viewer: Viewer, note: Callable[..., OralRequest], *, ours: bool
) -> HttpResponse:
    form = OralForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    made: list[OralRequest] = []

    def do(_typed: Mapping[str, str]) -> None:
        draft: OralDraft = form.oral()
        made.append(note(draft, officer=viewer, at=now()))

    if request.method == "POST" and act_from(form, do):
        messages.success(
            request, gettext("Recorded. The clock runs until it is confirmed in writing.")
        )
        return redirect("oral_request", made[-1].request.reference)
    told = {"form": form, "ours": ours, "mark": kept.mark_for(viewer)}
    return render(request, "urgent/oral_note.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show what was said, and let whoever may remind, confirm, join or close it."""
    said = oral_request(reference, seen_by=viewer)
    pressed = request.POST.get("act", "")
    bound = {name: make(request.POST if pressed == name else None) for name, make in FORMS.items()}
    if request.method == "POST" and _done(request, viewer, reference, pressed, bound):
        return redirect("oral_request", reference)
    detail = queries.request_detail(reference, seen_by=viewer)
    due_on = due_day(said)
    joins = may_join(said, viewer)
    told = {
        "said": said,
        "request_shown": detail.request,
        "paper": paper_of(detail.request),
        "cites": "" if said.cites is None else tell_citation(citation_from(said.cites)),
        "due_on": due_on,
        "late": due_on is not None and due_on < today(),
        "ours": said.side == Party.REQUESTING,
        "may_answer": _may_answer(said),
        "candidates": candidates_for(said, seen_by=viewer) if joins else (),
        "may_join": joins,
        "may_remind": may_remind(said, viewer),
        "may_close": may_close(said, viewer, due_on=due_on, on=today()),
        "forms": bound,
        "form": bound.get(pressed),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "urgent/oral.html", told)


FORMS: Mapping[str, type[forms.Form]] = {
    "remind": RemindForm,
    "letter": ConfirmationForm,
    "join": JoinForm,
}


def due_day(said: OralRequest) -> date | None:
    """Return the day by which it is confirmed; None once that counts no longer."""
    clock = said.request.deadlines.filter(matter=ClockMatter.CONFIRMATION.value, met_on=None)
    return clock.values_list("due_on", flat=True).first()


def _may_answer(said: OralRequest) -> bool:
    return said.side == Party.REQUESTED and may_answer_unconfirmed(said.request, on=today())


def _done(
    request: HttpRequest,
    viewer: Viewer,
    reference: str,
    pressed: str,
    bound: Mapping[str, forms.Form],
) -> bool:
    """Do what was pressed; what is wrong stands beside its field."""
    at, on = now(), today()
    if pressed == "close":
        return act(
            request,
            lambda: close_unconfirmed(reference, officer=viewer, at=at, on=on),
            done=gettext("Closed. The record says that no confirmation came."),
        )
    deeds: Mapping[str, Callable[[dict[str, str]], object]] = {
        "remind": lambda typed: remind_of_confirmation(
            reference, means=typed["means"], officer=viewer, at=at
        ),
        "letter": lambda typed: confirm_by_letter(
            reference, came=_came(bound["letter"]), officer=viewer, at=at, on=on
        ),
        "join": lambda typed: join_written(
            reference, written=typed["written"].strip(), officer=viewer, at=at, on=on
        ),
    }
    if pressed not in deeds or not act_from(bound[pressed], deeds[pressed]):
        return False
    messages.success(request, gettext("Recorded."))
    return True


def _came(form: forms.Form) -> Came:
    assert isinstance(form, ConfirmationForm)
    return form.came()
