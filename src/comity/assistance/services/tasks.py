"""Splitting the work on a partner's request: tasks are given out, done, and withdrawn."""

from datetime import date, datetime

from comity.assistance.duties import DO_TASK, GIVE_TASK
from comity.assistance.models import Request, Task
from comity.assistance.queries.tasks import may_give_task
from comity.assistance.rules import problems_in_text
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    demand_not_erased,
    request_for_change,
)
from comity.assistance.task_rules import problems_in_task
from comity.assistance.terms import OtherAgencyError
from comity.assistance.terms.events.tasks import TASK_DONE, TASK_GIVEN, TASK_WITHDRAWN
from comity.assistance.terms.tasks import (
    TaskDraft,
    TaskNotOpenHereError,
    TaskOverError,
    TaskState,
)
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue
from comity.officers.terms import Viewer, demand_role


def give_task(reference: str, *, task: TaskDraft, officer: Viewer, at: datetime, on: date) -> Task:
    """Give a part of the work on a partner's request to an agency or an office of it.

    The agency sees the task. It sees the request only where that is shared with it.

    Args:
        reference: the partner's.
        task: as typed.
        officer: of the agency in charge, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError, OtherAgencyError: it is not this officer's to give out.
        TaskNotOpenHereError: the request is not accepted yet, or answered already.
        InvalidDraftError: something is missing or wrong.
        UnknownAgencyError: this node has no such agency.
        NotFoundError: there is no such request, or none that the officer may see.
    """
    demand_role(officer, GIVE_TASK.roles)
    request = request_for_change(reference, officer=officer)
    _demand_in_charge(request, officer)
    if not may_give_task(request, officer):
        raise TaskNotOpenHereError(reference=reference)
    demand_no_problems(problems_in_task(task, on=on))
    charged = agency_of_code(task.agency)
    given = Task.objects.create(
        request=request,
        agency=charged,
        office=task.office.strip(),
        what=task.what.strip(),
        due=date.fromisoformat(task.due),
        given_by=officer.name,
        given_at=at,
    )
    _record(TASK_GIVEN, given, officer=officer, at=at, day=task.due)
    return given


def finish_task(number: int, *, result: str, officer: Viewer, at: datetime) -> Task:
    """Say that a task is done, and what came of it.

    Args:
        number: of the task.
        result: what came of it.
        officer: of the agency it was given to.
        at: aware UTC instant.

    Raises:
        NotAllowedError, OtherAgencyError: it is not this officer's to do.
        TaskOverError: it was done, or withdrawn, before.
        InvalidDraftError: no result is told.
        NotFoundError: there is none, or none that the officer may see.
    """
    task = _open_task(number, officer)
    demand_role(officer, DO_TASK.roles)
    if task.agency.code != officer.agency:
        raise OtherAgencyError(agency=task.agency.code)
    return _end(task, TaskState.DONE, TASK_DONE, told=result, officer=officer, at=at)


def withdraw_task(number: int, *, reason: str, officer: Viewer, at: datetime) -> Task:
    """Withdraw a task that is not done yet, saying why.

    Args:
        number: of the task.
        reason: why; the agency reads it.
        officer: of the agency in charge of the request, or of the central unit.
        at: aware UTC instant.

    Raises:
        NotAllowedError, OtherAgencyError: it is not this officer's to withdraw.
        TaskOverError: it was done, or withdrawn, before.
        InvalidDraftError: no reason is given.
        NotFoundError: there is none, or none that the officer may see.
    """
    task = _open_task(number, officer)
    demand_role(officer, GIVE_TASK.roles)
    _demand_in_charge(task.request, officer)
    return _end(task, TaskState.WITHDRAWN, TASK_WITHDRAWN, told=reason, officer=officer, at=at)


def _open_task(number: int, officer: Viewer) -> Task:
    seen = Task.objects.all().visible_to(officer)
    locked = seen.select_for_update(of=("self",), no_key=True).filter(pk=number)
    task = locked.select_related("agency", "request").first()
    if task is None:
        raise NotFoundError()
    demand_not_erased(task.request)
    return task


def _demand_in_charge(request: Request, officer: Viewer) -> None:
    if not officer.reaches(request.agency_code, roles=GIVE_TASK.roles):
        raise OtherAgencyError(agency=request.agency_code or "")


def _end(
    task: Task, state: TaskState, event: EventKind, *, told: str, officer: Viewer, at: datetime
) -> Task:
    if task.state != TaskState.OPEN:
        raise TaskOverError(number=str(task.pk))
    demand_no_problems(problems_in_text(told, field="task_result"))
    task.state, task.result = state.value, told.strip()
    task.ended_by, task.ended_at = officer.name, at
    task.save()
    _record(event, task, officer=officer, at=at)
    return task


def _record(
    event: EventKind, task: Task, *, officer: Viewer, at: datetime, **fields: FieldValue
) -> None:
    append(
        event,
        about=task.request.reference,
        by=officer.name,
        agency=task.request.owner_on_record,
        at=at,
        partner=task.request.partner,
        unit=task.agency.code,
        number=str(task.pk),
        **fields,
    )
