"""Lines of the lists: an instrument, a country, an event of the timeline, as of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from comity.agreements.signing_days import bounds_of, signing_of
from comity.agreements.terms import Event, EventType, Instrument, standing_of
from comity.interfaces.maps import MapStatus, status_on_map
from comity.kernel.codes import CountryCode

NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument in a list.

    Attributes:
        instrument: which.
        standing: its status on the day, or `not-yet` before it was signed.
        signed: the event of its signature; None when none is recorded.
    """

    instrument: Instrument
    standing: str
    signed: Event | None


@dataclass(slots=True)
class CountryRow:
    """One country or union in a list: the best standing it has, and how many instruments."""

    code: CountryCode
    standing: MapStatus
    instruments: list[Instrument] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the timeline; its number is None for what no year is recorded of."""

    number: int | None
    happenings: tuple[tuple[Event, Instrument], ...]


def rows_of(instruments: Iterable[Instrument], *, on: date) -> list[Row]:
    """Return instruments as a list shows them, the newest signature first."""
    rows = [
        Row(
            each,
            status_on_map(each, standing_of(each, on=on), on=on) or NOT_YET,
            next((e for e in each.events if e.what is EventType.SIGNED), None),
        )
        for each in instruments
    ]
    return sorted(rows, key=_newest_first)


def by_party(
    instruments: Iterable[Instrument],
) -> Mapping[CountryCode, tuple[Instrument, ...]]:
    """Return the instruments of each party, by its code."""
    found: dict[CountryCode, list[Instrument]] = {}
    for each in instruments:
        for party in each.parties:
            found.setdefault(party.code, []).append(each)
    return {code: tuple(held) for code, held in sorted(found.items())}


def countries_of(
    instruments: Iterable[Instrument], *, on: date
) -> Mapping[CountryCode, CountryRow]:
    """Return every party, and every state a union acts through, with its best standing."""
    found: dict[CountryCode, CountryRow] = {}
    for each in instruments:
        standing = status_on_map(each, standing_of(each, on=on), on=on)
        if standing is None:
            continue
        for code in sorted(_bound(each, on=on)):
            row = found.setdefault(code, CountryRow(code, standing))
            row.standing = min(row.standing, standing, key=list(MapStatus).index)
            row.instruments.append(each)
    return found


def years_of(instruments: Iterable[Instrument]) -> tuple[Year, ...]:
    """Return what happened to instruments, by year, the latest first, the undated last."""
    happened = [(event, each) for each in instruments for event in each.events]
    ordered = sorted(happened, key=lambda pair: (_day_of(pair[0]), pair[1].reference), reverse=True)
    return tuple(
        Year(year or None, tuple(pairs))
        for year, pairs in groupby(ordered, key=lambda pair: _year_of(pair[0]))
    )


def _bound(instrument: Instrument, *, on: date) -> set[CountryCode]:
    members = {m.code for party in instrument.parties for m in party.members_on(on)}
    return members | {party.code for party in instrument.parties}


def _newest_first(row: Row) -> tuple[int, str]:
    day = (
        signing_of(row.instrument, by=row.instrument.parties[0].code)
        if row.instrument.parties
        else None
    )
    latest = day.latest if day is not None else None
    return (-latest.toordinal() if latest is not None else 0, row.instrument.reference)


def _day_of(event: Event) -> date:
    return bounds_of(event).latest or date.min


def _year_of(event: Event) -> int:
    latest = bounds_of(event).latest
    return latest.year if latest is not None else 0
