"""Tables of epochs, forks and recovery: how a channel began anew, and what was given back."""

from typing import ClassVar

from django.db import models

from comity.exchange.terms import Direction


class EpochOpening(models.Model):
    """A new epoch of one direction: proposed and confirmed here, or told by the partner.

    `size` and `root` name how far the epoch before it was receipted. On a channel in, `held` is
    how far this node held it then.
    """

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="openings")
    direction = models.CharField(max_length=3, choices=[(d.value, d.value) for d in Direction])
    epoch = models.PositiveIntegerField(null=True)
    cause = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)
    closes = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    root = models.BinaryField(max_length=32, default=b"")
    held = models.PositiveBigIntegerField(null=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    proposer = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmer = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        """What must never be stored."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["link", "direction", "epoch"], name="one_opening_an_epoch"
            ),
            models.UniqueConstraint(
                fields=["link"],
                condition=models.Q(opened_at__isnull=True),
                name="one_opening_proposed_a_link",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True) | models.Q(epoch__isnull=False),
                name="opened_epoch_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.direction} {self.epoch}: {self.cause}"


class ClosedLeaf(models.Model):
    """The place a message had in an epoch that was closed before it was receipted.

    The message itself went again in a later epoch, under the same id and with the same bytes; of
    one that does not, the opening of an epoch nobody ever heard of, the envelope is kept here.
    """

    channel = models.ForeignKey(
        "exchange.Channel", on_delete=models.PROTECT, related_name="closed_leaves"
    )
    index = models.PositiveBigIntegerField()
    message = models.ForeignKey(
        "exchange.Outbound", on_delete=models.PROTECT, related_name="closed_leaves", null=True
    )
    envelope = models.BinaryField(default=b"")
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        """What must never be stored."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "index"], name="one_closed_leaf_an_index")
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}#{self.index}"


class Fork(models.Model):
    """Two statements about one channel, both signed, that no consistency proof joins.

    `ours` is what this node holds of the log at `held_size`, `theirs` what contradicts it at
    `size`; `path` leads from the root held at `size` to the one that `ours` states.
    """

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="forks")
    origin = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    theirs = models.BinaryField()
    held_size = models.PositiveBigIntegerField()
    held_root = models.BinaryField(max_length=32)
    ours = models.BinaryField()
    path = models.JSONField(default=list)
    found_at = models.DateTimeField()

    class Meta:
        """What must never be stored."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "origin", "size", "root"], name="one_fork_once")
        ]

    def __str__(self) -> str:
        return f"{self.origin}@{self.size}"


class Recovery(models.Model):
    """Asking a partner for what this node lacks; while it lasts, nobody acts on the link.

    `missing` and `unapplied` name what could not be given back and what no case took up again.
    """

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="recoveries")
    run = models.CharField(max_length=32, unique=True)
    cause = models.CharField(max_length=20)
    started_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    stage = models.CharField(max_length=12)
    received = models.PositiveBigIntegerField(default=0)
    sent = models.PositiveBigIntegerField(default=0)
    applied = models.PositiveBigIntegerField(default=0)
    missing = models.JSONField(default=list)
    unapplied = models.JSONField(default=list)
    failure = models.CharField(max_length=60, blank=True)
    failure_facts = models.JSONField(default=dict)
    failed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """What must never be stored."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["link"],
                condition=models.Q(ended_at__isnull=True),
                name="one_recovery_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.stage}"
