"""How long closed matters are kept, orders to keep them longer, and what was erased."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import SEE_RETENTION
from comity.assistance.models.requests import Request
from comity.officers.terms import Viewer


class OfRetention(models.QuerySet["RetentionRule"]):
    """Rules of retention, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see."""
        return self.all() if viewer.holds(*SEE_RETENTION.roles) else self.none()


class RetentionRule(models.Model):
    """How many days the administration keeps closed matters; the last one counts."""

    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=1000)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OfRetention.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.days} days"


class WithTheirCase(models.QuerySet["LegalHold"]):
    """Legal holds, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their matter."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class LegalHold(models.Model):
    """An order that a matter is kept, whatever the period says."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    lifted_reason = models.CharField(max_length=1000, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)

    objects = WithTheirCase.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_legal_hold_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: held"


class Erasures(models.QuerySet["Erasure"]):
    """Erasures, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their matter."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class Erasure(models.Model):
    """What stays of a matter that was erased: that it was, by whom, and until when it was kept."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="+")
    kept_until = models.DateField()
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    erased_by = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)
    messages = models.PositiveIntegerField(default=0)
    exhibits = models.PositiveIntegerField(default=0)

    objects = Erasures.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.request_id}: {'erased' if self.erased_at else 'proposed'}"
