"""Breaches: as they were reported, and each act about them as a row of its own."""

from typing import ClassVar, Self

from django.db import models

from comity.agreements.duties import SEE_OWN_LAW
from comity.agreements.lifecycle import BreachAct
from comity.agreements.terms import Assurance, BreachState, Breaker
from comity.officers.models import Officer
from comity.officers.terms import Viewer


class Breaches(models.QuerySet["BreachRecord"]):
    """Reported breaches, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the breaches that `viewer` may see: all, or none."""
        return self.all() if viewer.holds(*SEE_OWN_LAW.roles) else self.none()


class BreachRecord(models.Model):
    """A breach as it was reported; what was found later stands in its moves."""

    breaker = models.CharField(max_length=12)
    partner = models.CharField(max_length=2)
    unit = models.CharField(max_length=200, blank=True)
    assurance = models.CharField(max_length=40, blank=True)
    item = models.CharField(max_length=100, blank=True)
    what = models.TextField()
    happened_on = models.DateField(null=True)
    known_on = models.DateField()
    source = models.CharField(max_length=1000)
    reported_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reported_by_name = models.CharField(max_length=200)
    reported_at = models.DateTimeField()
    reported_on = models.DateField()

    objects = Breaches.as_manager()

    class Meta:
        ordering: ClassVar = ["-reported_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["partner"], name="breach_partner")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(breaker__in=[each.value for each in Breaker]),
                name="breaker_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(assurance__in=["", *(each.value for each in Assurance)]),
                name="broken_assurance_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"breach/{self.pk}"

    @property
    def state(self) -> BreachState:
        """Where it stands, by the last of its moves."""
        last = max(self.moves.all(), key=lambda move: move.pk, default=None)
        return BreachState.ALLEGED if last is None else BreachState(last.state)


class BreachMove(models.Model):
    """One act about a breach. Rows are added and never changed."""

    breach = models.ForeignKey(BreachRecord, on_delete=models.PROTECT, related_name="moves")
    act = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(act__in=[each.value for each in BreachAct]),
                name="breach_act_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in BreachState]),
                name="breach_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id}: {self.act}"
