"""Proposals to go on by node with a matter that goes by letter, of either side."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import SEE_JOINING
from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.joining import ContinuationState, Stand
from comity.officers.terms import Viewer


class Continuations(models.QuerySet["Continuation"]):
    """Proposals, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the proposals that `viewer` may see: all, for the central unit and auditors."""
        return self if viewer.holds(*SEE_JOINING.roles) else self.none()


class Continuation(models.Model):
    """One proposal, with what each side says of the matter."""

    partner = models.CharField(max_length=2)
    # A partner's proposal belongs to no matter here before an officer says to which.
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, null=True, related_name="continuations"
    )
    proposed_here = models.BooleanField()
    state = models.CharField(max_length=10)
    # On which side of the matter this node is.
    side = models.CharField(max_length=12)
    # What the side that proposed calls it, and what it knows of the other's name for it.
    reference = models.CharField(max_length=40)
    known_as = models.CharField(max_length=80, blank=True)
    # What the partner says: its own name for the matter, where it stands, and of which day it is.
    other_reference = models.CharField(max_length=40, blank=True)
    other_stand = models.CharField(max_length=10, blank=True)
    other_day = models.CharField(max_length=10, blank=True)
    other_kind = models.CharField(max_length=40, blank=True)
    letters = models.JSONField(default=list)
    # The request as its sender tells it, until the matter is settled.
    told = models.JSONField(default=dict)
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    reasons = long_text("reasons")
    message_id = models.CharField(max_length=36)
    reply_message_id = models.CharField(max_length=36, blank=True)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = Continuations.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["partner", "state"], name="continuation_stands"),
            models.Index(fields=["message_id"], name="continuation_by_message"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ContinuationState]),
                name="continuation_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=[party.value for party in Party]),
                name="continuation_side_is_known",
            ),
            models.UniqueConstraint(
                fields=["partner", "side", "reference", "proposed_here"],
                name="one_continuation_of_a_reference",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state=ContinuationState.AGREED.value),
                name="one_continuation_agreed_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.reference}: {self.state}"

    @property
    def stands(self) -> ContinuationState:
        """The state, as the word it is."""
        return ContinuationState(self.state)

    @property
    def own_side(self) -> Party:
        """On which side of the matter this node is."""
        return Party(self.side)

    @property
    def told_stand(self) -> Stand | None:
        """Where the partner says that it stands; None before it says so."""
        return Stand(self.other_stand) if self.other_stand else None

    @property
    def holds_request(self) -> bool:
        """Whether the request can be taken in from it."""
        return bool(self.told) and self.own_side is Party.REQUESTED
