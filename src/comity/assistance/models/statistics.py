"""Statistics that the head of a unit has released, as they stood then."""

from typing import Self

from django.db import models

from comity.assistance.duties import SEE_RELEASED
from comity.assistance.terms.statistics import PairStatistics, figures_from_json
from comity.officers.terms import Viewer


class StatisticsReleases(models.QuerySet["StatisticsRelease"]):
    """Releases, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return them to whoever holds an office: what is released is no longer internal."""
        return self.all() if viewer.holds(*SEE_RELEASED.roles) else self.none()


class StatisticsRelease(models.Model):
    """A frozen copy of the statistics with one partner."""

    partner = models.CharField(max_length=2)
    since = models.DateField()
    until = models.DateField()
    figures = models.JSONField()
    # SHA-256 of the figures as canonical JSON; the record has it, too.
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = StatisticsReleases.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["partner", "-at", "-id"], name="released_of_partner")]

    def __str__(self) -> str:
        return f"{self.partner} {self.since}–{self.until}"

    @property
    def told(self) -> PairStatistics:
        """The figures as they were frozen."""
        return figures_from_json(self.figures)
