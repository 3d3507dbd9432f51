"""Tables of keys: what counts from where to where on each link, and replacing our own."""

from typing import ClassVar

from django.db import models

from comity.exchange.duties import SEE_KEYS
from comity.exchange.key_terms import End, KeyRole, TurnState
from comity.officers.terms import Viewer


class KeyTurnQuerySet(models.QuerySet["KeyTurn"]):
    """Replacements of our keys, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "KeyTurnQuerySet":
        """Return what `viewer` may see: node administrators and auditors all, others nothing."""
        return self.all() if viewer.holds(*SEE_KEYS.roles) else self.none()


class KeyRehearsalQuerySet(models.QuerySet["KeyRehearsal"]):
    """Rehearsals of the recovery file, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "KeyRehearsalQuerySet":
        """Return what `viewer` may see: node administrators and auditors all, others nothing."""
        return self.all() if viewer.holds(*SEE_KEYS.roles) else self.none()


class LinkKey(models.Model):
    """A key of one end of a link, beside those of its descriptor or in place of one that ended.

    The range is of epochs and sizes of the channel the key signs for: a sender's heads, a holder's
    receipts. It is empty at its beginning while a key of ours waits for the partner's receipt.
    """

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="keys")
    identifier = models.CharField(max_length=32)
    end = models.CharField(max_length=7, choices=[(e.value, e.value) for e in End])
    role = models.CharField(max_length=7, choices=[(r.value, r.value) for r in KeyRole])
    name = models.CharField(max_length=200)
    public = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    statement = models.BinaryField(default=b"")
    introduced_by = models.CharField(max_length=36, blank=True)
    introduced_at = models.DateTimeField(null=True)
    from_epoch = models.PositiveIntegerField(null=True)
    from_size = models.PositiveBigIntegerField(null=True)
    ended_by = models.CharField(max_length=36, blank=True)
    ended_at = models.DateTimeField(null=True)
    until_epoch = models.PositiveIntegerField(null=True)
    until_size = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "identifier", "end", "role", "digest"], name="one_row_a_key"
            ),
            models.CheckConstraint(
                condition=models.Q(end__in=[e.value for e in End])
                & models.Q(role__in=[r.value for r in KeyRole]),
                name="key_is_of_an_end_and_role",
            ),
            models.CheckConstraint(
                condition=models.Q(from_epoch__isnull=True, from_size__isnull=True)
                | models.Q(from_epoch__isnull=False, from_size__isnull=False),
                name="key_begins_at_a_size",
            ),
            models.CheckConstraint(
                condition=models.Q(until_epoch__isnull=True, until_size__isnull=True)
                | models.Q(until_epoch__isnull=False, until_size__isnull=False),
                name="key_ends_at_a_size",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end} {self.name}"


class KeyRehearsal(models.Model):
    """Two recovery officers have opened the recovery file, and what was in it were these keys."""

    at = models.DateTimeField()
    first = models.CharField(max_length=200)
    second = models.CharField(max_length=200)
    fingerprint = models.BinaryField(max_length=32)

    objects: ClassVar[models.Manager["KeyRehearsal"]] = KeyRehearsalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.first}, {self.second}"


class KeyTurn(models.Model):
    """A decision to replace a key of this node: asked by one, confirmed by another, then done."""

    role = models.CharField(max_length=7, choices=[(r.value, r.value) for r in KeyRole])
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in TurnState])
    reason = models.CharField(max_length=500, blank=True)
    compromised_since = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=200)
    asker = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmer = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    digest = models.BinaryField(max_length=32, default=b"")
    replaced = models.BinaryField(max_length=32, default=b"")
    destroyed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["KeyTurn"]] = KeyTurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in TurnState])
                & models.Q(role__in=[r.value for r in KeyRole]),
                name="turn_is_of_a_role_and_state",
            ),
            models.CheckConstraint(
                condition=models.Q(asker__isnull=True)
                | models.Q(confirmer__isnull=True)
                | ~models.Q(asker=models.F("confirmer")),
                name="turn_is_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(state__in=["asked", "confirmed"]),
                name="one_turn_of_a_role_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.state}"
