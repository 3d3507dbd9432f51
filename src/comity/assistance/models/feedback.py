"""What became of answers, as those who asked for them said."""

from typing import Self

from django.db import models

from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.feedback import FeedbackCode
from comity.officers.terms import Viewer


class Feedbacks(models.QuerySet["Feedback"]):
    """Statements, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the statements that `viewer` may see: those on requests that may be seen."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class Feedback(models.Model):
    """One statement of what became of an answer."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="feedback")
    partner = models.CharField(max_length=2)
    # Our side of the request: what we said as the requesting side, or were told as the other.
    side = models.CharField(max_length=12)
    code = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=17, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    # No later statement has taken its place.
    stands = models.BooleanField(default=True)
    message_id = models.CharField(max_length=36, blank=True)
    # Whoever said or registered it here; of what the partner's node says nobody is named.
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = Feedbacks.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["partner", "side", "at"],
                condition=models.Q(stands=True),
                name="feedback_that_stands",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__in=[code.value for code in FeedbackCode]),
                name="feedback_code_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=[party.value for party in Party]),
                name="feedback_side_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, currency="")
                | (models.Q(amount__isnull=False) & ~models.Q(currency="")),
                name="feedback_amount_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.code}"

    @property
    def said(self) -> FeedbackCode:
        """What became of it, as the word it is."""
        return FeedbackCode(self.code)
