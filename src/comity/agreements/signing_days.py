"""Between which days something happened, as far as a register says: its day, month, year, or less.

Few days of signature are printed; months, years and the dates of releases bound the others, and
what is in force had been signed before.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import Event, EventType, Instrument, PublishedFigure
from comity.kernel.codes import CountryCode

_PRINTED = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?")
_AFTER_SIGNATURE = {EventType.ENTERED_INTO_FORCE, EventType.PROVISIONALLY_APPLIED}


@dataclass(frozen=True, slots=True)
class Bounds:
    """When something happened at the earliest and at the latest; None where nothing says so."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def within_a_month(self) -> bool:
        """Whether it is known to a month at least, or by the day of a source that told it."""
        if self.latest is None:
            return False
        return self.earliest is None or (self.latest - self.earliest).days <= 31


def signing_of(instrument: Instrument, *, by: CountryCode) -> Bounds:
    """Return between which days a party signed, or succeeded, as far as the events say.

    What is in force had been signed; so a known day of entry bounds an unknown day of signature.
    """
    party = next((each for each in instrument.parties if each.code == by), None)
    if party is not None and party.succeeds is not None:
        return _first(
            e for e in instrument.events if e.party == by and e.what is EventType.SUCCEEDED
        )
    bounds = _first(e for e in instrument.events if e.what is EventType.SIGNED)
    if bounds.latest is not None:
        return bounds
    later = [bounds_of(e).latest for e in instrument.events if e.what in _AFTER_SIGNATURE]
    known = [day for day in later if day is not None]
    return Bounds(bounds.earliest, min(known, default=None))


def bounds_of(dated: Event | PublishedFigure) -> Bounds:
    """Return between which days a dated fact lies: its day, its month or year, or its source's."""
    if dated.on is not None:
        return Bounds(dated.on, dated.on)
    if found := _PRINTED.fullmatch(dated.printed):
        year, month = int(found[1]), int(found[2] or 0)
        last = month or 12
        end = date(year, last, calendar.monthrange(year, last)[1])
        return Bounds(date(year, month or 1, 1), min(end, dated.no_later_than or end))
    return Bounds(None, dated.no_later_than)


def _first(events: Iterable[Event]) -> Bounds:
    return next((bounds_of(event) for event in events), Bounds())
