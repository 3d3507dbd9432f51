"""What was asked by word of mouth, and what a written request says about it."""

from typing import Self

from django.db import models
from django.db.models import Q

from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.assistance.terms.oral import Means, OralLeave, OralState, WhyUrgent
from comity.officers.terms import Viewer

NAME_LENGTH = 200
WITHIN_LENGTH = 300
_WAITS = Q(state=OralState.WAITING.value)


class OralRequests(models.QuerySet["OralRequest"]):
    """What was asked by word of mouth, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what belongs to requests that `viewer` may see."""
        return self.filter(request__in=Request.objects.visible_to(viewer).order_by().values("pk"))

    def waiting(self) -> Self:
        """Return those not confirmed in writing yet; the index says the same."""
        return self.filter(_WAITS)


class OralRequest(models.Model):
    """A request that was put by word of mouth, beside the request it is kept as."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="oral")
    # Of the request, beside it, for the list and for finding what a written request confirms.
    side = models.CharField(max_length=12)
    partner = models.CharField(max_length=2)
    state = models.CharField(max_length=12, default=OralState.WAITING.value)

    put_at = models.DateTimeField()
    spoken_with = models.CharField(max_length=NAME_LENGTH)
    means = models.CharField(max_length=12)
    why = models.CharField(max_length=16)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    # As it was ruled when it was noted.
    leave = models.CharField(max_length=12)
    length = models.PositiveIntegerField()
    by_article = models.BooleanField(default=False)
    cites = models.JSONField(null=True)
    within = models.CharField(max_length=WITHIN_LENGTH, blank=True)

    reminders = models.PositiveIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    # The request by which it was confirmed, where that is another one.
    written = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = OralRequests.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["put_at", "id"]
        indexes = [
            models.Index(fields=["put_at", "id"], condition=_WAITS, name="oral_waiting"),
            models.Index(fields=["partner", "side"], condition=_WAITS, name="oral_of_partner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[party.value for party in Party]), name="oral_has_a_side"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OralState]),
                name="oral_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(means__in=[means.value for means in Means]),
                name="oral_means_are_known",
            ),
            models.CheckConstraint(
                condition=Q(why__in=[why.value for why in WhyUrgent]),
                name="oral_urgency_is_known",
            ),
            models.CheckConstraint(
                condition=Q(leave__in=[leave.value for leave in OralLeave]),
                name="oral_leave_is_known",
            ),
            # What is confirmed says when; a request never confirms itself as another one.
            models.CheckConstraint(
                condition=~Q(state=OralState.CONFIRMED.value) | Q(confirmed_on__isnull=False),
                name="oral_confirmed_some_day",
            ),
            models.CheckConstraint(
                condition=Q(written__isnull=True) | ~Q(written=models.F("request")),
                name="oral_written_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.put_at:%Y-%m-%d}"

    @property
    def stands(self) -> OralState:
        """Where it stands, as the word it is."""
        return OralState(self.state)


class OralMention(models.Model):
    """That a partner's written request says it confirms what was said, and when that was."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="oral_mention")
    put_at = models.DateTimeField()
    spoken_with = models.CharField(max_length=NAME_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"{self.request_id}: {self.put_at:%Y-%m-%d}"
