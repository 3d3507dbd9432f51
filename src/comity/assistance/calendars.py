"""When people work in a country: its weekends and public holidays, and what the node adds.

The public holidays are those of the `holidays` library; a country that it does not know has its
Saturdays and Sundays alone, and a clock that counts them says so. What is missing there, or was
decided late, stands in a file of the node's own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import holidays
from django.conf import settings

from comity.kernel.errors import ComityError
from comity.kernel.working_days import Calendar, Weekends


class HolidaysMalformedError(ComityError):
    """The node's file of holidays cannot be read."""

    code = "holidays_malformed"


class _Rest:
    """The days of rest of one country, with what the node's file adds and takes away."""

    def __init__(self, country: str, told: Mapping[date, bool]) -> None:
        known = country in holidays.list_supported_countries(include_aliases=False)
        self._days = holidays.country_holidays(country) if known else None
        self._weekends = Weekends()
        self._told = told
        self.known = known or bool(told)

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        works = self._told.get(day)
        if works is not None:
            return not works
        return day in self._weekends if self._days is None else not self._days.is_working_day(day)


@lru_cache(maxsize=300)
def calendar_of(country: str) -> Calendar:
    """Return the calendar of a country, by its ISO code."""
    rest = _Rest(country, _added(settings.NODE.clocks.holidays_file).get(country, {}))
    return Calendar(country, rest, known=rest.known)


def forget_calendars() -> None:
    """Read the node's file again when a calendar is asked for next."""
    calendar_of.cache_clear()
    _added.cache_clear()


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry of the file."""

    country: str
    on: date
    works: bool


@lru_cache(maxsize=1)
def _added(path: Path | None) -> Mapping[str, Mapping[date, bool]]:
    if path is None:
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise HolidaysMalformedError(file=path.name) from error
    found: dict[str, dict[date, bool]] = {}
    for entry in told.get("day", []):
        line = _line(entry, path)
        found.setdefault(line.country, {})[line.on] = line.works
    return found


def _line(entry: Mapping[str, Any], path: Path) -> _Line:
    country, on, works = entry.get("country"), entry.get("on"), entry.get("works", False)
    if not isinstance(country, str) or type(on) is not date or not isinstance(works, bool):
        raise HolidaysMalformedError(file=path.name)
    return _Line(country, on, works)
