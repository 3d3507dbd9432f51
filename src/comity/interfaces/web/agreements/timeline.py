"""The register as a timeline: what happened in which year, by the filter of the table. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


def chronicle_of(instruments: Iterable[Instrument]) -> tuple[Happening, ...]:
    """Return whatever happened to any instrument on any day, the latest first."""
    return happenings(instruments, on=date.max, concerning=frozenset())


def happenings_of(
    chronicle: Iterable[Happening], instruments: Iterable[Instrument], *, on: date
) -> tuple[Happening, ...]:
    """Return what `happenings` returns, whomever it concerns, read off a chronicle.

    Years before that of the day are over and told as they stand there; only what happened in the
    year of the day is looked through again.

    Args:
        chronicle: of the whole register.
        instruments: those the filter found.
        on: the day the register is read for; what came later is left out.
    """
    wanted = {each.reference for each in instruments}
    found = [h for h in chronicle if h.year <= on.year and h.instrument.reference in wanted]
    earlier = [h for h in found if h.year < on.year]
    of_the_year = {h.instrument.reference: h.instrument for h in found if h.year == on.year}
    latest = happenings(of_the_year.values(), on=on, concerning=frozenset())
    return (*(h for h in latest if h.year == on.year), *earlier)


def strips_of(found: Iterable[Happening]) -> tuple[Strip, ...]:
    """Return how much happened in each year, one row of bars for each course of things."""
    known = tuple(found)
    if not known:
        return ()
    counts = Counter((h.event.what, h.year) for h in known)
    years = [year for _what, year in counts]
    by_course: dict[Course, Counter[int]] = {course: Counter() for course in Course}
    for (what, year), count in counts.items():
        by_course[course_of(what)][year] += count
    return tuple(
        _strip(course, found, min(years), max(years)) for course, found in by_course.items()
    )


def year_of(event: Event) -> int | None:
    """Return the year a source gives for an event; None when it gives none."""
    day = event.on or event.no_later_than
    if day is not None:
        return day.year
    return int(event.printed[:4]) if event.printed[:4].isdecimal() else None


def _of(instrument: Instrument, on: date, concerning: frozenset[str]) -> list[Happening]:
    found = []
    # What several parties did in one year is told once.
    by_several: dict[tuple[int, EventType], list[Event]] = {}
    for event in instrument.events:
        year = _year_by(event, on)
        if not year:
            continue
        if event.party is None:
            found.append(Happening(year, instrument, event, ()))
        elif not concerning or event.party in concerning:
            by_several.setdefault((year, event.what), []).append(event)
    for (year, _what), events in by_several.items():
        parties = tuple(event.party for event in events if event.party is not None)
        found.append(Happening(year, instrument, events[0], parties))
    return sorted(found, key=_alike) if len(found) > 1 else found


def _alike(happening: Happening) -> tuple[int, EventType, bool]:
    """Order what has one day: by what it is, and what one did before what all did."""
    event = happening.event
    return happening.year, event.what, event.party is None


def _year_by(event: Event, on: date) -> int | None:
    """Return the year of what happened by a day; None for what came later, or without a year."""
    if event.on is not None:
        return event.on.year if event.on <= on else None
    year = year_of(event)
    return year if year is not None and year <= on.year else None


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
