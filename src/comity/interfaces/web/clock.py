"""The one place where pages ask what time it is."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the civil day at this node."""
    return timezone.localdate()


def instant_in(text: str) -> datetime:
    """Return the instant a form names; one that names none is no instant that anything was at."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
