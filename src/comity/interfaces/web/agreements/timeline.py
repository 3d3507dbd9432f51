"""The register as a timeline: what happened in which year, by the filter of the table. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import Event, EventType, Instrument
from comity.kernel.codes import CountryCode


class Course(StrEnum):
    """The four things a timeline tells apart."""

    SIGNATURE = "signature"
    FORCE = "force"
    CHANGE = "change"
    END = "end"


COURSE_NAMES: Mapping[Course, Promise] = {
    Course.SIGNATURE: _("Signatures"),
    Course.FORCE: _("Entries into force and acceptances"),
    Course.CHANGE: _("Amendments and successions"),
    Course.END: _("Notices, suspensions and ends"),
}
_COURSES = {
    EventType.ENTERED_INTO_FORCE: Course.FORCE,
    EventType.PROVISIONALLY_APPLIED: Course.FORCE,
    EventType.ACCEPTED: Course.FORCE,
    EventType.AMENDED: Course.CHANGE,
    EventType.SUCCEEDED: Course.CHANGE,
    EventType.RESERVED: Course.CHANGE,
    EventType.RESERVATION_WITHDRAWN: Course.CHANGE,
    EventType.NOTICE_WITHDRAWN: Course.END,
    EventType.SUSPENDED: Course.END,
    EventType.RESUMED: Course.END,
    EventType.NOTICE_GIVEN: Course.END,
    EventType.TERMINATED: Course.END,
    EventType.SUPERSEDED: Course.END,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to one instrument, or the like to several of its parties in a year.

    Attributes:
        year: in which year.
        instrument: to which instrument.
        event: what; the first of several.
        parties: whom it concerns; empty when it concerns all.
    """

    year: int
    instrument: Instrument
    event: Event
    parties: tuple[CountryCode, ...]

    @property
    def course(self) -> Course:
        """Which of the four things it is."""
        return course_of(self.event.what)


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one year in a strip, in the units of its picture."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A year written beneath a strip, and where."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One course of things as a row of bars."""

    course: Course
    total: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


STRIP_WIDTH, STRIP_HEIGHT = 640, 40
_DECADE = 10
_FEW_YEARS = 12


def course_of(what: EventType) -> Course:
    """Return which of the four things an event is; what opens the way counts with signatures."""
    return _COURSES.get(what, Course.SIGNATURE)


def happenings(
    instruments: Iterable[Instrument], *, on: date, concerning: frozenset[str]
) -> tuple[Happening, ...]:
    """Return what happened up to a day, the latest first.

    Args:
        instruments: those the filter found.
        on: the day the register is read for; what came later is left out.
        concerning: only events of these parties, or of all; empty for everything.
    """
    found = [h for each in instruments for h in _of(each, on, concerning)]
    return tuple(sorted(found, key=_order, reverse=True))


def strips_of(found: Iterable[Happening]) -> tuple[Strip, ...]:
    """Return how much happened in each year, one row of bars for each course of things."""
    known = tuple(found)
    if not known:
        return ()
    first, last = min(h.year for h in known), max(h.year for h in known)
    return tuple(
        _strip(course, Counter(h.year for h in known if h.course is course), first, last)
        for course in Course
    )


def year_of(event: Event) -> int | None:
    """Return the year a source gives for an event; None when it gives none."""
    day = event.on or event.no_later_than
    if day is not None:
        return day.year
    return int(event.printed[:4]) if event.printed[:4].isdecimal() else None


def _of(instrument: Instrument, on: date, concerning: frozenset[str]) -> Iterator[Happening]:
    dated = [(year, e) for e in instrument.events if (year := year_of(e)) and _by(e, year, on)]
    wanted = [
        (year, e) for year, e in dated if not concerning or e.party is None or e.party in concerning
    ]
    ordered = sorted(wanted, key=_alike)
    for (year, _what, joint), group in groupby(ordered, key=_alike):
        events = [event for _year, event in group]
        if joint:
            yield from (Happening(year, instrument, event, ()) for event in events)
        else:
            parties = tuple(event.party for event in events if event.party is not None)
            yield Happening(year, instrument, events[0], parties)


def _alike(dated: tuple[int, Event]) -> tuple[int, EventType, bool]:
    """What several parties did in one year is told once."""
    year, event = dated
    return year, event.what, event.party is None


def _by(event: Event, year: int, on: date) -> bool:
    return event.on <= on if event.on is not None else year <= on.year


def _order(happening: Happening) -> tuple[int, date, str]:
    event = happening.event
    day = event.on or event.no_later_than or date(happening.year, 1, 1)
    return happening.year, day, happening.instrument.reference


def _strip(course: Course, counts: Mapping[int, int], first: int, last: int) -> Strip:
    step = STRIP_WIDTH / (last - first + 1)
    highest = max(counts.values(), default=1)
    bars = tuple(
        Bar(
            year,
            count,
            x=round((year - first) * step, 2),
            y=round(STRIP_HEIGHT * (1 - count / highest), 2),
            width=round(max(step * 0.8, 1), 2),
            height=round(STRIP_HEIGHT * count / highest, 2),
        )
        for year, count in sorted(counts.items())
    )
    return Strip(course, sum(counts.values()), bars, _marks(first, last, step))


def _marks(first: int, last: int, step: float) -> tuple[Mark, ...]:
    """Write each year where they are few, and each second decade where they are many."""
    years = range(first, last + 1)
    every = 1 if len(years) <= _FEW_YEARS // 2 else _DECADE if len(years) <= 60 else 2 * _DECADE
    return tuple(Mark(year, round((year - first) * step, 2)) for year in years if year % every == 0)
