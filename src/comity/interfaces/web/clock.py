"""The one place where pages ask what time it is."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the civil day at this node."""
    return timezone.localdate()
