"""Handling and evaluation codes, and originators, of an answer and of each exhibit with it."""

from dataclasses import fields
from typing import Self

from django.db import models

from comity.assistance.models.answers import Answer
from comity.assistance.terms.markings import WHOLE, MarkingDraft
from comity.evidence.models import Exhibit
from comity.officers.terms import Viewer


class Markings(models.QuerySet["Marking"]):
    """Markings, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with the answer they mark."""
        seen = Answer.objects.visible_to(viewer).filter(pk=models.OuterRef("answer"))
        return self.filter(models.Exists(seen))


class Marking(models.Model):
    """What is said of an answer as a whole, or of one exhibit of it."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="markings")
    # None for the answer as a whole.
    exhibit = models.OneToOneField(
        Exhibit, on_delete=models.PROTECT, null=True, related_name="marking"
    )
    handling_scheme = models.CharField(max_length=20, blank=True)
    handling = models.CharField(max_length=20, blank=True)
    evaluation_scheme = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=2, blank=True)
    information = models.CharField(max_length=2, blank=True)
    originator = models.CharField(max_length=10, blank=True)
    named = models.CharField(max_length=200, blank=True)
    # Of ours: the originator's consent; it does not travel.
    leave = models.CharField(max_length=200, blank=True)

    objects = Markings.as_manager()

    class Meta:
        """Order, and what must never be stored."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer"],
                condition=models.Q(exhibit__isnull=True),
                name="answer_marked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.handling}"

    @property
    def draft(self) -> MarkingDraft:
        """What it says, with the id by which this node knows its exhibit."""
        told = {field.name: getattr(self, field.name) for field in fields(MarkingDraft)[1:]}
        return MarkingDraft(item=str(self.exhibit_id) if self.exhibit_id else WHOLE, **told)
