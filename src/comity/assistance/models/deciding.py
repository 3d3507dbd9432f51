"""What a decision said beside that it was one: how much is done, on which conditions, and more."""

from django.db import models

from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms.deciding import Acceptance, Consulted, Scope


class Decision(models.Model):
    """One decision on a request; it may be decided on again, when it was postponed or completed."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="decisions")
    scope = models.CharField(max_length=8, default=Scope.WHOLE.value)
    not_done = long_text("not_done")
    conditions = long_text("conditions")
    # Before a refusal, where the partner was consulted.
    consulted_on = models.DateField(null=True)
    consultation = long_text("consultation")
    # Whoever decided here; of what the partner decided nobody is named.
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=[scope.value for scope in Scope]),
                name="decision_scope_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.scope}"

    @property
    def acceptance(self) -> Acceptance:
        """What was taken on, and on which conditions."""
        return Acceptance(self.scope, self.not_done, self.conditions)

    @property
    def consulted(self) -> Consulted:
        """When the partner was consulted before, and what came of it."""
        day = self.consulted_on.isoformat() if self.consulted_on else ""
        return Consulted(day, self.consultation)
