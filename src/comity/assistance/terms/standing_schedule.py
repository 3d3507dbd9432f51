"""When a standing exchange delivers: periods without a gap, in the time zone of the supplier. Pure.

A period is a half-open stretch of civil days. It begins where the one before it ended, the first at
the first day agreed, and the last ends with the last; so every day is in one file, and in no other.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from comity.kernel.periods import Period
from comity.kernel.wording import N_
from comity.kernel.working_days import Calendar, working_days_after

_A_DAY: Final = timedelta(days=1)
WEEKDAYS: Final = 7
LONGEST_MONTH: Final = 31


class Rhythm(StrEnum):
    """How often a file is due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ON_DAY = "on_day"
    BEFORE_ARRIVAL = "before_arrival"


RHYTHM_NAMES: Final = {
    Rhythm.DAILY.value: N_("every day"),
    Rhythm.WEEKLY.value: N_("every week, from one weekday to the next"),
    Rhythm.MONTHLY.value: N_("every calendar month"),
    Rhythm.ON_DAY.value: N_("every month, from one day of it to the next"),
    Rhythm.BEFORE_ARRIVAL.value: N_("in advance of each arrival"),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When files are due.

    Attributes:
        rhythm: how often.
        day: weekly, the weekday a period begins on, 1 for Monday; on a day of the month, which; a
            shorter month ends it with its last day.
        grace: working days after the last day of a period within which its file is owed.
    """

    rhythm: Rhythm
    day: int = 1
    grace: int = 1

    @property
    def has_periods(self) -> bool:
        """Whether time alone says that a file is due; arrivals do not."""
        return self.rhythm is not Rhythm.BEFORE_ARRIVAL


def next_beginning(schedule: Schedule, after: date) -> date:
    """Return the first day after a day on which a period begins of itself."""
    match schedule.rhythm:
        case Rhythm.DAILY | Rhythm.BEFORE_ARRIVAL:
            return after + _A_DAY
        case Rhythm.WEEKLY:
            ahead = (schedule.day - after.isoweekday()) % WEEKDAYS or WEEKDAYS
            return after + timedelta(days=ahead)
        case Rhythm.MONTHLY:
            return _day_after(after, 1)
        case Rhythm.ON_DAY:
            return _day_after(after, schedule.day)


def _day_after(after: date, day: int) -> date:
    """Return the next day after another that is that day of its month, or the last of a shorter."""
    this = _in_month(after.year, after.month, day)
    if this > after:
        return this
    years, month = divmod(after.month, 12)
    return _in_month(after.year + years, month + 1, day)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def periods_in(schedule: Schedule, span: Period) -> Iterator[Period]:
    """Yield the periods that a span of agreed days is cut into, first things first.

    Args:
        schedule: with periods; one that follows arrivals has none.
        span: both of whose ends are set.
    """
    assert span.start is not None and span.end is not None, "what was agreed begins and ends"
    first = span.start
    while schedule.has_periods and first < span.end:
        until = min(next_beginning(schedule, first), span.end)
        yield Period(first, until)
        first = until


def is_period(schedule: Schedule, span: Period, period: Period) -> bool:
    """Tell whether a stretch of days is one of the periods of a span, or the day of an arrival."""
    if span.start is None or span.end is None or period.start is None or period.end is None:
        return False
    first = period.start
    begins = first == span.start or next_beginning(schedule, first - _A_DAY) == first
    ends = period.end == min(next_beginning(schedule, first), span.end)
    return first in span and begins and ends


def day_begins(day: date, zone: str) -> datetime:
    """Return the instant a civil day begins in a time zone, UTC.

    Where clocks are put forward at midnight the day begins with the first instant it has.
    """
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def ends_at(period: Period, zone: str) -> datetime:
    """Return the instant a period is over where it is supplied; only then is its file whole."""
    assert period.end is not None, "periods end"
    return day_begins(period.end, zone)


def leaves_hours_for(period: Period, zone: str, *, hours: int, at: datetime) -> bool:
    """Tell whether something of a day can still arrive so many hours after an instant.

    When on the day something arrives the schedule does not know: only what is too late for all of
    it is too late for certain.

    Args:
        period: the day of an arrival.
        zone: the time zone the supplier counts its days in.
        hours: that were agreed between a file and an arrival.
        at: aware UTC instant, at which the file leaves.
    """
    return at + timedelta(hours=hours) < ends_at(period, zone)


def due_on(period: Period, schedule: Schedule, calendars: Iterable[Calendar]) -> date:
    """Return the last day on which the file of a period is in time.

    Args:
        period: of the schedule.
        schedule: whose grace is counted.
        calendars: of both administrations; a day counts on which both work.
    """
    assert period.end is not None, "periods end"
    return working_days_after(period.end - _A_DAY, schedule.grace, calendars)


def owed_until(due: date, zone: str) -> datetime:
    """Return the instant from which a file that was due on a day is late."""
    return day_begins(due + _A_DAY, zone)


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Return the names of the time zones this node knows."""
    return frozenset(available_timezones())
