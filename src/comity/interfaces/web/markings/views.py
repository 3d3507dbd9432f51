"""Stating how an answer and its exhibits are to be handled, while the answer is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries
from comity.assistance.duties import ATTACH
from comity.assistance.models import Part
from comity.assistance.queries.markings import markings_of
from comity.assistance.services.marking import mark_answer
from comity.assistance.terms.markings import WHOLE, problems_in_marking
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.markings.forms import MarkingsForm, typed_markings
from comity.interfaces.web.telling import tell
from comity.kernel.errors import Problem
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """State handling, evaluation and originators; what is empty is not stated."""
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, ATTACH)
    answer = next((each for each in detail.replies if each.released_at is None), None)
    if answer is None:
        messages.info(request, gettext("There is no answer to mark here now."))
        return redirect("request", reference)
    going = [e for e in detail.enclosures if e.part == Part.ANSWER and e.answer_id is None]
    items = [(WHOLE, gettext("The answer as a whole"))]
    items += [(str(each.exhibit_id), each.exhibit.file_name) for each in going]
    stated = [
        each.draft
        for each in markings_of(detail.request, seen_by=viewer)
        if each.answer_id == answer.pk
    ]
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = MarkingsForm(typed if typed is not None else typed_markings(stated, items), items=items)
    if request.method == "POST" and _marked(form, reference, viewer):
        messages.success(request, gettext("Stated. A colleague releases the answer."))
        return redirect("request", reference)
    told = {"request_shown": detail.request, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "markings/mark.html", told)


def _marked(form: MarkingsForm, reference: str, viewer: Viewer) -> bool:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    markings, wrong = form.markings(), False
    for place, each in enumerate(markings):
        for problem in () if each.is_empty else problems_in_marking(each):
            form.add_error(f"{problem.field}_{place}", _said(problem))
            wrong = True
    return not wrong and act_from(
        form, lambda _: mark_answer(reference, markings, officer=viewer, at=now())
    )


def _said(problem: Problem) -> str:
    return tell(problem.code, problem.facts)
