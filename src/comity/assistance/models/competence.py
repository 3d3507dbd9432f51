"""Requests that were passed to a competent body, and the bodies of the own state."""

from typing import Self

from django.db import models

from comity.assistance.duties import SEE_AUTHORITIES
from comity.assistance.models.columns import long_text, short_text
from comity.assistance.models.requests import Request
from comity.officers.terms import Viewer


class PassingsOn(models.QuerySet["PassedOn"]):
    """To whom requests were passed, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those of the requests that `viewer` may see."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class PassedOn(models.Model):
    """That a request was passed to a body: when, its reference there, and on what basis."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="passed_on")
    body = short_text("competent_body")
    on = models.DateField()
    number = short_text("number")
    contact = long_text("contact")
    # What the central unit states where no article of the agreement carries it; ours only.
    basis = long_text("basis")
    message_id = models.CharField(max_length=36, blank=True)
    # Whoever passed it here; of what the partner did nobody is named.
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = PassingsOn.as_manager()

    class Meta:
        """Order."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.body}"


class CompetentBodies(models.QuerySet["CompetentBody"]):
    """Competent bodies, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the bodies that `viewer` may see: all, for whoever works on requests."""
        return self if viewer.holds(*SEE_AUTHORITIES.roles) else self.none()

    def standing(self) -> Self:
        """Return those that were not struck off."""
        return self.filter(ended_at=None)


class CompetentBody(models.Model):
    """Who is competent in an area when customs is not; what is struck off stays to be read."""

    area = short_text("area")
    name = short_text("competent_body")
    contact = long_text("contact")
    matters = long_text("matters")
    kept_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = CompetentBodies.as_manager()

    class Meta:
        """Order."""

        ordering = ["area", "id"]

    def __str__(self) -> str:
        return self.name
