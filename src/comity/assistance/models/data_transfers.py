"""What left for other administrations, and the data protection officer's word before it did."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models.requests import Request
from comity.assistance.terms.data_transfers import TransferKind, TransferVerdict
from comity.officers.terms import Viewer


class DataTransfers(models.QuerySet["DataTransfer"]):
    """Transfers, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: the register is the data protection officer's."""
        return self.all() if viewer.holds(*PROTECT_DATA.roles) else self.none()


class DataTransfer(models.Model):
    """One thing that left: to whom, with which data, on what ground."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    # Who received it.
    partner = models.CharField(max_length=2)
    channel = models.CharField(max_length=8)
    # Codes of `DataCategory`, as whoever wrote it marked it and as fields for persons tell.
    categories = models.JSONField(default=list)
    # Names of the fields for persons that were filled in; never what stood in them.
    fields_naming = models.JSONField(default=list)
    personal = models.BooleanField(default=False)
    under = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    # What of our own law the ruling cites.
    own_law = models.JSONField(default=list)
    released_by = models.CharField(max_length=200)
    # The data protection officer, where the transfer needed the approval.
    approved_by = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    objects = DataTransfers.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["-id"], condition=models.Q(personal=True), name="data_transfer_personal"
            ),
            models.Index(fields=["partner", "-id"], name="data_transfer_to"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in TransferKind]),
                name="data_transfer_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind} to {self.partner}"


class TransferApprovals(models.QuerySet["TransferApproval"]):
    """The data protection officer's decisions, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their request."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class TransferApproval(models.Model):
    """The data protection officer's word on one version of what is to leave."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    # Of the request, or of the answer: no other version leaves by it.
    version = models.PositiveIntegerField()
    # Which answer; 0 for the request itself.
    answer_number = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=12)
    reasons = models.TextField(max_length=2000, blank=True)
    by = models.CharField(max_length=200)
    officer_id = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    objects = TransferApprovals.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=[verdict.value for verdict in TransferVerdict]),
                name="transfer_verdict_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}, version {self.version}: {self.verdict}"
