"""What partners have promised before anything is released to them; one row a promise."""

from typing import ClassVar, Self

from django.db import models

from comity.agreements.duties import SEE_OWN_LAW
from comity.agreements.terms import Assurance
from comity.officers.models import Officer
from comity.officers.terms import Viewer


class Assurances(models.QuerySet["AssuranceRecord"]):
    """Assurances, and who may see their documents."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the assurances that `viewer` may see: all, or none."""
        return self.all() if viewer.holds(*SEE_OWN_LAW.roles) else self.none()


class AssuranceRecord(models.Model):
    """One promise of one partner, with the document it stands in."""

    partner = models.CharField(max_length=2)
    unit = models.CharField(max_length=200, blank=True)
    assurance = models.CharField(max_length=40)
    given_by = models.CharField(max_length=200)
    document = models.CharField(max_length=1000)
    given_on = models.DateField()
    # None where only the treaty desk's word of earlier days is known, which named no day.
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_reason = models.CharField(max_length=2000, blank=True)

    objects = Assurances.as_manager()

    class Meta:
        ordering: ClassVar = ["partner", "-recorded_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["partner"], name="assurance_partner")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(assurance__in=[each.value for each in Assurance]),
                name="assurance_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gt=models.F("from_on")),
                name="assurance_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_on__isnull=True
                )
                | models.Q(
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_on__isnull=False,
                ),
                name="assurance_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"assurance/{self.pk}"
