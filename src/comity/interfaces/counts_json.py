"""Counts of agreements in plain types, the same for API, command line and public register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from comity.agreements.counts import Compared, Count, compared, count_on, latest_figure
from comity.agreements.terms import Instrument, InstrumentKind, PublishedFigure, Register
from comity.kernel.codes import CountryCode

Json = dict[str, Any]


def counts_json(
    register: Register, instruments: Iterable[Instrument], *, of: CountryCode, on: date
) -> Json:
    """Return what the register counts of an administration on a day, with what it has printed.

    Args:
        register: which holds the printed numbers.
        instruments: among which is counted.
        of: the administration.
        on: the civil day.
    """
    counted = tuple(instruments)
    own = (count_on(counted, of=of, on=on, counted=kind) for kind in InstrumentKind)
    told = [each for each in register.counts if each.of == of]
    latest = [(each, figure) for each in told if (figure := latest_figure(each, on=on))]
    return {
        "of": str(of),
        "on": on.isoformat(),
        "counted": [_count(each) for each in own if each.signed or each.perhaps_signed],
        "published": [
            {"kind": each.counted.value, "title": each.title, **_figure(figure)}
            for each, figure in latest
        ],
        "why_they_differ": {each.counted.value: each.differs for each in told},
        "compared": [_compared(each) for each in compared(register, counted, of=of)],
    }


def administrations(instruments: Iterable[Instrument]) -> tuple[CountryCode, ...]:
    """Return every party of some instrument, in the order of their codes."""
    return tuple(sorted({party.code for each in instruments for party in each.parties}))


def _count(count: Count) -> Json:
    return {
        "kind": count.counted.value,
        "signed": len(count.signed),
        "perhaps_signed": len(count.perhaps_signed),
        "in_force": len(count.in_force),
        "force_not_recorded": len(count.force_not_recorded),
        "instruments": {
            "signed": list(count.signed),
            "perhaps_signed": list(count.perhaps_signed),
            "in_force": list(count.in_force),
            "force_not_recorded": list(count.force_not_recorded),
        },
    }


def _figure(figure: PublishedFigure) -> Json:
    return {
        "number": figure.number,
        "on": figure.on.isoformat() if figure.on else None,
        "printed": figure.printed or None,
        "no_later_than": figure.no_later_than.isoformat() if figure.no_later_than else None,
        "made_by": list(figure.made_by),
        "source": figure.source,
        "note": figure.note or None,
    }


def _compared(each: Compared) -> Json:
    own = each.own
    return {
        "kind": each.published.counted.value,
        **_figure(each.figure),
        "own_count": None
        if own is None
        else {
            "on": own.on.isoformat(),
            "signed": len(own.signed),
            "perhaps_signed": len(own.perhaps_signed),
            "in_force": len(own.in_force),
        },
    }
