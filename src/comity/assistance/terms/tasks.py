"""Tasks by which a request is carried out: parts of the work, given to agencies or offices."""

from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.errors import ComityError


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as typed.

    Attributes:
        agency: code of the agency that does it.
        office: the regional office there; empty where none is named.
        what: what is to be done; all that its agency sees where it does not see the case.
        due: the civil day by which it is to be done, ISO.
    """

    agency: str = ""
    office: str = ""
    what: str = ""
    due: str = ""


class TaskOverError(ComityError):
    """The task was done, or withdrawn, before."""

    code = "task_over"


class TaskNotOpenHereError(ComityError):
    """The request does not stand where work on it is split up."""

    code = "task_not_open_here"
