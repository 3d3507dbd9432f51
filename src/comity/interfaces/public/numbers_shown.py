"""Counts as the pages print them: this register's, and the printed ones beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.agreements.counts import Compared, Count, compared, count_on, latest_figure
from comity.agreements.terms import (
    Instrument,
    InstrumentKind,
    PublishedCount,
    PublishedFigure,
    Register,
)
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class ComparedShown:
    """A printed number, the instruments that made it, and the register's own of that day."""

    figure: PublishedFigure
    made_by: tuple[Instrument, ...]
    own: Count | None


@dataclass(frozen=True, slots=True)
class CountShown:
    """The counts of one kind of agreement of one administration."""

    kind: InstrumentKind
    signed: int
    perhaps: int
    in_force: int
    not_recorded: int
    printed: PublishedFigure | None
    title: str
    differs: str
    compared: tuple[ComparedShown, ...]


def counts_shown(
    register: Register, held: Iterable[Instrument], *, of: CountryCode, on: date
) -> Iterator[CountShown]:
    """Give the counts of an administration, one for each kind of agreement it has.

    Args:
        register: which holds the printed numbers.
        held: the instruments the administration is party to.
        of: the administration.
        on: the civil day.
    """
    counted = tuple(held)
    beside = compared(register, counted, of=of)
    for kind in InstrumentKind:
        own = count_on(counted, of=of, on=on, counted=kind)
        told = [each for each in register.counts if (each.of, each.counted) == (of, kind)]
        if not (own.signed or own.perhaps_signed or told):
            continue
        yield CountShown(
            kind=kind,
            signed=len(own.signed),
            perhaps=len(own.perhaps_signed),
            in_force=len(own.in_force),
            not_recorded=len(own.force_not_recorded),
            printed=_latest(told, on=on),
            title="; ".join(each.title for each in told),
            differs=" ".join(each.differs for each in told),
            compared=tuple(_shown(register, each) for each in beside if each.published in told),
        )


def _latest(told: Iterable[PublishedCount], *, on: date) -> PublishedFigure | None:
    found = (latest_figure(each, on=on) for each in told)
    return next((figure for figure in found if figure is not None), None)


def _shown(register: Register, each: Compared) -> ComparedShown:
    made = tuple(register.instrument(name) for name in each.figure.made_by)
    return ComparedShown(each.figure, made, each.own)
