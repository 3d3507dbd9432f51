"""Joint folders, and the administrations asked into them."""

from typing import Self

from django.db import models

from comity.assistance.stored_rulings import ruling_from
from comity.investigations.duties import SEE_AGENCYS_FOLDERS, SEE_EVERY_FOLDER
from comity.investigations.terms import LIMITS, FolderState, MemberState
from comity.kernel.rulings import Ruling
from comity.officers.models import Agency
from comity.officers.terms import Viewer


class Folders(models.QuerySet["Folder"]):
    """Folders, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what `viewer` may see: folders their agency is in, or every one of the node."""
        if viewer.holds(*SEE_EVERY_FOLDER.roles):
            return self.all()
        if not viewer.agency or not viewer.holds(*SEE_AGENCYS_FOLDERS.roles):
            return self.none()
        inside = Folder.agencies.through._default_manager.filter(agency__code=viewer.agency)
        return self.filter(pk__in=inside.values("folder_id"))


class Folder(models.Model):
    """One folder, opened here or by a partner; each node holds its own part of it."""

    # Under which all members speak of it.
    folder_id = models.UUIDField(unique=True)
    # The partner that opened it; empty for one of ours.
    host = models.CharField(max_length=2, blank=True)
    title = models.CharField(max_length=LIMITS["title"])
    mandate = models.TextField(max_length=LIMITS["mandate"])
    unit = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    # The agency that leads it here; none while a partner's invitation waits for an answer.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    # Every agency here that is in it, the leading one among them.
    agencies = models.ManyToManyField(Agency, related_name="+")
    opened_by = models.CharField(max_length=200, blank=True)
    # Ids of who opened it: they do not let its words go.
    openers = models.JSONField(default=list)
    # What the partner relied on when it invited us.
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    message_id = models.CharField(max_length=36, blank=True)
    # Why we did not join, for colleagues.
    reason = models.TextField(max_length=LIMITS["reason"], blank=True)
    at = models.DateTimeField()
    updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    objects = Folders.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="folder_latest"),
            models.Index(fields=["state", "-updated_at", "-id"], name="folder_in_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in FolderState]),
                name="folder_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False)
                | models.Q(
                    state__in=[
                        FolderState.INVITED.value,
                        FolderState.DECLINED.value,
                        FolderState.CLOSED.value,
                    ]
                )
                & ~models.Q(host=""),
                name="folder_joined_has_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.folder_id}"

    @property
    def is_ours(self) -> bool:
        """Whether it was opened here."""
        return not self.host

    @property
    def is_open(self) -> bool:
        """Whether something can be added."""
        return self.state == FolderState.OPEN

    @property
    def about(self) -> str:
        """How the record names it."""
        return f"folder/{self.folder_id}"

    @property
    def agency_code(self) -> str:
        """The agency that leads it here; empty before there is one."""
        return self.agency.code if self.agency else ""


class Members(models.QuerySet["Member"]):
    """Members, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their folder."""
        seen = Folder.objects.visible_to(viewer).filter(pk=models.OuterRef("folder"))
        return self.filter(models.Exists(seen))


class Member(models.Model):
    """One other administration of a folder: the host of a partner's is one as well."""

    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="members")
    code = models.CharField(max_length=2)
    state = models.CharField(max_length=10)
    # What the invitation relied on; of a partner's folder what its host told of others is nothing.
    under = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    ruling_kept = models.JSONField(null=True)
    message_id = models.CharField(max_length=36, blank=True)
    # When it last came to stand where it does, and what it went through before.
    at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = Members.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["folder", "code"], name="folder_member_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in MemberState]),
                name="folder_member_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id} {self.code}"

    @property
    def ruling(self) -> Ruling | None:
        """The ruling on inviting it, as it was made; None where a partner invited it."""
        return ruling_from(self.ruling_kept)
