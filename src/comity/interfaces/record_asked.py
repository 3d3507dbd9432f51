"""What is asked of the record at a door: civil days, names and kinds, made into a filter."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from comity.ledger.finding import Place
from comity.ledger.terms import RecordFilter
from comity.officers.deputies import names_in_record

NAMES = ("about", "by", "basis", "event", "from", "until")
MOST_TYPED = 200


def record_filter(asked: Mapping[str, str], *, events: Iterable[str] = ()) -> RecordFilter:
    """Return the filter of what was typed; what cannot be meant is left out.

    Args:
        asked: by the names of `NAMES`; days as ISO days of this node's time zone, both included.
        events: kinds of acts, which stand in place of the one under `event`.
    """
    since, until = day_of(asked.get("from", "")), day_of(asked.get("until", ""))
    by = _typed(asked, "by")
    kinds = tuple(events) or tuple(filter(None, (_typed(asked, "event"),)))
    return RecordFilter(
        item=_typed(asked, "about"),
        by=by,
        also_by=names_in_record(by) if by else (),
        basis=_typed(asked, "basis"),
        events=kinds,
        since=midnight(since) if since else None,
        until=midnight(until + timedelta(days=1)) if until else None,
    )


def day_of(typed: str) -> date | None:
    """Return the civil day somebody typed; None when it is none of these centuries."""
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        return None
    return on if 1900 <= on.year <= 2200 else None


def midnight(on: date) -> datetime:
    """Return when a civil day begins at this node, in UTC."""
    local = datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
    return local.astimezone(UTC)


def place_of(told: str) -> Place | None:
    """Read `epoch-index`; None when it is none."""
    epoch, _, index = told.partition("-")
    known = epoch.isascii() and index.isascii() and epoch.isdecimal() and index.isdecimal()
    if not known or len(epoch) > 4 or len(index) > 15:
        return None
    return int(epoch), int(index)


def _typed(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "").replace("\x00", "").strip()[:MOST_TYPED]
