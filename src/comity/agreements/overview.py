"""What a register page says of an instrument at a glance: its status in words, and its gaps."""

from datetime import date

from comity.agreements.gaps import Statement, gaps_in
from comity.agreements.terms import (
    ASSISTANCE,
    AssistanceKind,
    Event,
    EventType,
    Instrument,
    Reading,
    Status,
    StatusOnDay,
    status_between,
    status_on,
)
from comity.kernel.codes import CountryCode

__all__ = [
    "Statement",
    "assistance_under",
    "gaps_in",
    "signed_event",
    "status_of",
    "status_of_bond",
]


def status_of(instrument: Instrument, *, on: date) -> Statement:
    """Return the status of an instrument on a day, for one line of a page."""
    return _told(status_on(instrument, on=on))


def status_of_bond(
    instrument: Instrument, one: CountryCode, other: CountryCode, *, on: date
) -> Statement:
    """Return the status of an instrument on a day between two of its parties."""
    return _told(status_between(instrument, one, other, on=on))


def signed_event(instrument: Instrument) -> Event | None:
    """Return the signature, or None when the register has none."""
    return next((e for e in instrument.events if e.what is EventType.SIGNED), None)


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


# Stages that standing has no reason of its own for: force says only that there is none.
_OF_THE_WORD = frozenset(
    {
        Status.NEGOTIATED,
        Status.INITIALLED,
        Status.SIGNED,
        Status.UNDER_NOTICE,
        Status.SUPERSEDED,
    }
)


def _told(found: StatusOnDay) -> Statement:
    """Say the word with the day it rests on; a signed text says when it enters into force."""
    standing = found.standing
    to_come = found.status is Status.SIGNED and standing.event is not None
    if found.status in _OF_THE_WORD and not to_come:
        code, event = f"status_{found.status.replace('-', '_')}", found.event
    else:
        code, event = f"status_{standing.code}", standing.event
    by = event.by if event is not None else ""
    return Statement(code, (("by", by), ("day", _day_of(event))))


def _day_of(event: Event | None) -> str:
    if event is None:
        return ""
    day = event.on or event.no_later_than
    return day.isoformat() if day is not None else event.printed
