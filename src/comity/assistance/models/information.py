"""What of information that nobody asked for no request has; and alerts, which group it."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import SEE_AGENCYS_REQUESTS, SEE_EVERY_REQUEST
from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.information import InformationUrgency
from comity.officers.models import Agency
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer


class Alerts(models.QuerySet["Alert"]):
    """Alerts, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the alerts that `viewer` may see: those of the agency, or of the whole node."""
        if viewer.holds(*SEE_EVERY_REQUEST.roles):
            return self
        if viewer.agency and viewer.holds(*SEE_AGENCYS_REQUESTS.roles):
            return self.filter(agency=key_of_agency(viewer.agency))
        return self.none()


class Alert(models.Model):
    """The same information for several partners; it has no text of its own, and never leaves."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    begun_by = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    told_by = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)

    objects = Alerts.as_manager()

    class Meta:
        """Order."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"alert {self.pk}"


class InformationGiven(models.QuerySet["Information"]):
    """Information, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what `viewer` may see: with its matter."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class Information(models.Model):
    """One matter that nobody asked about: what one partner was told, or told us."""

    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, primary_key=True, related_name="information"
    )
    # As its matter has them, for figures to be counted along one index.
    partner = models.CharField(max_length=2)
    side = models.CharField(max_length=12)
    urgency = models.CharField(max_length=12, blank=True)
    # When it was sent, or held here; what goes by letter, when that left.
    told_at = models.DateTimeField(null=True)
    # Which alert it is of: the partner is never told that there is one.
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, null=True, related_name="told")

    objects = InformationGiven.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["partner", "side", "told_at"], name="information_told"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(side__in=[party.value for party in Party]),
                name="information_side_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=["", *(code.value for code in InformationUrgency)]),
                name="information_urgency_is_known",
            ),
            # A partner's word is never one of ours to several.
            models.CheckConstraint(
                condition=models.Q(side=Party.REQUESTED.value) | models.Q(alert__isnull=True),
                name="alert_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"information {self.request_id}"
