"""What a register page says of an instrument at a glance: its status in words, and its gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import (
    ASSISTANCE,
    CATALOGUE,
    AssistanceKind,
    Event,
    EventType,
    Force,
    Instrument,
    ProvisionKind,
    Reading,
    Standing,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said of an instrument; the sentence of its code stands in `wording`."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


def status_of(instrument: Instrument, *, on: date) -> Statement:
    """Return the status of an instrument on a day, for one line of a page."""
    standing = standing_of(instrument, on=on)
    return Statement(f"status_{standing.code}", (("day", _day_of(standing)),))


def signed_event(instrument: Instrument) -> Event | None:
    """Return the signature, or None when the register has none."""
    return next((e for e in instrument.events if e.what is EventType.SIGNED), None)


def gaps_in(instrument: Instrument, *, on: date) -> tuple[Statement, ...]:
    """Return what the treaty desk still has to find out or settle about an instrument."""
    return (
        *_gaps_in_force(instrument, on=on),
        *_gaps_in_terms(instrument, on=on),
        *(Statement("gap_open_point", (("point", point),)) for point in instrument.open_points),
    )


def assistance_under(instrument: Instrument, *, on: date) -> tuple[tuple[AssistanceKind, str], ...]:
    """Return, for every kind of assistance, how the instrument stands to it on a day.

    Returns:
        One pair per kind: the kind, and one of `granted`, `excluded`, `assumed`, `unknown`,
        `not_covered`.
    """
    return tuple((kind, _coverage(instrument, kind, on=on)) for kind in ASSISTANCE)


def _coverage(instrument: Instrument, kind: AssistanceKind, *, on: date) -> str:
    if instrument.excludes(kind.provision, on=on):
        return "excluded"
    provision = instrument.provision_on(kind.provision, on=on)
    if provision is None:
        return "not_covered" if instrument.reading is Reading.WHOLE else "unknown"
    return "assumed" if provision.is_assumed else "granted"


def _gaps_in_force(instrument: Instrument, *, on: date) -> Iterator[Statement]:
    standing = standing_of(instrument, on=on)
    if standing.force is Force.NOT_RECORDED:
        yield Statement("gap_force", (("instrument", instrument.short_title),))
    parent = instrument.parent
    if parent is not None and not parent.is_known:
        yield Statement("gap_parent")


def _gaps_in_terms(instrument: Instrument, *, on: date) -> Iterator[Statement]:
    if not instrument.kind.carries_assistance:
        return
    settled = {p.kind for p in instrument.provisions if not p.is_assumed and on in p.period}
    assumed = {p.kind for p in instrument.provisions if p.is_assumed and on in p.period}
    for kind in ProvisionKind:
        if kind in assumed - settled:
            yield Statement("gap_term_assumed", (("term", CATALOGUE[kind].title),))
    if instrument.reading is not Reading.WHOLE:
        yield Statement(f"gap_reading_{instrument.reading}")


def _day_of(standing: Standing) -> str:
    event = standing.event
    if event is None:
        return ""
    day = event.on or event.no_later_than
    return day.isoformat() if day is not None else event.printed
