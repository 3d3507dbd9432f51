"""National instructions: entered by one officer, confirmed by another, ended and never deleted."""

from typing import ClassVar, Self

from django.db import models

from comity.agreements.duties import SEE_OWN_LAW
from comity.agreements.lifecycle import InstructionAct
from comity.agreements.terms import InstructionEffect, InstructionState
from comity.kernel.rulings import Role
from comity.officers.models import Officer
from comity.officers.terms import Viewer


class Instructions(models.QuerySet["InstructionRecord"]):
    """National instructions, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the instructions that `viewer` may see: all, or none."""
        return self.all() if viewer.holds(*SEE_OWN_LAW.roles) else self.none()


class InstructionRecord(models.Model):
    """A national instruction as it was entered, and what became of it."""

    effect = models.CharField(max_length=20)
    to = models.CharField(max_length=40)
    # Empty lists speak of all.
    partners = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    acts = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    office = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    dated = models.DateField()
    source = models.CharField(max_length=1000)
    text = models.TextField()

    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    issued_by_name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by_name = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    # Asked for by one officer; ended by another, or declined, which empties these again.
    withdrawal_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawal_by_name = models.CharField(max_length=200, blank=True)
    withdrawal_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=2000, blank=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    objects = Instructions.as_manager()

    class Meta:
        ordering: ClassVar = ["-issued_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(effect__in=[each.value for each in InstructionEffect]),
                name="instruction_effect_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(to__in=[role.value for role in Role]),
                name="instruction_role_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gt=models.F("from_on")),
                name="instruction_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("issued_by")),
                name="instruction_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="instruction_confirmed_by_somebody",
            ),
            # One that counts is ended by two; one that never counted may be given up by one.
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | models.Q(confirmed_by__isnull=True)
                | (
                    models.Q(withdrawal_by__isnull=False)
                    & ~models.Q(ended_by=models.F("withdrawal_by"))
                ),
                name="instruction_ended_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ended_by__isnull=True, ended_at__isnull=True, ended_on__isnull=True
                )
                | models.Q(ended_by__isnull=False, ended_at__isnull=False, ended_on__isnull=False),
                name="instruction_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"instruction/{self.pk}"

    @property
    def state(self) -> InstructionState:
        """Where it stands, from who has done what."""
        if self.ended_at is not None:
            counted = self.confirmed_at is not None
            return InstructionState.WITHDRAWN if counted else InstructionState.GIVEN_UP
        if self.confirmed_at is None:
            return InstructionState.ENTERED
        asked = self.withdrawal_at is not None
        return InstructionState.WITHDRAWAL_ASKED if asked else InstructionState.CONFIRMED

    @property
    def first_hand(self) -> int | None:
        """Id of the officer who did the first half of what two must do next."""
        asked = self.state is InstructionState.WITHDRAWAL_ASKED
        return self.withdrawal_by_id if asked else self.issued_by_id


class InstructionMove(models.Model):
    """One act on an instruction after it was entered. Rows are added and never changed."""

    instruction = models.ForeignKey(
        InstructionRecord, on_delete=models.PROTECT, related_name="moves"
    )
    act = models.CharField(max_length=20)
    reason = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(act__in=[each.value for each in InstructionAct]),
                name="instruction_act_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.act}"
