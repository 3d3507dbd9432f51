"""Tables of exhibits and of what happened to each."""

from typing import Any, Self
from uuid import UUID, uuid4

from django.db import models

from comity.crypto.hashing import salted_digest
from comity.evidence.duties import SEE_AGENCYS_EXHIBITS, SEE_EVERY_EXHIBIT
from comity.evidence.kinds import mark_on
from comity.evidence.scanner import scanner
from comity.evidence.scans import KEPT_SHUT, TO_SCAN, ScanState, scan_in_words
from comity.evidence.terms import ERASED_FAULT, CustodyKind, Origin
from comity.kernel.errors import Problem
from comity.ledger.terms import UNALLOCATED
from comity.officers.models import Agency, Officer
from comity.officers.terms import Viewer


class Exhibits(models.QuerySet["Exhibit"]):
    """Exhibits, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the exhibits that `viewer` may see; of the opening of answers others judge."""
        if viewer.holds(*SEE_EVERY_EXHIBIT.roles):
            return self.all()
        if viewer.agency and viewer.holds(*SEE_AGENCYS_EXHIBITS.roles):
            shared = models.Q(pk__in=ids_shared_with(viewer.agency))
            return self.filter(models.Q(agency__code=viewer.agency) | shared)
        return self.none()


class Exhibit(models.Model):
    """Bytes stored once, sealed at rest, and what is known of them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    origin = models.CharField(max_length=10)
    case = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=140)
    source = models.CharField(max_length=1000, blank=True)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    payload_size = models.BigIntegerField()
    # Where the payload begins in the file on disk: behind the header a partner made for us.
    payload_offset = models.IntegerField(default=0)
    wrapped_key = models.BinaryField(null=True)
    # Agencies that may see it beside the one it belongs to, each by a ruling of its own.
    shared_with = models.ManyToManyField(Agency, related_name="+")
    salt = models.BinaryField(max_length=16)
    taken_in_by = models.CharField(max_length=200)
    # Whose share of the day it counts in: names are changed, and two officers may have one. None
    # of what partners announced, and of what was taken in before the node knew.
    taker = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_in_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    partner = models.CharField(max_length=2, blank=True)
    partner_exhibit = models.CharField(max_length=64, blank=True)
    capability = models.CharField(max_length=128, blank=True)
    fault = models.CharField(max_length=64, blank=True)
    # What the first bytes say it is; empty while it has not arrived, or was never looked at.
    first_bytes = models.CharField(max_length=10, blank=True)
    scan = models.CharField(max_length=10, blank=True)
    # The name of what was found, or the code of why the scanner could not be asked.
    scan_told = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True)

    objects = Exhibits.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case"], name="exhibit_case"),
            models.Index(
                fields=["taker", "taken_in_at", "size"],
                condition=models.Q(taker__isnull=False),
                name="exhibit_of_taker",
            ),
            models.Index(fields=["partner", "held_at", "size"], name="exhibit_of_partner"),
            models.Index(
                fields=["taken_in_at"],
                name="exhibit_to_scan",
                condition=models.Q(scan__in=[state.value for state in TO_SCAN]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan__in=[state.value for state in ScanState]),
                name="exhibit_scan_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[origin.value for origin in Origin]),
                name="exhibit_origin_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True) | models.Q(wrapped_key__isnull=False),
                name="exhibit_held_has_key",
            ),
            models.UniqueConstraint(
                fields=["partner", "partner_exhibit"],
                condition=~models.Q(partner=""),
                name="exhibit_announced_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.file_name}"

    @property
    def record_name(self) -> str:
        """The salted digest (hex) under which record and custody name the exhibit."""
        return salted_digest(bytes(self.salt), bytes.fromhex(self.digest)).hex()

    @property
    def mark(self) -> Problem | None:
        """Where its first bytes differ from its name or its type; None where they do not."""
        return mark_on(self.file_name, self.media_type, kind=self.first_bytes)

    @property
    def is_erased(self) -> bool:
        """Whether its key and bytes are gone for good."""
        return self.fault == ERASED_FAULT

    @property
    def scan_stands(self) -> ScanState:
        """What is known of it from a malware scanner."""
        return ScanState(self.scan)

    @property
    def scan_in_words(self) -> Problem:
        """What to tell of its scan, as a code and its facts."""
        return scan_in_words(
            self.scan_stands, finding=self.scan_told, has_scanner=scanner() is not None
        )

    @property
    def waits_for_scan(self) -> bool:
        """Whether nobody opens it before this node's scanner has seen it."""
        return scanner() is not None and self.scan_stands in TO_SCAN

    @property
    def may_leave(self) -> bool:
        """Whether it is given to partners: what was found once stays found, with no scanner too."""
        found = self.scan_stands is ScanState.FOUND
        return not (found or self.waits_for_scan or self.is_erased)

    @property
    def is_kept_shut(self) -> bool:
        """Whether only somebody who says that they know of the scan takes a copy."""
        return self.scan_stands in KEPT_SHUT

    @property
    def owner_on_record(self) -> str:
        """Whose acts on it are in the record, whoever did them."""
        return self.agency.code if self.agency else UNALLOCATED

    def reader_on_record(self, reader: Viewer) -> str:
        """Return whose a look at it is in the record: the reader's agency's, if that may see it."""
        shown = self.shared_with.filter(code=reader.agency)
        return reader.agency if shown.exists() else self.owner_on_record


def ids_shared_with(agency: str) -> "models.QuerySet[Any, Any]":
    """Return the ids of the exhibits that another agency has shared with this one."""
    through = Exhibit.shared_with.through._default_manager
    return through.filter(agency__code=agency).values("exhibit_id")


class CustodyEvent(models.Model):
    """One link of an exhibit's chain: each holds the digest of the one before it."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="custody")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    agency = models.CharField(max_length=20, blank=True)
    to = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["exhibit", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "sequence"], name="custody_in_order"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in CustodyKind]),
                name="custody_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.sequence} {self.kind}"


class Grant(models.Model):
    """A partner's leave to pull one exhibit: the header made for it, and the secret's digest."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="grants")
    partner = models.CharField(max_length=2)
    # Only the digest: who reads this table cannot pull with what stands in it.
    capability_digest = models.CharField(max_length=64, unique=True)
    header = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.exhibit_id} to {self.partner}"


def blob_name(exhibit_id: UUID) -> str:
    """Return the name of an exhibit's sealed file, below a folder that keeps listings short."""
    return f"{exhibit_id.hex[:2]}/{exhibit_id.hex}"
