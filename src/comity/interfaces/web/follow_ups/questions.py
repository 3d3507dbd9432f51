"""Supplementary questions: written by one officer, put by another."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import PUT_QUESTION, WRITE_QUESTION
from comity.assistance.models import Question
from comity.assistance.queries import RequestDetail
from comity.assistance.terms.replies import QuestionStage
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from, demand_own
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.follow_ups.forms import QuestionForm
from comity.interfaces.web.forms import ReasonForm
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.papers.request import paper_of
from comity.kernel.rulings import Permission
from comity.officers.terms import Viewer

_MOST_DIGITS = 9


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Write a supplementary question, or write on at the one that was not put yet."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    demand_own(detail.request, viewer, WRITE_QUESTION)
    written = _written(detail)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = QuestionForm(typed, initial={"question": written.text if written else ""})

    def do(typed: dict[str, str]) -> None:
        services.write_question(reference, text=typed["question"], officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("The question is saved; a colleague puts it."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "written": written,
        "paper": paper_of(detail.request),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "follow_ups/question.html", told)


@for_officers
@by_button(back="request")
def drop(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Give a question up that was not put."""
    act(
        request,
        lambda: services.drop_question(reference, officer=viewer, at=now()),
        done=gettext("The question is given up."),
    )
    return redirect("request", reference)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def put(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Put a question to the partner, or return it to its writer with a reason."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    demand_own(detail.request, viewer, PUT_QUESTION)
    written = _written(detail)
    if written is None:
        messages.info(request, gettext("There is no question to put here now."))
        return redirect("request", reference)
    form = _reason_form(request, viewer)
    if request.method == "POST" and _done(request, viewer, reference, form):
        return redirect("request", reference)
    ruling = queries.ruling_on_draft(detail.request.as_draft(), on=today())
    told = {
        "request_shown": detail.request,
        "written": written,
        "wrote": not viewer.people.isdisjoint(written.writers),
        "paper": paper_of(detail.request),
        "ruling": None if ruling is None else ruling_shown(ruling),
        "may": isinstance(ruling, Permission),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "follow_ups/put.html", told)


def _done(request: HttpRequest, viewer: Viewer, reference: str, form: ReasonForm) -> bool:
    if form.is_bound:
        return _returned(request, viewer, reference, form)
    version = request.POST.get("version", "")
    read = int(version) if version.isdecimal() and len(version) <= _MOST_DIGITS else 0

    def let_out(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: services.put_question(
                reference,
                version=read,
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Put, sealed and recorded for delivery; the timeline tells the rest."),
        )

    return with_fresh_sign_in(request, let_out)


def _returned(request: HttpRequest, viewer: Viewer, reference: str, form: ReasonForm) -> bool:
    def do(typed: dict[str, str]) -> None:
        services.return_question(reference, reason=typed["reason"], officer=viewer, at=now())

    if not act_from(form, do):
        return False
    messages.success(request, gettext("Returned to its drafter, with your reason."))
    return True


def _reason_form(request: HttpRequest, viewer: Viewer) -> ReasonForm:
    returning = request.POST.get("action") == "return"
    typed = request.POST if returning else kept.given_back(request, viewer)
    return ReasonForm(typed, label=gettext("What should be changed, and why"))


def _written(detail: RequestDetail) -> Question | None:
    drafted = detail.request.questions.filter(stage=QuestionStage.DRAFTED.value)
    return drafted.first()
