"""The register as a list: one row for an instrument, filtered in the way desks ask. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import (
    Event,
    EventType,
    Force,
    Instrument,
    InstrumentKind,
    Standing,
    standing_between,
    standing_of,
)
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see.

    Attributes:
        one: a country that must be party; "" for any.
        other: a second country that must be party; "" for any.
        kind: the kind of instrument; None for any.
        force: whether it is in force on the day; None for any.
        words: what must stand in its titles.
        on: the day.
    """

    one: str
    other: str
    kind: InstrumentKind | None
    force: Force | None
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument as the list shows it."""

    instrument: Instrument
    standing: Standing
    signed: Event | None
    others: tuple[CountryCode, ...]


def rows(instruments: Iterable[Instrument], wanted: Filter) -> Iterator[Row]:
    """Yield the instruments that fit, with their standing on the day."""
    for instrument in instruments:
        if not _fits(instrument, wanted):
            continue
        standing = _standing(instrument, wanted)
        if wanted.force is None or standing.force is wanted.force:
            yield Row(instrument, standing, _signed(instrument), _others(instrument, wanted))


def _fits(instrument: Instrument, wanted: Filter) -> bool:
    if wanted.kind is not None and instrument.kind is not wanted.kind:
        return False
    if not all(_is_party(instrument, code) for code in (wanted.one, wanted.other) if code):
        return False
    titles = " ".join((instrument.reference, instrument.title, *instrument.also_titled)).casefold()
    return all(word in titles for word in wanted.words.casefold().split())


def _is_party(instrument: Instrument, code: str) -> bool:
    return any(code == party.code for party in instrument.parties)


def _standing(instrument: Instrument, wanted: Filter) -> Standing:
    if wanted.one and wanted.other:
        one, other = CountryCode(wanted.one), CountryCode(wanted.other)
        if instrument.links(one, other, on=wanted.on):
            return standing_between(instrument, one, other, on=wanted.on)
    return standing_of(instrument, on=wanted.on)


def _signed(instrument: Instrument) -> Event | None:
    return next((e for e in instrument.events if e.what is EventType.SIGNED), None)


def _others(instrument: Instrument, wanted: Filter) -> tuple[CountryCode, ...]:
    return tuple(party.code for party in instrument.parties if party.code != wanted.one)
