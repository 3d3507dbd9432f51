"""Tasks by which a partner's request is carried out."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from comity.assistance import services
from comity.assistance.duties import DO_TASK
from comity.assistance.models import Task
from comity.assistance.queries.tasks import task as task_seen
from comity.assistance.queries.tasks import waiting_tasks
from comity.assistance.terms.tasks import TaskDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.officers.terms import demand_role

router = Router(tags=["tasks"])
Json = dict[str, Any]


class TaskIn(Strict):
    """Who does what, by when; the day is written as 2026-12-01."""

    agency: Word = ""
    office: Text = ""
    what: Text = ""
    due: Word = ""


class ResultIn(Strict):
    """What came of a task, or why it is withdrawn."""

    result: Text = ""


@router.get("/tasks", response=Json)
def list_tasks(request: HttpRequest) -> Json:
    """The tasks that wait for one's agency, what is due first on top."""
    officer = moment_of(request).officer
    demand_role(officer, DO_TASK.roles)
    return {"items": [task_shown(each) for each in waiting_tasks(seen_by=officer)]}


@router.get("/tasks/{number}", response=Json)
def read_task(request: HttpRequest, number: int) -> Json:
    """One task."""
    return task_shown(task_seen(number, seen_by=moment_of(request).officer))


@router.post("/requests/{reference}/tasks", response={201: Json})
def give_task(request: HttpRequest, reference: Reference, task: TaskIn) -> Status[Json]:
    """Give a part of the work on a partner's request to an agency or an office of it."""
    with act_of(request) as moment:
        given = services.give_task(
            reference,
            task=TaskDraft(**task.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, task_shown(given))


@router.post("/tasks/{number}/finish", response=Json)
def finish_task(request: HttpRequest, number: int, told: ResultIn) -> Json:
    """Say that a task is done, and what came of it."""
    with act_of(request) as moment:
        done = services.finish_task(
            number, result=told.result, officer=moment.officer, at=moment.at
        )
    return task_shown(done)


@router.post("/tasks/{number}/withdraw", response=Json)
def withdraw_task(request: HttpRequest, number: int, told: ResultIn) -> Json:
    """Withdraw a task that is not done yet."""
    with act_of(request) as moment:
        ended = services.withdraw_task(
            number, reason=told.result, officer=moment.officer, at=moment.at
        )
    return task_shown(ended)


def task_shown(task: Task) -> Json:
    """Return one task; of the request it belongs to, its reference and the partner."""
    return {
        "number": task.pk,
        "reference": task.request.reference,
        "partner": task.request.partner,
        "agency": task.agency.code,
        "office": task.office,
        "what": task.what,
        "due": task.due,
        "state": task.state,
        "result": task.result,
        "given_by": task.given_by,
        "given_at": task.given_at,
        "ended_by": task.ended_by,
        "ended_at": task.ended_at,
    }
