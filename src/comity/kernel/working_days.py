"""Working days: counted where every calendar that counts has one. Pure."""

from calendar import isleap, monthrange
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

SATURDAY, SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)
# No calendar rests for longer; a rest day after every other would never end otherwise.
_LONGEST_REST = 366


@dataclass(frozen=True, slots=True)
class Calendar:
    """When nobody works in one country; what is counted by it is kept, so it never changes.

    Attributes:
        country: its ISO code.
        rest: the days on which nobody works; weekends are among them.
        known: its public holidays are known; without them weekends alone count, and are said to.
    """

    country: str
    rest: Container[date]
    known: bool = True


class Weekends:
    """Saturdays and Sundays, as days of rest where nothing else is known of a country."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day.weekday() in {SATURDAY, SUNDAY}


def is_working_day(day: date, calendars: Iterable[Calendar]) -> bool:
    """Tell whether people work on a day in every country that counts."""
    return not any(day in each.rest for each in calendars)


def working_days_after(day: date, number: int, calendars: Iterable[Calendar]) -> date:
    """Return the day that is so many working days after another, which is not counted itself.

    Args:
        day: from which is counted.
        number: how many; 0 is the day itself, worked on or not.
        calendars: of the countries that count.

    Raises:
        ValueError: a calendar rests for more than a year.
    """
    counted = tuple(calendars)
    for _ in range(number):
        day = _next_working_day(day, counted)
    return day


def working_days_between(start: date, end: date, calendars: Iterable[Calendar]) -> int:
    """Return how many working days lie after `start`, up to and with `end`; negative backwards."""
    if end < start:
        return -working_days_between(end, start, calendars)
    counted = tuple(calendars)
    whole_years = sum(_in_year(year, counted)[-1] for year in range(start.year, end.year))
    return whole_years + _by(end, counted) - _by(start, counted)


def _by(day: date, calendars: tuple[Calendar, ...]) -> int:
    """Return how many working days its year has had up to and with a day."""
    return _in_year(day.year, calendars)[day.timetuple().tm_yday - 1]


# A list of what is due counts back over the same years in every line.
@lru_cache(maxsize=256)
def _in_year(year: int, calendars: tuple[Calendar, ...]) -> tuple[int, ...]:
    """Return for each day of a year how many working days there were up to and with it."""
    first, days = date(year, 1, 1), 365 + isleap(year)
    worked = (is_working_day(first + timedelta(days=past), calendars) for past in range(days))
    return tuple(accumulate(int(each) for each in worked))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of the month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    _, last = monthrange(day.year + years, month + 1)
    return date(day.year + years, month + 1, min(day.day, last))


def _next_working_day(day: date, calendars: tuple[Calendar, ...]) -> date:
    for _ in range(_LONGEST_REST):
        day += _ONE_DAY
        if is_working_day(day, calendars):
            return day
    raise ValueError(f"no working day within a year of {day}")
