"""Tables of notices: what was told and heard of what is coming on a link."""

from typing import ClassVar

from django.db import models

from comity.exchange.duties import SEE_KEYS, SEE_NOTICES
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.notice_terms import NoticeKind
from comity.officers.terms import Viewer


class LinkNoticeQuerySet(models.QuerySet["LinkNotice"]):
    """Notices of links, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "LinkNoticeQuerySet":
        """Return what `viewer` may see: keepers of links and auditors all, others nothing."""
        return self.all() if viewer.holds(*SEE_NOTICES.roles) else self.none()


class KeyWarningQuerySet(models.QuerySet["KeyWarning"]):
    """Warnings of our own keys' ends, as people may see them."""

    def visible_to(self, viewer: Viewer) -> "KeyWarningQuerySet":
        """Return what `viewer` may see: node administrators and auditors all, others nothing."""
        return self.all() if viewer.holds(*SEE_KEYS.roles) else self.none()


class LinkNotice(models.Model):
    """One notice, told by us or by the partner; `on` is the day it names."""

    link = models.ForeignKey("exchange.Link", on_delete=models.PROTECT, related_name="notices")
    end = models.CharField(max_length=7)
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=7, blank=True)
    on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=36)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["LinkNotice"]] = LinkNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__in=[e.value for e in End])
                & models.Q(kind__in=[k.value for k in NoticeKind])
                & models.Q(role__in=["", *(r.value for r in KeyRole)]),
                name="notice_is_of_an_end_and_kind",
            ),
            # A partner chooses its ids; those of other links and of ours are no business of its.
            models.UniqueConstraint(
                fields=["link", "end", "message_id"], name="one_notice_an_end_and_message"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end} {self.kind} {self.on}"


class KeyWarning(models.Model):
    """That the planned end of a key of ours was told, so many days before it."""

    role = models.CharField(max_length=7)
    digest = models.BinaryField(max_length=32)
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["KeyWarning"]] = KeyWarningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "ends_on", "days"], name="end_of_key_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.days}"
