"""Rules of our own law on which transfers wait for the data protection officer's word."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.terms.transfer_rules import LONGEST_ARTICLE, TransferRuleDraft
from comity.officers.terms import Viewer


class TransferRules(models.QuerySet["TransferRule"]):
    """Rules, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see."""
        return self.all() if viewer.holds(*PROTECT_DATA.roles) else self.none()

    def standing(self) -> Self:
        """Return those that count."""
        return self.filter(ended_at=None)


class TransferRule(models.Model):
    """One rule, which counts until it is ended."""

    article = models.CharField(max_length=LONGEST_ARTICLE)
    kinds = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    partners = models.JSONField(default=list)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = TransferRules.as_manager()

    class Meta:
        """Order, and no more."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.article}"

    @property
    def draft(self) -> TransferRuleDraft:
        """What it says."""
        return TransferRuleDraft(
            self.article, tuple(self.kinds), tuple(self.categories), tuple(self.partners)
        )
