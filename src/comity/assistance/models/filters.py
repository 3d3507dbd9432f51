"""Filters of the list of requests that an officer keeps under a name."""

from typing import Self

from django.db import models

from comity.officers.models import Officer
from comity.officers.terms import Viewer


class SavedFilters(models.QuerySet["SavedFilter"]):
    """Filters, and whose they are."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the officer's own; nobody else has a use for them."""
        return self.filter(officer_id=viewer.officer_id)


class SavedFilter(models.Model):
    """One filter: a convenience, and no record."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    side = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=20, blank=True)
    partner = models.CharField(max_length=2, blank=True)
    search = models.CharField(max_length=100, blank=True)

    objects = SavedFilters.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "name"], name="filter_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.name}"
