"""What stands in the way of a task, where it stands, and what its fields are called."""

from collections.abc import Mapping

from comity.assistance.terms.tasks import TaskState
from comity.kernel.wording import N_

TASK_STATE_NAMES: Mapping[TaskState, str] = {
    TaskState.OPEN: N_("to be done"),
    TaskState.DONE: N_("done"),
    TaskState.WITHDRAWN: N_("withdrawn"),
}

LABELS: Mapping[str, str] = {
    "task_office": N_("Office there"),
    "task_what": N_("What is to be done"),
    "task_due": N_("To be done by"),
    "task_result": N_("Result"),
}

SENTENCES: Mapping[str, str] = {
    "task_over": N_("Task {number} was done, or withdrawn, before."),
    "task_not_open_here": N_(
        "{reference} does not stand where work on it is given out: it is accepted first, and not"
        " answered yet."
    ),
}
