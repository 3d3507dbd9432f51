"""What officers are told, of clocks above all: notices in the node, a calendar, and mail."""

from typing import Self

from django.db import models
from django.db.models import Q

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import AccessConsultation
from comity.assistance.models.requests import Request
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.reminders import NoticeKind
from comity.officers.models import Officer
from comity.officers.terms import Viewer


class Notices(models.QuerySet["Notice"]):
    """Notices, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the officer's own, of requests that may still be seen; a deputy's for the desk."""
        seen = Request.objects.visible_to(viewer).order_by().values("pk")
        return self.fit_for(viewer).filter(officer=viewer.desk, request__in=seen)

    def fit_for(self, viewer: Viewer) -> Self:
        """Return all but those about persons' requests, for who does not handle such requests."""
        return self if viewer.holds(*KEEP_SUBJECTS.roles) else self.filter(consultation=None)


class Notice(models.Model):
    """That something is due soon, overdue, given to the central unit, or has come."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    matter = models.CharField(max_length=12)
    due_on = models.DateField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Of an opinion on giving a person data: where it stands.
    consultation = models.ForeignKey(
        AccessConsultation, on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects = Notices.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["officer", "-at", "-id"],
                condition=Q(read_at__isnull=True),
                name="notice_unread",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "request", "kind", "matter", "due_on"],
                condition=Q(consultation__isnull=True),
                name="noticed_once",
            ),
            models.UniqueConstraint(
                fields=["officer", "consultation"],
                condition=Q(consultation__isnull=False),
                name="opinion_noticed_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in NoticeKind]),
                name="notice_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(matter__in=[matter.value for matter in ClockMatter]),
                name="notice_matter_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.kind} {self.request_id}"


class CalendarAddress(models.Model):
    """The secret address at which an officer's calendar is read; kept as a digest."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.officer_id}"


class MailWish(models.Model):
    """Where an officer wishes to be told by mail that something is new, and when that was done."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=254)
    wished_at = models.DateTimeField()
    # Notices up to here were told, or were there when it was switched on.
    told_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.officer_id}"
