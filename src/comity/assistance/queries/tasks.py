"""Tasks: those of a request, and those that wait for an agency."""

from comity.assistance.duties import DO_TASK, GIVE_TASK
from comity.assistance.models import Request, Task
from comity.assistance.terms import Party
from comity.assistance.terms.tasks import TaskState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

MOST_WAITING = 200


def tasks_of(request: Request) -> list[Task]:
    """Return the tasks of a request, what is due first on top; none before it is given out.

    Args:
        request: that was found for whoever may see it.
    """
    if request.own_side is not Party.REQUESTED or request.decided_at is None:
        return []
    return list(request.tasks.select_related("agency"))


def waiting_tasks(*, seen_by: Viewer, most: int = MOST_WAITING) -> list[Task]:
    """Return what waits for the viewer's agency to be done, what is due first on top."""
    found = Task.objects.all().waiting_for(seen_by).select_related("agency", "request")
    return list(found[:most])


def task(number: int, *, seen_by: Viewer) -> Task:
    """Return one task.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = Task.objects.all().visible_to(seen_by).select_related("agency", "request")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def may_give_task(request: Request, viewer: Viewer) -> bool:
    """Tell whether a viewer may give out work on a request as it stands."""
    open_here = (request.own_side, request.stands) in GIVE_TASK.states
    reaches = viewer.reaches(request.agency_code, roles=GIVE_TASK.roles)
    return open_here and reaches and viewer.holds(*GIVE_TASK.roles)


def may_finish_task(found: Task, viewer: Viewer) -> bool:
    """Tell whether a viewer may say that a task is done."""
    open_still = found.state == TaskState.OPEN
    return open_still and viewer.agency == found.agency.code and viewer.holds(*DO_TASK.roles)


def sees_case_of(found: Task, viewer: Viewer) -> bool:
    """Tell whether who sees a task may see the request it belongs to."""
    return Request.objects.visible_to(viewer).filter(pk=found.request_id).exists()
