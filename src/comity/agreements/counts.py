"""How many agreements an administration has on a day: as the register counts, and as was printed.

The two stand side by side and are never made to agree. An agreement counts from its signature
until it is replaced or ends; one whose day of signature is not recorded counts only from a day by
which it is known to have been signed, and until then is told apart as perhaps signed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from comity.agreements.signing_days import Bounds, bounds_of, signing_of
from comity.agreements.terms import (
    Event,
    EventType,
    Force,
    Instrument,
    InstrumentKind,
    PublishedCount,
    PublishedFigure,
    Register,
    standing_of,
)
from comity.kernel.codes import CountryCode

_OVER = {EventType.TERMINATED, EventType.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class Count:
    """How many agreements of a kind an administration has on a day, by the register.

    Attributes:
        of: the administration.
        on: the civil day.
        counted: the kind of instrument.
        signed: references of those signed by that day and not replaced or ended by it.
        perhaps_signed: those that may have been; their day of signature is not recorded.
        in_force: those in force that day.
        force_not_recorded: those of which the register cannot say.
    """

    of: CountryCode
    on: date
    counted: InstrumentKind
    signed: tuple[str, ...]
    perhaps_signed: tuple[str, ...]
    in_force: tuple[str, ...]
    force_not_recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Which number a signing is in the register's own count: a range where days are missing."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed number beside the register's own count of the same day.

    Attributes:
        published: the file that holds it.
        figure: the printed number.
        own: the register's count of that day; None when no day is known.
    """

    published: PublishedCount
    figure: PublishedFigure
    own: Count | None


def count_on(
    instruments: Iterable[Instrument], *, of: CountryCode, on: date, counted: InstrumentKind
) -> Count:
    """Count the agreements of one kind that an administration has on a day.

    Args:
        instruments: among which to count.
        of: the administration; a member of a union does not count the union's own agreements.
        on: the civil day.
        counted: the kind of instrument.
    """
    there = _standing(instruments, of=of, on=on, counted=counted)
    signed = [each for each in there if _by(signing_of(each, by=of).latest, on)]
    perhaps = [
        each
        for each in there
        if each not in signed and _may_be_by(signing_of(each, by=of).earliest, on)
    ]
    forces = {each.reference: standing_of(each, on=on).force for each in (*signed, *perhaps)}
    return Count(
        of=of,
        on=on,
        counted=counted,
        signed=_references(signed),
        perhaps_signed=_references(perhaps),
        in_force=tuple(sorted(r for r, force in forces.items() if force is Force.YES)),
        force_not_recorded=tuple(
            sorted(r for r, force in forces.items() if force is Force.NOT_RECORDED)
        ),
    )


def place_of(
    instrument: Instrument, *, among: Iterable[Instrument], of: CountryCode
) -> Place | None:
    """Return which number a signing is among an administration's agreements of that kind.

    An agreement that replaces another takes its place and adds none.

    Args:
        instrument: the one that was signed.
        among: the instruments that are counted.
        of: the administration.

    Returns:
        The number, as a range when days of signature are missing; None when nothing says when this
        one was signed.
    """
    when = signing_of(instrument, by=of)
    if when.latest is None:
        return None
    others = [
        signing_of(each, by=of)
        for each in _standing(among, of=of, on=when.latest, counted=instrument.kind)
        if each.reference != instrument.reference
    ]
    before = sum(1 for each in others if _surely_before(each, when))
    after = sum(1 for each in others if each.earliest is not None and each.earliest > when.latest)
    return Place(before + 1, len(others) - after + 1)


def compared(
    register: Register, instruments: Iterable[Instrument], *, of: CountryCode
) -> tuple[Compared, ...]:
    """Return every number printed of an administration beside the register's own of that day.

    Args:
        register: which holds the printed numbers.
        instruments: among which the own count is made; only public ones for the public.
        of: the administration.
    """
    counted = tuple(instruments)
    return tuple(
        Compared(published, figure, _own(counted, published, figure))
        for published in register.counts
        if published.of == of
        for figure in published.figures
    )


def latest_figure(published: PublishedCount, *, on: date) -> PublishedFigure | None:
    """Return the last number known to have been printed by a day; None when there is none."""
    known = [figure for figure in published.figures if _by(bounds_of(figure).latest, on)]
    return known[-1] if known else None


def figures_made_by(
    register: Register, instrument: Instrument, *, of: CountryCode
) -> tuple[PublishedFigure, ...]:
    """Return the numbers an administration printed at the signing of an instrument."""
    return tuple(
        figure
        for published in register.counts
        if published.of == of
        for figure in published.figures
        if instrument.reference in figure.made_by
    )


def _own(
    instruments: tuple[Instrument, ...], published: PublishedCount, figure: PublishedFigure
) -> Count | None:
    days = bounds_of(figure)
    # A number of which only the year is known belongs beside no single day's count.
    if days.latest is None or not days.within_a_month:
        return None
    return count_on(instruments, of=published.of, on=days.latest, counted=published.counted)


def _standing(
    instruments: Iterable[Instrument], *, of: CountryCode, on: date, counted: InstrumentKind
) -> list[Instrument]:
    """Return the agreements of a kind an administration is party to, less those that are over."""
    held = {each.reference: each for each in instruments}
    return [
        each
        for each in held.values()
        if each.kind is counted
        and any(party.code == of for party in each.parties)
        and not any(_is_over(event, held, of=of, on=on) for event in each.events)
    ]


def _is_over(event: Event, held: Mapping[str, Instrument], *, of: CountryCode, on: date) -> bool:
    """Say whether an event ended an agreement for all by a day, as far as is known.

    What replaces an agreement takes its place in the count when it is signed, where no source
    prints the day on which the earlier one ends.
    """
    if event.what not in _OVER or event.party is not None:
        return False
    day, by = bounds_of(event).latest, held.get(event.by)
    if day is None and by is not None:
        day = signing_of(by, by=of).latest
    return _by(day, on)


def _surely_before(one: Bounds, other: Bounds) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _may_be_by(earliest: date | None, on: date) -> bool:
    return earliest is None or earliest <= on


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _references(instruments: Iterable[Instrument]) -> tuple[str, ...]:
    return tuple(sorted(instrument.reference for instrument in instruments))
