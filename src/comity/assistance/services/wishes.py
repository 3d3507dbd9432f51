"""How an officer wishes to be told outside the node: a secret calendar address, and mail."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from comity.assistance.models import CalendarAddress, MailWish, Notice
from comity.assistance.terms.events.clocks import CALENDAR_ENDED, CALENDAR_MADE
from comity.assistance.terms.reminders import MailAddressMalformedError, is_mail_address
from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.models import Officer
from comity.officers.queries import officer_of
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class MailDue:
    """One mail to be sent: to whom, and how much is new."""

    address: str
    count: int


def make_calendar_address(*, officer: Viewer, at: datetime) -> str:
    """Give an officer a new secret address for a calendar; an earlier one counts no longer.

    Args:
        officer: whose own days it tells, by number alone.
        at: aware UTC instant.

    Returns:
        The secret part of the address; it is shown once and kept as a digest.
    """
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(
        officer_id=officer.officer_id, defaults={"digest": digest_of(secret), "made_at": at}
    )
    _record(CALENDAR_MADE, officer, at)
    return secret


def end_calendar_address(*, officer: Viewer, at: datetime) -> None:
    """Let the calendar address of an officer count no longer; nothing is recorded without one."""
    ended, _ = CalendarAddress.objects.filter(officer=officer.officer_id).delete()
    if ended:
        _record(CALENDAR_ENDED, officer, at)


def officer_of_calendar(secret: str) -> Officer | None:
    """Return whose calendar a secret opens; None for nobody's, or of one who was struck off."""
    found = CalendarAddress.objects.select_related("officer__agency")
    address = found.filter(digest=digest_of(secret), officer__is_active=True).first()
    return address.officer if address else None


def digest_of(secret: str) -> str:
    """Return how a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def wish_for_mail(address: str, *, officer: Viewer, at: datetime) -> None:
    """Let an officer be told by mail that something is new, and nothing of what it is.

    Args:
        address: where to.
        officer: who wishes it.
        at: aware UTC instant.

    Raises:
        MailAddressMalformedError: no mail goes to such an address.
    """
    wanted = address.strip()
    if not is_mail_address(wanted):
        raise MailAddressMalformedError()
    MailWish.objects.update_or_create(
        officer_id=officer.officer_id,
        defaults={"address": wanted, "wished_at": at, "told_until": at},
    )


def end_mail(*, officer: Viewer) -> None:
    """Send an officer no more mail, and forget the address."""
    MailWish.objects.filter(officer=officer.officer_id).delete()


def mails_due(
    *, every: timedelta, at: datetime, more: Callable[[Viewer, datetime], int]
) -> tuple[MailDue, ...]:
    """Return whom to tell now, and note that they were told: a mail is sent once, or never.

    Args:
        every: nobody is told twice within it.
        at: aware UTC instant.
        more: counts what else is new for an officer since an instant.
    """
    wishes = MailWish.objects.select_for_update(of=("self",), no_key=True)
    rested = wishes.filter(told_until__lte=at - every, officer__is_active=True)
    return tuple(_told(rested.select_related("officer__agency").order_by("pk"), at, more))


def _told(
    wishes: "QuerySet[MailWish]", at: datetime, more: Callable[[Viewer, datetime], int]
) -> Iterator[MailDue]:
    for wish in wishes:
        viewer = wish.officer.as_viewer()
        unread = Notice.objects.all().visible_to(viewer).filter(read_at__isnull=True)
        count = unread.filter(at__gt=wish.told_until).values("request").distinct().count()
        count += more(viewer, wish.told_until)
        if count:
            wish.told_until = at
            wish.save(update_fields=["told_until"])
            yield MailDue(wish.address, count)


def _record(event: EventKind, officer: Viewer, at: datetime) -> None:
    row = officer_of(officer)
    append(
        event,
        about=row.username,
        by=officer.name,
        agency=row.agency.code,
        at=at,
        officer=row.name,
    )
