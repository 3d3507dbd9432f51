"""Items of joint folders, whom each reaches and why, and the words given on decisions."""

from typing import Self

from django.db import models

from comity.assistance.models import Request
from comity.assistance.models.seen import requests_seen
from comity.assistance.stored_rulings import ruling_from
from comity.investigations.duties import SEE_AGENCYS_FOLDERS, SEE_EVERY_FOLDER
from comity.investigations.models.folders import Folder
from comity.investigations.rules import Content
from comity.investigations.terms import LIMITS, LONGEST_ARTICLE, ItemKind, ItemState, Why
from comity.kernel.rulings import Ruling
from comity.officers.models import Agency
from comity.officers.terms import Viewer


class Items(models.QuerySet["Item"]):
    """Items, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those whose content `viewer` may see.

        What was withheld from this administration nobody here sees. An item that links a request
        is seen only by who may see the request: to link widens no audience.
        """
        told = self.exclude(state=ItemState.WITHHELD.value)
        if viewer.holds(*SEE_EVERY_FOLDER.roles):
            return told
        if not viewer.agency or not viewer.holds(*SEE_AGENCYS_FOLDERS.roles):
            return self.none()
        reached = ItemReach.objects.filter(
            item=models.OuterRef("pk"), agency__code=viewer.agency, shown=True
        )
        requests = requests_seen(viewer).filter(pk=models.OuterRef("request"))
        linked = models.Q(request__isnull=True) | models.Exists(requests)
        return told.filter(models.Exists(reached), linked)


class Item(models.Model):
    """One item, written here or told by a partner."""

    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="items")
    item_id = models.UUIDField()
    state = models.CharField(max_length=10)
    # Empty of what was withheld: not even the kind was told.
    kind = models.CharField(max_length=10, blank=True)
    # The partner whose it is; empty for what was written here.
    originator = models.CharField(max_length=2, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=LIMITS["title"], blank=True)
    text = models.TextField(max_length=LIMITS["text"], blank=True)
    # By name, so that a request's page learns at once that there is none.
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, null=True, related_name="folder_items"
    )
    # The reference by which a partner's item names a request; of ours, the request's own.
    request_reference = models.CharField(max_length=40, blank=True)
    # Salted digest of an exhibit; its bytes stay with its owner.
    exhibit_name = models.CharField(max_length=64, blank=True)
    handling_scheme = models.CharField(max_length=20, blank=True)
    handling = models.CharField(max_length=20, blank=True)
    categories = models.JSONField(default=list)
    suppliers = models.JSONField(default=list)
    consented = models.JSONField(default=list)
    consent = models.CharField(max_length=LIMITS["consent"], blank=True)
    tell_existence = models.BooleanField(default=True)
    keep_from = models.JSONField(default=list)
    for_member = models.CharField(max_length=2, blank=True)
    for_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, blank=True)
    written_by = models.CharField(max_length=200, blank=True)
    # Ids of all who wrote in it: none of them releases it.
    writers = models.JSONField(default=list)
    released_by = models.CharField(max_length=200, blank=True)
    # What a partner relied on when it told of the item, and what binds us.
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    conditions = models.JSONField(default=list)
    # What the originator told of whom it reaches; of ours, `ItemReach` tells.
    reach_told = models.JSONField(default=list)
    message_id = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = Items.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["folder", "-at", "-id"], name="folder_items_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "originator", "item_id"], name="folder_item_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ItemState]),
                name="folder_item_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ItemKind])
                | models.Q(kind="", state=ItemState.WITHHELD.value),
                name="folder_item_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ItemState.WITHHELD.value)
                | models.Q(title="", text="", request_reference="", exhibit_name=""),
                name="folder_item_withheld_is_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    originator="",
                    agency__isnull=False,
                    state__in=[ItemState.WRITTEN.value, ItemState.RELEASED.value],
                )
                | ~models.Q(originator="")
                & models.Q(state__in=[ItemState.RECEIVED.value, ItemState.WITHHELD.value]),
                name="folder_item_is_ours_or_a_partners",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.originator}{self.item_id}"

    @property
    def is_ours(self) -> bool:
        """Whether it was written here."""
        return not self.originator

    @property
    def is_released(self) -> bool:
        """Whether anybody but its writers' agency was ever shown it."""
        return self.state == ItemState.RELEASED

    @property
    def content(self) -> Content:
        """What it holds, as far as its reach asks about it."""
        return Content(
            handling=(self.handling_scheme, self.handling),
            categories=frozenset(self.categories),
            suppliers=frozenset(self.suppliers),
            consented=frozenset(self.consented),
            kept_from=frozenset(self.keep_from),
        )


class ItemReaches(models.QuerySet["ItemReach"]):
    """Reach, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the reach of items whose content `viewer` may see."""
        seen = Item.objects.visible_to(viewer).filter(pk=models.OuterRef("item"))
        return self.filter(models.Exists(seen))


class ItemReach(models.Model):
    """Whether one member, or one agency here, is shown an item, why, and by which ruling."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reach")
    # One of the two: another administration, or an agency here.
    member = models.CharField(max_length=2, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    shown = models.BooleanField()
    why = models.CharField(max_length=20)
    article = models.CharField(max_length=LONGEST_ARTICLE, blank=True)
    # Whether somebody from whom it is hidden is told that it is there.
    told = models.BooleanField(default=True)
    ruling_kept = models.JSONField(null=True)
    message_id = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    objects = ItemReaches.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["id"]
        indexes = [models.Index(fields=["agency", "item", "shown"], name="folder_reach_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=models.Q(agency__isnull=True),
                name="folder_reach_of_member_once",
            ),
            models.UniqueConstraint(
                fields=["item", "agency"],
                condition=models.Q(agency__isnull=False),
                name="folder_reach_of_agency_once",
            ),
            models.CheckConstraint(
                condition=models.Q(member="") ^ models.Q(agency__isnull=True),
                name="folder_reach_is_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(why__in=[why.value for why in Why]),
                name="folder_reach_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.member or self.agency_id}: {self.why}"

    @property
    def ruling(self) -> Ruling | None:
        """The ruling, as it was made; None where nothing had to be ruled."""
        return ruling_from(self.ruling_kept)


class Words(models.QuerySet["Word"]):
    """Words given on decisions, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those on decisions that `viewer` may see."""
        seen = Item.objects.visible_to(viewer).filter(pk=models.OuterRef("item"))
        return self.filter(models.Exists(seen))


class Word(models.Model):
    """One administration's word on a decision; a partner's came signed over its own link."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="words")
    # Whose word; empty for our own.
    member = models.CharField(max_length=2, blank=True)
    agrees = models.BooleanField()
    by = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    objects = Words.as_manager()

    class Meta:
        """Order, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="folder_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.member}: {self.agrees}"
