"""Own enquiries that were made before a partner is asked."""

from typing import Self

from django.db import models

from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms.enquiries import Looked, Outcome
from comity.officers.terms import Viewer


class OwnEnquiries(models.QuerySet["OwnEnquiry"]):
    """Own enquiries, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the enquiries of the requests that `viewer` may see."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class OwnEnquiry(models.Model):
    """One enquiry: where was looked, when, and what came of it. Only its line travels."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="own_enquiries")
    looked = models.CharField(max_length=16)
    on = models.DateField()
    outcome = models.CharField(max_length=12)
    note = long_text("enquiry_note")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnEnquiries.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(looked__in=[code.value for code in Looked]),
                name="enquiry_place_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=[code.value for code in Outcome]),
                name="enquiry_outcome_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.looked}"
