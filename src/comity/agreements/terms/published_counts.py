"""Counts that an administration has printed of its own agreements, as they were printed."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.terms.instruments import InstrumentKind, Source
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One number in print.

    Attributes:
        number: as printed.
        on: the day it speaks of, or None when no source prints it.
        printed: what a source prints when it prints less than a day, as "2010-11".
        no_later_than: the day of a dated source that prints it.
        made_by: references of the instruments whose signing made it this number.
        source: where it was read.
        note: why the register's own count is another, as far as that is known.
    """

    number: int
    on: date | None = None
    printed: str = ""
    no_later_than: date | None = None
    made_by: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """What one administration has printed of how many agreements of one kind it has.

    Attributes:
        reference: short stable name, as `us-cmaa-counts`.
        of: whose agreements are counted.
        counted: the kind of instrument counted.
        title: what is counted, in the publisher's terms.
        differs: why the register's own count is another than the printed ones.
        figures: the numbers, in the order in which they were printed.
        sources: where they were read.
    """

    reference: str
    of: CountryCode
    counted: InstrumentKind
    title: str
    differs: str
    figures: tuple[PublishedFigure, ...]
    sources: tuple[Source, ...] = ()
