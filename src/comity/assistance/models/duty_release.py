"""What left by the hand of one duty officer alone, and the word of whoever reviewed it."""

from typing import Self

from django.db import models
from django.db.models import Q

from comity.assistance.duties import SEE_ALONE
from comity.assistance.models.columns import long_text
from comity.assistance.models.requests import Request
from comity.assistance.terms import Action
from comity.assistance.terms.duty_release import AloneReason, Follow, ReviewWord
from comity.officers.models import Officer
from comity.officers.terms import Viewer

_ACTS = (Action.APPROVE, Action.RELEASE, Action.RELEASE_PART)
_WAITS = Q(word="")


class DutyReleases(models.QuerySet["DutyRelease"]):
    """What left by one hand alone, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what left alone of requests that `viewer` may see, to the offices that may."""
        if not viewer.holds(*SEE_ALONE.roles):
            return self.none()
        return self.filter(request__in=Request.objects.visible_to(viewer).order_by().values("pk"))

    def waiting(self) -> Self:
        """Return those nobody has reviewed yet; the index says the same."""
        return self.filter(_WAITS)


class DutyRelease(models.Model):
    """One request or reply that a duty officer let leave alone."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="duty_releases")
    act = models.CharField(max_length=14)
    reason = models.CharField(max_length=20)
    note = long_text("reason")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    # Ids of those whose hands it is: none of them reviews it.
    writers = models.JSONField(default=list)
    at = models.DateTimeField()
    # The order that let it be done, as it may be cited.
    cites = models.JSONField(null=True)
    due_on = models.DateField()

    word = models.CharField(max_length=24, blank=True)
    follows = models.CharField(max_length=20, blank=True)
    review_note = long_text("reason")
    reviewer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = DutyReleases.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=_WAITS, name="alone_unreviewed"),
            models.Index(fields=["-at", "-id"], name="alone_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=[act.value for act in _ACTS]), name="alone_act_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in AloneReason]),
                name="alone_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(word__in=["", *(word.value for word in ReviewWord)]),
                name="alone_word_is_known",
            ),
            models.CheckConstraint(
                condition=Q(follows__in=["", *(follow.value for follow in Follow)]),
                name="alone_follow_is_known",
            ),
            # Whoever let it leave does not review it.
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=models.F("officer")),
                name="alone_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(word="", ended_at__isnull=True, reviewer__isnull=True)
                | (~Q(word="") & Q(ended_at__isnull=False, reviewer__isnull=False)),
                name="alone_reviewed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.act}"
