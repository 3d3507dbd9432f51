"""Tables of the exchange: links, channels, and the messages waiting, sent and held."""

from typing import ClassVar

from django.db import models

from comity.exchange.anchor_models import Anchor, HeldAnchor
from comity.exchange.carried import FileKind, Way
from comity.exchange.duties import SEE_LINKS, SEE_SET_ASIDE
from comity.exchange.epoch_models import ClosedLeaf, EpochOpening, Fork, Recovery
from comity.exchange.key_models import KeyRehearsal, KeyTurn, LinkKey
from comity.exchange.notice_models import KeyWarning, LinkNotice
from comity.exchange.terms import Direction, InboundState, LinkState
from comity.officers.terms import Viewer

__all__ = [
    "Anchor",
    "Channel",
    "ChannelHead",
    "ClosedLeaf",
    "EpochOpening",
    "Fork",
    "HeldAnchor",
    "Inbound",
    "KeyRehearsal",
    "KeyTurn",
    "KeyWarning",
    "Link",
    "LinkKey",
    "LinkNotice",
    "Outbound",
    "OwnDescriptor",
    "Recovery",
    "RefusedParcel",
]


class LinkQuerySet(models.QuerySet["Link"]):
    """Links, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "LinkQuerySet":
        """Return the links `viewer` may see: an officer with any office sees all, others none."""
        return self.all() if viewer.holds(*SEE_LINKS.roles) else self.none()


class InboundQuerySet(models.QuerySet["Inbound"]):
    """Messages of partners, as people may see them here; their content is `assistance`'s."""

    def visible_to(self, viewer: Viewer) -> "InboundQuerySet":
        """Return what `viewer` may see of messages as such."""
        return self.all() if viewer.holds(*SEE_SET_ASIDE.roles) else self.none()


class OwnDescriptor(models.Model):
    """A descriptor this node has published; the newest one counts."""

    raw = models.BinaryField()
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.published_at:%Y-%m-%d %H:%M}"


class Link(models.Model):
    """A partner's node, and how far it is trusted."""

    code = models.CharField(max_length=2, unique=True)
    own_code = models.CharField(max_length=2)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in LinkState])
    link_id = models.CharField(max_length=32)
    number = models.CharField(max_length=80)
    descriptor = models.BinaryField()
    own_descriptor = models.BinaryField()
    proposed_at = models.DateTimeField()
    first_confirmed_by = models.CharField(max_length=200, blank=True)
    first_confirmer = models.BigIntegerField(null=True)
    first_confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmer = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    recovering = models.BooleanField(default=False)
    # Counts changes of either end's keys; zero means that those of the descriptors stand alone.
    key_changes = models.PositiveIntegerField(default=0)
    # Carried by a folder that a gateway empties and fills; nothing is posted on the line then.
    by_folder = models.BooleanField(default=False)
    # Whether this node tells what its officers have opened, and whether the partner's said it does.
    tells_openings = models.BooleanField(default=True)
    openings_told = models.BooleanField(default=True)

    objects: ClassVar[models.Manager["Link"]] = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in LinkState]),
                name="link_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True)
                | (
                    models.Q(first_confirmer__isnull=False, confirmer__isnull=False)
                    & ~models.Q(first_confirmer=models.F("confirmer"))
                ),
                name="link_is_confirmed_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=LinkState.CONFIRMED)
                | models.Q(confirmed_at__isnull=False),
                name="confirmed_link_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Channel(models.Model):
    """One direction of a link in one epoch: the log as far as this node has it.

    `receipted_size` is how far the holder has signed that it holds everything: on a channel out,
    the partner; on a channel in, this node. The lease lets one worker at a time write heads.
    """

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="channels")
    direction = models.CharField(max_length=3, choices=[(d.value, d.value) for d in Direction])
    epoch = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=100, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.BinaryField()
    receipted_size = models.PositiveBigIntegerField(default=0)
    halted = models.CharField(max_length=60, blank=True)
    halted_facts = models.JSONField(default=dict)
    halted_evidence = models.BinaryField(null=True)
    lease_owner = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)
    failure_facts = models.JSONField(default=dict)
    failed_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "direction", "epoch"], name="one_channel_a_direction_and_epoch"
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=[d.value for d in Direction]),
                name="channel_direction_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(receipted_size__lte=models.F("size")),
                name="receipted_size_within_size",
            ),
        ]

    def __str__(self) -> str:
        return self.origin


class ChannelHead(models.Model):
    """A signed head of a channel, and the holder's receipt for it once there is one.

    One row per size: that a log never has two roots of one size is also the database's rule.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="heads")
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.BinaryField()
    receipt = models.BinaryField(null=True)
    receipt_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "size"], name="one_head_a_size"),
            models.CheckConstraint(
                condition=models.Q(receipt__isnull=True, receipt_at__isnull=True)
                | models.Q(receipt__isnull=False, receipt_at__isnull=False),
                name="receipt_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}@{self.size}"


class Outbound(models.Model):
    """A message of this node. Acts insert it unnumbered; the leased job numbers it."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="outbound")
    message_id = models.CharField(max_length=36, unique=True)
    type = models.CharField(max_length=120)
    case = models.CharField(max_length=64, blank=True)
    urgent = models.BooleanField(default=False)
    envelope = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    size_in_parcel = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="outbound", null=True
    )
    index = models.PositiveBigIntegerField(null=True)
    delivered_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=60, blank=True)
    refused_facts = models.JSONField(default=dict)
    # Given back by a partner, and not taken up by its case again yet.
    unapplied = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "index"], name="one_message_sent_an_index"),
            models.CheckConstraint(
                condition=models.Q(channel__isnull=True, index__isnull=True)
                | models.Q(channel__isnull=False, index__isnull=False),
                name="numbered_message_has_channel",
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_at__isnull=True) | models.Q(index__isnull=False),
                name="delivered_message_is_numbered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["link", "id"],
                condition=models.Q(index__isnull=True),
                name="exchange_unnumbered",
            ),
            # Whether anything is urgent is asked for every parcel, however many messages wait.
            models.Index(
                fields=["link", "id"],
                condition=models.Q(index__isnull=True, urgent=True),
                name="exchange_urgent",
            ),
            models.Index(
                fields=["link"],
                condition=models.Q(delivered_at__isnull=True),
                name="exchange_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class Inbound(models.Model):
    """A message of a partner that this node holds, and where it stands."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="inbound")
    index = models.PositiveBigIntegerField()
    message_id = models.CharField(max_length=36, blank=True)
    # Four words of forty letters and their points: whatever an envelope in form can say fits.
    type = models.CharField(max_length=163, blank=True)
    case = models.CharField(max_length=64, blank=True)
    envelope = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    held_at = models.DateTimeField()
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in InboundState],
        default=InboundState.HELD.value,
    )
    handled_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=60, blank=True)
    cause_facts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Inbound"]] = InboundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "index"], name="one_message_held_an_index"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in InboundState]),
                name="inbound_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[InboundState.SET_ASIDE, InboundState.REFUSED])
                | ~models.Q(cause=""),
                name="what_is_not_taken_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["message_id"], name="exchange_inbound_by_id"),
            models.Index(
                fields=["channel", "index"],
                condition=models.Q(state="held"),
                name="exchange_unhandled",
            ),
            # One for each state: SQLite does not see that one state is among several.
            models.Index(
                fields=["channel", "case"],
                condition=models.Q(state="set_aside"),
                name="exchange_set_aside",
            ),
            models.Index(
                fields=["channel", "case"],
                condition=models.Q(state="waiting"),
                name="exchange_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id or f"{self.channel_id}#{self.index}"


class RefusedParcel(models.Model):
    """A parcel a known partner signed and this node refused: one row however often it comes."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="refused_parcels")
    origin = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    head = models.BinaryField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "origin", "size", "root", "code"],
                name="one_refusal_a_head_and_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin}@{self.size}: {self.code}"


class CarriedFile(models.Model):
    """A file that went to a partner, or came from it, on a medium or through a gateway's folder.

    One row a name, which tells the last time: the same file may be carried any number of times.
    """

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="carried")
    direction = models.CharField(max_length=3, choices=[(d.value, d.value) for d in Direction])
    way = models.CharField(max_length=6, choices=[(w.value, w.value) for w in Way])
    kind = models.CharField(max_length=7, choices=[(k.value, k.value) for k in FileKind])
    name = models.CharField(max_length=100)
    # Of the channel with it, or in bytes where it is an exhibit.
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "way", "direction", "name"], name="one_row_a_carried_file"
            ),
        ]
        indexes = [models.Index(fields=["link", "way", "at"], name="exchange_carried_lately")]

    def __str__(self) -> str:
        return f"{self.way} {self.direction} {self.name}"
