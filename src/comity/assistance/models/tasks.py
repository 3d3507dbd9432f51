"""Tasks by which a request is carried out."""

from typing import Self

from django.db import models

from comity.assistance.duties import DO_TASK, SEE_EVERY_REQUEST
from comity.assistance.lifecycle import ENDS
from comity.assistance.models.columns import long_text, short_text
from comity.assistance.models.requests import Request
from comity.assistance.terms.tasks import TaskState
from comity.officers.models import Agency
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer


class Tasks(models.QuerySet["Task"]):
    """Tasks, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the tasks of the requests that `viewer` may see, and those of its own agency.

        A task of its own gives sight of that task, never of the request it belongs to.
        """
        if viewer.holds(*SEE_EVERY_REQUEST.roles):
            return self
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        sees = models.Q(models.Exists(seen))
        if viewer.agency and viewer.holds(*DO_TASK.roles):
            sees |= models.Q(agency=key_of_agency(viewer.agency))
        return self.filter(sees)

    def waiting_for(self, viewer: Viewer) -> Self:
        """Return what waits for the viewer's agency to be done, what is due first on top."""
        if not viewer.agency or not viewer.holds(*DO_TASK.roles):
            return self.none()
        own = self.filter(agency=key_of_agency(viewer.agency), state=TaskState.OPEN.value)
        return own.exclude(request__state__in=sorted(state.value for state in ENDS))


class Task(models.Model):
    """One part of the work on a request, given to an agency or an office of it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="tasks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    office = short_text("task_office")
    what = long_text("task_what")
    due = models.DateField()
    state = models.CharField(max_length=12, default=TaskState.OPEN.value)
    # What came of it, or why it was withdrawn.
    result = long_text("task_result")
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = Tasks.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["due", "id"]
        indexes = [models.Index(fields=["agency", "state", "due", "id"], name="task_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in TaskState]),
                name="task_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.what}"
