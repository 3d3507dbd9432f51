"""Tables of anchors: whom our record has as witnesses, and of whose we are one."""

from typing import ClassVar

from django.db import models

from comity.exchange.duties import SEE_ANCHORS
from comity.officers.terms import Viewer


class AnchorQuerySet(models.QuerySet["Anchor"]):
    """Anchors, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "AnchorQuerySet":
        """Return the anchors `viewer` may see."""
        return self.all() if viewer.holds(*SEE_ANCHORS.roles) else self.none()


class HeldAnchorQuerySet(models.QuerySet["HeldAnchor"]):
    """Digests this node witnesses, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "HeldAnchorQuerySet":
        """Return what `viewer` may see of them."""
        return self.all() if viewer.holds(*SEE_ANCHORS.roles) else self.none()


class Anchor(models.Model):
    """A head of our record as a partner was made its witness, once a day and partner.

    What the partner got is the digest of note and nonce; without the nonce it learns nothing of
    how much is done here.
    """

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="anchors")
    on = models.DateField()
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    note = models.BinaryField()
    nonce = models.BinaryField(max_length=32)
    message_id = models.CharField(max_length=36, unique=True)
    sent_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True)
    fault_facts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Anchor"]] = AnchorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "on"], name="one_anchor_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.size}"


class HeldAnchor(models.Model):
    """A digest by which a partner made this node a witness of its record."""

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="held_anchors")
    on = models.DateField()
    digest = models.BinaryField(max_length=32)
    message_id = models.CharField(max_length=36, unique=True)
    held_at = models.DateTimeField()

    objects: ClassVar[models.Manager["HeldAnchor"]] = HeldAnchorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["link", "on"], name="exchange_held_anchors")]

    def __str__(self) -> str:
        return f"{self.on}: {self.message_id}"
