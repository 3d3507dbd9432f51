"""Rulings on showing what a partner supplied to another agency of this node."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.models.requests import Request
from comity.assistance.stored_rulings import ruling_from
from comity.evidence.models import Exhibit
from comity.kernel.rulings import Outcome, Ruling
from comity.officers.models import Agency, Officer
from comity.officers.terms import Viewer


class Shares(models.QuerySet["Share"]):
    """Rulings on sharing, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their case."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class Share(models.Model):
    """One ruling on sharing a case, or one exhibit of it; what was permitted may be ended."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="shares")
    # None when the whole case is shared.
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    consent = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=12)
    ruling_kept = models.JSONField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)

    objects = Shares.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[each.value for each in Outcome]),
                name="share_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(outcome=Outcome.PERMITTED.value) & ~models.Q(ended_by_name=""),
                name="share_ended_was_permitted",
            ),
            models.UniqueConstraint(
                fields=["request", "agency"],
                condition=models.Q(
                    outcome=Outcome.PERMITTED.value, ended_at__isnull=True, exhibit__isnull=True
                ),
                name="case_shared_once",
            ),
            models.UniqueConstraint(
                fields=["exhibit", "agency"],
                condition=models.Q(
                    outcome=Outcome.PERMITTED.value, ended_at__isnull=True, exhibit__isnull=False
                ),
                name="exhibit_shared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} to {self.agency_id}: {self.outcome}"

    @property
    def ruling(self) -> Ruling:
        """The ruling, as it was made."""
        ruling = ruling_from(self.ruling_kept)
        assert ruling is not None
        return ruling

    @property
    def stands(self) -> bool:
        """Whether the other agency may see it by this ruling."""
        return self.outcome == Outcome.PERMITTED and self.ended_at is None
