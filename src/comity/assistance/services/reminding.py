"""Reminding officers of what is due, and telling the central unit of what is long overdue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings

from comity.assistance.calendars import calendar_of
from comity.assistance.duties import APPROVERS, CENTRAL
from comity.assistance.models import Deadline, Notice
from comity.assistance.services.law import own_code
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.reminders import NoticeKind
from comity.kernel.working_days import working_days_after, working_days_between
from comity.officers.queries import active_holders
from comity.officers.terms import Viewer

A_SLICE = 200


@dataclass(frozen=True, slots=True)
class Desks:
    """Who is told when a matter lies on nobody's desk.

    Attributes:
        central: the officers of the central unit.
        approvers: by the key of their agency.
    """

    central: tuple[int, ...]
    approvers: Mapping[int, tuple[int, ...]]


def desks() -> Desks:
    """Return who holds these offices today."""
    approvers: dict[int, list[int]] = defaultdict(list)
    for key, agency in active_holders(APPROVERS):
        approvers[agency].append(key)
    central = tuple(key for key, _ in active_holders(CENTRAL))
    return Desks(central, {agency: tuple(keys) for agency, keys in approvers.items()})


def remind_slice(after: int, to: Desks, *, at: datetime, on: date) -> int | None:
    """Note for the next few clocks that press who is to know; what was noted is not noted again.

    Args:
        after: the key up to which it was done; 0 at the beginning.
        to: who is told.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        The key up to which it is done now; None when that was all.
    """
    clocks, own = settings.NODE.clocks, [calendar_of(own_code())]
    soon = working_days_after(on, clocks.due_soon_days, own)
    rows = Deadline.objects.all().running().filter(pk__gt=after, due_on__lte=soon)
    pressing = list(rows.order_by("pk")[:A_SLICE])
    notices: list[Notice] = []
    for row in pressing:
        assert row.due_on is not None, "only clocks with a day run"
        told = partial(_to, row, row.due_on, at)
        kind = NoticeKind.OVERDUE if row.due_on < on else NoticeKind.DUE_SOON
        notices += told(kind, _whose(row, to))
        if working_days_between(row.due_on, on, own) >= clocks.escalation_days:
            notices += told(NoticeKind.ESCALATED, to.central)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return pressing[-1].pk if len(pressing) == A_SLICE else None


def note_read(*, officer: Viewer, at: datetime) -> int:
    """Put away the notices of an officer; how many there were."""
    unread = Notice.objects.filter(officer=officer.desk, read_at__isnull=True)
    return unread.update(read_at=at)


def _whose(row: Deadline, to: Desks) -> tuple[int, ...]:
    if row.matter == ClockMatter.REVIEW.value:
        return (*to.approvers.get(row.agency_id or 0, ()), *to.central)
    if row.matter == ClockMatter.APPROVAL.value and row.agency_id is not None:
        return to.approvers.get(row.agency_id, ())
    return (row.holder_id,) if row.holder_id is not None else to.central


def _to(
    row: Deadline, due_on: date, at: datetime, kind: NoticeKind, officers: Iterable[int]
) -> Iterator[Notice]:
    for officer in officers:
        yield Notice(
            officer_id=officer,
            request_id=row.request_id,
            kind=kind.value,
            matter=row.matter,
            due_on=due_on,
            at=at,
        )
