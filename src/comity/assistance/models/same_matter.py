"""By what matters are recognised, and pairs of matters that may be the same."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import DECONFLICT
from comity.assistance.fingerprints import KEY_BYTES
from comity.assistance.models.requests import Request
from comity.assistance.terms.same_matter import HitOutcome, Mark
from comity.officers.models import Agency
from comity.officers.terms import Viewer


class Fingerprints(models.QuerySet["Fingerprint"]):
    """Fingerprints, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their matter."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class Fingerprint(models.Model):
    """One thing by which a matter may be recognised (`fingerprints`); a digest, and no text."""

    key = models.BinaryField(max_length=KEY_BYTES)
    mark = models.CharField(max_length=12)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")

    objects = Fingerprints.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        indexes: ClassVar = [models.Index(fields=["key", "-request"], name="matter_by_key")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "key"], name="fingerprint_once"),
            models.CheckConstraint(
                condition=models.Q(mark__in=[mark.value for mark in Mark]),
                name="mark_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: {self.request_id}"


class MatterHits(models.QuerySet["MatterHit"]):
    """Hits, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: all, or none.

        A hit tells that there is a matter which somebody may not see; so nobody learns of one who
        does not see every matter and carries the duty to tell agencies of each other.
        """
        return self.all() if viewer.holds(*DECONFLICT.roles) else self.none()

    def open(self) -> Self:
        """Return those that nobody has settled."""
        return self.filter(settled_at__isnull=True)


class MatterHit(models.Model):
    """Two matters that may be the same, of which some who see one do not see the other."""

    later = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    # Codes of `Mark`, the most telling first.
    marks = models.JSONField(default=list)
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True)
    told = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    objects = MatterHits.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["-id"],
                condition=models.Q(settled_at__isnull=True),
                name="hit_open",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["later", "earlier"], name="hit_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *(each.value for each in HitOutcome)]),
                name="hit_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=HitOutcome.TOLD.value, told__isnull=False)
                | ~models.Q(outcome=HitOutcome.TOLD.value) & models.Q(told__isnull=True),
                name="hit_told_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} and {self.earlier_id}"
