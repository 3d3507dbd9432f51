"""The card of the tasks of a request."""

from dataclasses import dataclass

from comity.assistance.models import Task
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.tasks import may_give_task, tasks_of
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class TasksShown:
    """What the card tells."""

    reference: str
    tasks: list[Task]
    may: bool


def tasks_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show who does what, by when; whoever is in charge gives more of the work out."""
    request = detail.request
    found, may = tasks_of(request), may_give_task(request, viewer)
    if not found and not may:
        return None
    return Panel("tasks/tasks.html", TasksShown(request.reference, found, may))
