"""What an officer was told of and has not put away; of what may be seen alone."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.assistance.models import CalendarAddress, MailWish, Notice, Request
from comity.assistance.models.reminders import Notices
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.reminders import NoticeKind
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class NoticeTold:
    """One notice.

    Attributes:
        kind: why it is given.
        matter: what is due.
        due_on: the day.
        reference: of the request.
        title: its subject.
        at: when it was given.
        consultation: number of the consultation whose opinion has come; 0 for other notices.
        asked_by: reference of the person's request that opinion is for; empty for other notices.
    """

    kind: NoticeKind
    matter: ClockMatter
    due_on: date
    reference: str
    title: str
    at: datetime
    consultation: int = 0
    asked_by: str = ""


def unread(viewer: Viewer, *, most: int) -> tuple[NoticeTold, ...]:
    """Return the notices an officer has not put away, the latest first."""
    rows = _unread(viewer).select_related("request", "consultation__item__subject")
    return tuple(_told(row) for row in rows.defer("request__ruling")[:most])


def number_unread(viewer: Viewer, *, most: int) -> int:
    """Return how many there are; at most so many are counted."""
    own = _own_unread(viewer).order_by().values_list("request_id", flat=True)[:most]
    told = list(own)
    if not told:
        return 0
    # Of the few that are told of: asked of all requests, it would take longer than the page.
    seen = Request.objects.visible_to(viewer).filter(pk__in=set(told)).order_by()
    shown = set(seen.values_list("pk", flat=True))
    return sum(each in shown for each in told)


def _unread(viewer: Viewer) -> Notices:
    return _own_unread(viewer).visible_to(viewer)


def _own_unread(viewer: Viewer) -> Notices:
    own = Notice.objects.filter(officer=viewer.desk, read_at__isnull=True)
    return own.fit_for(viewer)


def calendar_since(viewer: Viewer) -> datetime | None:
    """Return since when the officer's calendar address counts; None without one."""
    own = CalendarAddress.objects.filter(officer=viewer.officer_id)
    return own.values_list("made_at", flat=True).first()


def mail_address(viewer: Viewer) -> str:
    """Return where the officer wishes mail to go; empty for nowhere."""
    own = MailWish.objects.filter(officer=viewer.officer_id)
    return own.values_list("address", flat=True).first() or ""


def _told(row: Notice) -> NoticeTold:
    asked = row.consultation
    return NoticeTold(
        kind=NoticeKind(row.kind),
        matter=ClockMatter(row.matter),
        due_on=row.due_on,
        reference=row.request.reference,
        title=row.request.subject,
        at=row.at,
        consultation=asked.pk if asked else 0,
        asked_by=asked.item.subject.reference if asked and asked.item else "",
    )
