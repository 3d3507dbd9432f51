"""Supplementary questions on a matter that has been answered, in whole or in part."""

from datetime import datetime
from typing import Self

from django.db import models

from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms.replies import QuestionStage
from comity.officers.models import Officer
from comity.officers.terms import Viewer

_PUT = (QuestionStage.SENT.value, QuestionStage.RECEIVED.value)
# Statistics look these up; the index of them says the same.
_BROUGHT_BACK = models.Q(reopens=True, stage__in=_PUT)


def asked_anew_at(request: Request) -> datetime | None:
    """Return when a supplementary question brought a request back; None when none ever did."""
    reopened = request.questions.filter(_BROUGHT_BACK)
    return reopened.values_list("at", flat=True).last()


class Questions(models.QuerySet["Question"]):
    """Questions, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the questions that `viewer` may see: those on requests that may be seen."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))

    def brought_back(self) -> Self:
        """Return those that brought a request back to be answered; one index holds them."""
        return self.filter(_BROUGHT_BACK)


class Question(models.Model):
    """One supplementary question: ours from its draft on, a partner's as it came."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="questions")
    stage = models.CharField(max_length=10)
    text = long_text("question")
    # Whether it brought the matter back to be answered; else a reply was awaited still.
    reopens = models.BooleanField(default=False)
    ruling = models.JSONField(null=True)
    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    # Ids of all who wrote in it: none of them may release it.
    writers = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=200, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    return_reason = long_text("reason")
    message_id = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = Questions.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["-request"],
                condition=models.Q(stage=QuestionStage.DRAFTED.value),
                name="question_to_release",
            ),
            models.Index(
                fields=["request", "at"], condition=_BROUGHT_BACK, name="question_brought_back"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=[stage.value for stage in QuestionStage]),
                name="question_stage_is_known",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(stage=QuestionStage.DRAFTED.value),
                name="one_question_being_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=QuestionStage.SENT.value) | ~models.Q(message_id=""),
                name="sent_question_has_message",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.stage}"

    @property
    def stands(self) -> QuestionStage:
        """Where it stands, as the word it is."""
        return QuestionStage(self.stage)

    def add_writer(self, officer: Viewer) -> None:
        """Note that an officer wrote in it: a deputy's hand is the absent officer's too."""
        self.writers = sorted({*self.writers, *officer.people})
