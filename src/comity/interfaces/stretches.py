"""The days that statistics are asked for, as typed."""

import re
from datetime import date

from comity.assistance.terms.statistics import Stretch
from comity.kernel.errors import InvalidDraftError, Problem

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def stretch_of(since: str, until: str, *, on: date) -> Stretch:
    """Return the days that are meant: as typed, or this quarter until today.

    Args:
        since: the first day as year-month-day, or empty.
        until: the last day as year-month-day, or empty.
        on: the civil day.

    Raises:
        InvalidDraftError: what was typed is no day.
    """
    last = _day(until, "until") or on
    return Stretch(_day(since, "since") or _begin_of_quarter(last), last)


def _begin_of_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _day(typed: str, field: str) -> date | None:
    if not typed.strip():
        return None
    try:
        if _DAY.fullmatch(typed.strip()) is None:
            raise ValueError
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise InvalidDraftError((Problem("not_a_day", field),)) from None
