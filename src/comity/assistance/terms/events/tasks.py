"""Tasks by which a request is carried out."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

TASK_GIVEN = EventKind(
    "task.given",
    ("partner", "unit", "day", "number"),
    N_("Task {number} was given to {unit}, to be done by {day}."),
)
TASK_DONE = EventKind(
    "task.done", ("partner", "unit", "number"), N_("Task {number} of {unit} was done.")
)
TASK_WITHDRAWN = EventKind(
    "task.withdrawn",
    ("partner", "unit", "number"),
    N_("Task {number} of {unit} was withdrawn."),
)

EVENTS = (TASK_GIVEN, TASK_DONE, TASK_WITHDRAWN)
