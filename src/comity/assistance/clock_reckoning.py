"""When a clock is due, and how it stands on a day: counting, with pauses and holidays. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from comity.assistance.terms.clocks import Clock, ClockState, ClockUnit, Pause
from comity.kernel.working_days import (
    Calendar,
    is_working_day,
    months_after,
    working_days_after,
    working_days_between,
)

CalendarOf = Callable[[str], Calendar]

_ONE_DAY = timedelta(days=1)


def due_day(
    begins: date,
    length: int,
    unit: ClockUnit,
    *,
    pauses: Iterable[Pause],
    calendars: Iterable[Calendar],
) -> date | None:
    """Return the day by which a clock must be met.

    The day it begins is not counted. Days of a pause count for nothing, in whatever unit; months
    are counted first, and the days of the pauses added.

    Args:
        begins: the day from which is counted.
        length: how many of the unit.
        unit: days, working days, or months.
        pauses: what stops it.
        calendars: of the countries whose holidays count, for working days.

    Returns:
        None while a pause without an end holds it.
    """
    stops = _apart(pauses, begins)
    if unit is ClockUnit.WORKING_DAYS:
        return _after_working_days(begins, length, stops, tuple(calendars))
    due = months_after(begins, length) if unit is ClockUnit.MONTHS else begins + length * _ONE_DAY
    for start, end in stops:
        if start <= due:
            if end is None:
                return None
            due += end - start
    return due


def state_on(clock: Clock, on: date, *, soon: int, calendar_of: CalendarOf) -> ClockState:
    """Return how a clock stands on a day.

    Args:
        clock: which.
        on: the civil day.
        soon: how many working days before its day it is told as due soon.
        calendar_of: finds the calendar of a country.
    """
    if clock.met_on is not None and clock.met_on <= on:
        return ClockState.MET
    if clock.due_on is None or any(pause.holds(on) for pause in clock.pauses):
        return ClockState.PAUSED
    if clock.due_on < on:
        return ClockState.OVERDUE
    left = working_days_left(clock, on, calendar_of=calendar_of)
    return ClockState.DUE_SOON if left is not None and left <= soon else ClockState.RUNNING


def working_days_left(clock: Clock, on: date, *, calendar_of: CalendarOf) -> int | None:
    """Return how many working days are left; negative when the day has passed, None without one."""
    if clock.due_on is None:
        return None
    calendars = tuple(calendar_of(country) for country in clock.countries)
    return working_days_between(on, clock.due_on, calendars)


def paused(clock: Clock, pauses: Iterable[Pause], *, calendar_of: CalendarOf) -> Clock:
    """Return a counted clock with what stopped it, and its day moved by that."""
    held = tuple(p for p in pauses if p.ends is None or p.ends > clock.begins)
    calendars = tuple(calendar_of(country) for country in clock.countries)
    due = due_day(clock.begins, clock.length, clock.unit, pauses=held, calendars=calendars)
    return replace(clock, pauses=held, due_on=due)


def _apart(pauses: Iterable[Pause], begins: date) -> list[tuple[date, date | None]]:
    """Return the stretches that do not count, from the beginning on, none of them twice."""
    found: list[tuple[date, date | None]] = []
    # What begins on the clock's first day takes nothing from it: that day is not counted anyway.
    first = begins + _ONE_DAY
    for pause in sorted(pauses, key=lambda each: each.begins):
        start, end = max(pause.begins, first), pause.ends
        if found:
            last = found[-1][1]
            if last is None:
                break
            start = max(start, last)
        if end is None or end > start:
            found.append((start, end))
    return found


def _after_working_days(
    day: date,
    length: int,
    stops: list[tuple[date, date | None]],
    calendars: tuple[Calendar, ...],
) -> date | None:
    for _ in range(length):
        day = working_days_after(day, 1, calendars)
        for start, end in stops:
            if start <= day and end is None:
                return None
            if end is not None and start <= day < end:
                rests = not is_working_day(end, calendars)
                day = working_days_after(end, 1, calendars) if rests else end
    return day
