"""Which parts of an instrument a party has taken on, and which it keeps out of, on a day.

A convention may be accepted annex by annex, and a party may reserve single articles. A duty runs
only between parties to the same part on that day.

Source: [nairobi-1977].
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from comity.agreements.terms.happenings import Event, EventType
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.provisions import Provision
from comity.kernel.codes import CountryCode


class Bond(StrEnum):
    """How a party stands to one provision."""

    BOUND = "bound"
    NOT_ACCEPTED = "not-accepted"  # it has accepted other parts and not this one
    RESERVED = "reserved"
    NOT_RECORDED = "not-recorded"  # nothing is recorded of what it accepted


def bond_of(
    instrument: Instrument, provision: Provision, country: CountryCode, *, on: date
) -> tuple[Bond, Event | None]:
    """Return how a country stands to a provision on a day, with the event it rests on.

    A member of a union is bound by what the union accepted.

    Args:
        instrument: which.
        provision: one of its own.
        country: a party, or a member of one that day.
        on: the civil day.
    """
    party = instrument.party_of(country, on=on)
    code = party.code if party is not None else country
    if reserved := _reservation(instrument, provision, code, on=on):
        return Bond.RESERVED, reserved
    if not provision.part:
        return Bond.BOUND, None
    accepted = [event for event in _acceptances(instrument, code, on=on) if event.parts]
    holding = next((event for event in accepted if provision.part in event.parts), None)
    if holding is not None:
        return Bond.BOUND, holding
    return (Bond.NOT_ACCEPTED, accepted[-1]) if accepted else (Bond.NOT_RECORDED, None)


def _acceptances(instrument: Instrument, code: CountryCode, *, on: date) -> Iterator[Event]:
    """Return what a party has accepted by a day; what has no day counts, as its parts are told."""
    for event in instrument.events_about(code):
        if event.what is not EventType.ACCEPTED:
            continue
        if event.has_happened(on) or (event.on is None and event.no_later_than is None):
            yield event


def _reservation(
    instrument: Instrument, provision: Provision, code: CountryCode, *, on: date
) -> Event | None:
    """Return the reservation that keeps a party out of a provision on a day, or None.

    One without its day counts on every day: to hold a party to what it reserved would be worse
    than to leave it out.
    """
    standing: Event | None = None
    if not instrument.course.has_reservations:
        return None
    for event in instrument.events_about(code):
        if not _touches(event, provision):
            continue
        if event.what is EventType.RESERVED and (event.on is None or event.has_happened(on)):
            standing = event
        elif event.what is EventType.RESERVATION_WITHDRAWN and event.has_happened(on):
            standing = None
    return standing


def _touches(event: Event, provision: Provision) -> bool:
    """Return whether an event names the part or the article; a bare one names the whole."""
    named = {provision.part, provision.article} - {""}
    return not event.parts or not named.isdisjoint(event.parts)
