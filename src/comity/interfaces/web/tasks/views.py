"""Tasks: what waits for one's agency, one task, and giving one out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.duties import DO_TASK, GIVE_TASK
from comity.assistance.models import Task
from comity.assistance.queries.tasks import (
    may_finish_task,
    may_give_task,
    sees_case_of,
    waiting_tasks,
)
from comity.assistance.queries.tasks import task as task_seen
from comity.assistance.terms.tasks import TaskState
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.tasks.forms import EndForm, TaskForm
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 25


@for_officers
@require_safe
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the tasks that wait for the officer's agency."""
    demand_role(viewer, DO_TASK.roles)
    found = waiting_tasks(seen_by=viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "tasks/waiting.html", {"page": page, "on": today(), "filters": ""})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one task; its agency says that it is done, and what came of it."""
    found = task_seen(number, seen_by=viewer)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = EndForm(typed)

    def do(told: dict[str, str]) -> None:
        services.finish_task(number, result=told["task_result"], officer=viewer, at=now())

    if request.method == "POST":
        demand_role(viewer, DO_TASK.roles)
        if act_from(form, do):
            messages.success(request, gettext("Done. Whoever gave the task sees the result."))
            return redirect("task", number)
    told = {
        "task": found,
        "form": form if may_finish_task(found, viewer) else None,
        "sees_case": sees_case_of(found, viewer),
        "may_withdraw": _may_withdraw(found, viewer),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "tasks/task.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Withdraw a task that is not done yet."""
    demand_role(viewer, GIVE_TASK.roles)
    found = task_seen(number, seen_by=viewer)
    demand_own(found.request, viewer, GIVE_TASK)
    form = EndForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    form.fields["task_result"].label = gettext("Reason")

    def do(told: dict[str, str]) -> None:
        services.withdraw_task(number, reason=told["task_result"], officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Withdrawn. The agency sees your reason."))
        return redirect("task", number)
    told = {"task": found, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "tasks/withdraw.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Give a part of the work on a request to an agency or an office of it."""
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, GIVE_TASK)
    if not may_give_task(detail.request, viewer):
        messages.info(request, gettext("This cannot be done with the request now."))
        return redirect("request", reference)
    form = TaskForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))

    def do(_typed: dict[str, str]) -> None:
        services.give_task(reference, task=form.task(), officer=viewer, at=now(), on=today())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Given out. The agency sees the task."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "paper": paper_of(detail.request),
        "enclosures": detail.enclosures,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "tasks/give.html", told)


def _may_withdraw(task: Task, viewer: Viewer) -> bool:
    reaches = viewer.reaches(task.request.agency_code, roles=GIVE_TASK.roles)
    return reaches and viewer.holds(*GIVE_TASK.roles) and task.state == TaskState.OPEN
