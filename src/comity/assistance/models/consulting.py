"""Consultations on drafts, on either side: kept beside the request and never part of it."""

from typing import Self

from django.db import models

from comity.assistance.duties import SEE_EVERY_REQUEST
from comity.assistance.models.columns import long_text, short_text
from comity.assistance.models.requests import Request
from comity.assistance.stored_rulings import ruling_from
from comity.assistance.terms import Party
from comity.assistance.terms.consulting import ConsultationState
from comity.kernel.rulings import Ruling
from comity.ledger.terms import UNALLOCATED
from comity.officers.terms import Viewer


class Consultations(models.QuerySet["Consultation"]):
    """Consultations, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those on drafts that `viewer` may see; a partner's are the central unit's."""
        if viewer.holds(*SEE_EVERY_REQUEST.roles):
            return self
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen), side=Party.REQUESTING.value)


class Consultation(models.Model):
    """One consultation: the summary of a draft, and the informal view of it."""

    side = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    partner = models.CharField(max_length=2)
    # Of the draft, as it was told; a draft that turns to another partner gets another one.
    reference = models.CharField(max_length=40)
    # A partner's draft is no request here before its request comes.
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, null=True, related_name="consultations"
    )
    kind = short_text("kind")
    summary = long_text("summary")
    view = long_text("view")
    # Counts how often what would leave was written: who lets it go says which was read.
    version = models.PositiveIntegerField(default=0)
    # Ids of all who wrote what leaves from here: none of them releases it.
    writers = models.JSONField(default=list)
    written_by = models.CharField(max_length=200, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    ruling = models.JSONField(null=True)
    message_id = models.CharField(max_length=36, blank=True)
    view_message_id = models.CharField(max_length=36, blank=True)
    begun_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    viewed_at = models.DateTimeField(null=True)

    objects = Consultations.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-begun_at", "-id"]
        indexes = [
            models.Index(fields=["-begun_at", "-id"], name="consultation_latest"),
            models.Index(fields=["partner", "reference"], name="consultation_on_draft"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ConsultationState]),
                name="consultation_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=[party.value for party in Party]),
                name="consultation_side_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.state}"

    @property
    def is_ours(self) -> bool:
        """Whether the draft is ours."""
        return self.side == Party.REQUESTING

    @property
    def stands(self) -> ConsultationState:
        """Where it stands, as the word it is."""
        return ConsultationState(self.state)

    @property
    def last_ruling(self) -> Ruling | None:
        """What this node ruled on it; None before it could."""
        return ruling_from(self.ruling)

    @property
    def owner_on_record(self) -> str:
        """Whose acts on it are in the record."""
        return self.request.owner_on_record if self.request else UNALLOCATED
