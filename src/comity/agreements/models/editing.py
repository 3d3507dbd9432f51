"""Tables of changes made by hand: proposals with four eyes, and which files they changed."""

from typing import ClassVar, Self

from django.db import models

from comity.agreements.duties import SEE_PROPOSALS
from comity.agreements.models.register import RegisterImport
from comity.agreements.terms.editing import ProposalState
from comity.officers.models import Officer
from comity.officers.terms import Viewer


class Proposals(models.QuerySet["Proposal"]):
    """Changes of the register, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return one's own changes, and those that were ever proposed; for others, nothing."""
        if not viewer.holds(*SEE_PROPOSALS.roles):
            return self.none()
        return self.filter(models.Q(author=viewer.officer_id) | models.Q(proposed_at__isnull=False))


class Proposal(models.Model):
    """A change of one register file, from the first keystroke to the second pair of eyes."""

    path = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    # Digest of the text it would replace; empty for a file that does not exist yet.
    base = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    why = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=ProposalState.DRAFT)
    revision = models.PositiveIntegerField(default=1)

    author = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)

    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(
        RegisterImport, on_delete=models.PROTECT, null=True, related_name="proposals"
    )

    objects = Proposals.as_manager()

    class Meta:
        ordering: ClassVar = ["-updated_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ProposalState]),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("author")),
                name="proposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.APPROVED)
                | models.Q(
                    decided_by__isnull=False, decided_at__isnull=False, version__isnull=False
                ),
                name="proposal_approved_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["path", "author"],
                condition=models.Q(
                    state__in=[
                        ProposalState.DRAFT,
                        ProposalState.PROPOSED,
                        ProposalState.RETURNED,
                    ]
                ),
                name="one_open_proposal_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.state}"


class LocalEdit(models.Model):
    """One file whose text was changed here, and the text of the folder the change rests on."""

    path = models.CharField(max_length=200, unique=True)
    # Empty where the folder had no such file.
    folder_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.path
