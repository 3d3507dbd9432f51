"""The register under one filter: the same instruments as table, timeline and map. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.agreements.overview import Statement, signed_event, status_of, status_of_bond
from comity.agreements.regions import is_with_region
from comity.agreements.terms import (
    Event,
    Instrument,
    InstrumentKind,
    Status,
    status_between,
    status_on,
)
from comity.kernel.codes import CountryCode
from comity.kernel.regions import Region


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see.

    Attributes:
        one: a country that must be party, or member of one on the day; "" for any.
        other: a second country of which the same must be true; "" for any.
        kind: the kind of instrument; None for any.
        status: where it stands on the day; None for any.
        region: where a party beside the first country must lie; None for anywhere.
        words: what must stand in its titles, or among its parties.
        on: the day.
    """

    one: str
    other: str
    kind: InstrumentKind | None
    status: Status | None
    region: Region | None
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument as the register shows it.

    Of thousands that are found a page shows a few: what only a page says is computed when asked.

    Attributes:
        instrument: which.
        status: where it stands on the day, in a word.
        wanted: the filter it was found by.
    """

    instrument: Instrument
    status: Status
    wanted: Filter

    @property
    def said(self) -> Statement:
        """Where it stands, with the day it rests on."""
        if (bond := _bond(self.instrument, self.wanted)) is not None:
            return status_of_bond(self.instrument, *bond, on=self.wanted.on)
        return status_of(self.instrument, on=self.wanted.on)

    @property
    def signed(self) -> Event | None:
        """Its signature, when one is recorded."""
        return signed_event(self.instrument)

    @property
    def others(self) -> tuple[CountryCode, ...]:
        """The parties beside the one that was chosen."""
        return tuple(p.code for p in self.instrument.parties if p.code != self.wanted.one)


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds.

    Attributes:
        rows: the instruments, by reference.
        counts: how many stand where, before the filter by status.
    """

    rows: tuple[Row, ...]
    counts: Mapping[Status, int]


def find(
    instruments: Iterable[Instrument], wanted: Filter, *, name_of: Callable[[str], str]
) -> Found:
    """Return the instruments that fit, with their standing on the day.

    Args:
        instruments: the register.
        wanted: the filter.
        name_of: the name of a country in the reader's language, which may be searched for.
    """
    rows = tuple(_rows(instruments, wanted, name_of))
    counts = Counter([row.status for row in rows])
    if wanted.status is not None:
        rows = tuple(row for row in rows if row.status is wanted.status)
    return Found(rows, counts)


def _rows(
    instruments: Iterable[Instrument], wanted: Filter, name_of: Callable[[str], str]
) -> Iterator[Row]:
    codes = [CountryCode(code) for code in (wanted.one, wanted.other) if code]
    words = wanted.words.casefold().split()
    for instrument in instruments:
        if wanted.kind is not None and instrument.kind is not wanted.kind:
            continue
        if codes and not _binds(instrument, codes, wanted.on):
            continue
        if wanted.region is not None and not _is_there(instrument, wanted.region, wanted):
            continue
        if not words or _has(instrument, words, name_of):
            yield Row(instrument, _status(instrument, wanted), wanted)


def _has(instrument: Instrument, words: Iterable[str], name_of: Callable[[str], str]) -> bool:
    titles = (instrument.reference, instrument.title, instrument.short_title)
    parties = (name_of(party.code) for party in instrument.parties)
    text = " ".join((*titles, *instrument.also_titled, *parties)).casefold()
    return all(word in text for word in words)


def _binds(instrument: Instrument, codes: Iterable[CountryCode], on: date) -> bool:
    return all(instrument.party_of(code, on=on) is not None for code in codes)


def _is_there(instrument: Instrument, region: Region, wanted: Filter) -> bool:
    one = CountryCode(wanted.one) if wanted.one else None
    return is_with_region(instrument, region, on=wanted.on, beside=one)


def _status(instrument: Instrument, wanted: Filter) -> Status:
    if (bond := _bond(instrument, wanted)) is not None:
        return status_between(instrument, *bond, on=wanted.on).status
    return status_on(instrument, on=wanted.on).status


def _bond(instrument: Instrument, wanted: Filter) -> tuple[CountryCode, CountryCode] | None:
    """Return the two that were chosen, where the instrument links them on the day."""
    if not (wanted.one and wanted.other):
        return None
    one, other = CountryCode(wanted.one), CountryCode(wanted.other)
    return (one, other) if instrument.links(one, other, on=wanted.on) else None
