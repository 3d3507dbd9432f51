"""What is wrong with a task as it was typed. Pure."""

from datetime import date

from comity.assistance.rules import LONGEST_WAIT, problems_in_text
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.tasks import TaskDraft
from comity.kernel.errors import Problem


def problems_in_task(task: TaskDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a task; the agency is looked up by who gives it.

    Args:
        task: as typed.
        on: the civil day; nothing is due before it.
    """
    return (
        *(() if task.agency else (Problem("missing", "agency"),)),
        *(problems_in_text(task.office, field="task_office") if task.office.strip() else ()),
        *problems_in_text(task.what, field="task_what"),
        *_due(task.due, on),
    )


def _due(typed: str, on: date) -> tuple[Problem, ...]:
    day = RequestDraft(reply_wanted_on=typed).reply_day
    if day is None:
        return (Problem("not_a_day" if typed else "missing", "task_due"),)
    facts = (("day", day.isoformat()),)
    if day < on:
        return (Problem("day_passed", "task_due", facts),)
    return (Problem("day_too_far", "task_due", facts),) if day - on > LONGEST_WAIT else ()
