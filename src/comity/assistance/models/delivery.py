"""What was said about a controlled delivery, on either side, in the order this record learnt it."""

from typing import Self

from django.db import models

from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import DeliveryWord, PlanName, Said
from comity.officers.terms import Viewer


class DeliveryEntries(models.QuerySet["DeliveryEntry"]):
    """Words about deliveries, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those about requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer))


class DeliveryEntry(models.Model):
    """One word about the delivery of one request."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="delivery_words")
    word = models.CharField(max_length=10)
    by = models.CharField(max_length=12)
    plan_number = models.PositiveIntegerField()
    plan_of_requested = models.BooleanField()
    # Whose authority decided; empty for other words.
    state = models.CharField(max_length=2, blank=True)
    facts = models.JSONField(default=dict)
    # Who said it here; of what the partner said nobody is named.
    officer_name = models.CharField(max_length=200, blank=True)
    # Ids of who wrote a plan of ours: none of them lets it leave.
    writers = models.JSONField(default=list)
    at = models.DateTimeField()
    # When it was said to the other side; a plan that nobody has let out yet has none.
    told_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=36, blank=True)

    objects = DeliveryEntries.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        indexes = [models.Index(fields=["request", "at", "id"], name="delivery_words_of_request")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(word__in=[word.value for word in DeliveryWord]),
                name="delivery_word_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(by__in=[party.value for party in Party]),
                name="delivery_word_has_a_side",
            ),
            models.UniqueConstraint(
                fields=["request", "plan_number", "plan_of_requested"],
                condition=models.Q(word=DeliveryWord.PLAN.value),
                name="one_delivery_plan_of_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.word}"

    @property
    def plan(self) -> PlanName:
        """Of which plan it speaks."""
        return PlanName(self.plan_number, self.plan_of_requested)

    @property
    def said(self) -> Said:
        """The word, as both sides know it."""
        return Said(
            DeliveryWord(self.word), Party(self.by), self.plan, self.state, dict(self.facts)
        )
