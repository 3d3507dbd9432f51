"""Signings: who signed, where, on whose behalf, and which number it is in each side's count."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.agreements.counts import Place, figures_made_by, place_of
from comity.agreements.terms import (
    Authority,
    Event,
    EventType,
    Instrument,
    PublishedFigure,
    Register,
)
from comity.interfaces.public.listing import by_party
from comity.kernel.codes import CountryCode

_BEHALF = re.compile(r"(?P<who>.+), for (?:the )?(?P<party>[^,]+)")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signed.

    Attributes:
        who: as printed, with the office.
        behalf: on whose behalf, as printed; empty when no source says.
    """

    who: str
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which number a signing is for one administration.

    Attributes:
        party: the administration.
        authorities: the services that act for it under the instrument.
        published: the numbers it has printed at this signing.
        counted: the register's own number; None when the day of signature is not recorded.
    """

    party: CountryCode
    authorities: tuple[Authority, ...]
    published: tuple[PublishedFigure, ...]
    counted: Place | None


@dataclass(frozen=True, slots=True)
class Signing:
    """One signing of one instrument.

    Attributes:
        name: of its page.
        instrument: what was signed.
        event: the event that records it.
        signatories: who signed; empty when no source says.
        numbers: one for each party.
    """

    name: str
    instrument: Instrument
    event: Event
    signatories: tuple[Signatory, ...]
    numbers: tuple[Numbered, ...]


def signings_in(register: Register) -> tuple[Signing, ...]:
    """Return every signing, by the reference of what was signed."""
    held = by_party(register.instruments)
    return tuple(
        Signing(
            name=each.reference if number == 1 else f"{each.reference}.{number}",
            instrument=each,
            event=event,
            signatories=tuple(_signatory(told) for told in event.signatories),
            numbers=tuple(_numbered(register, held, each)),
        )
        for each in register.instruments
        for number, event in enumerate(_signatures(each), start=1)
    )


def _signatures(instrument: Instrument) -> list[Event]:
    return [event for event in instrument.events if event.what is EventType.SIGNED]


def _signatory(told: str) -> Signatory:
    found = _BEHALF.fullmatch(told)
    return Signatory(found["who"], found["party"]) if found else Signatory(told)


def _numbered(
    register: Register, held: Mapping[CountryCode, tuple[Instrument, ...]], instrument: Instrument
) -> Iterable[Numbered]:
    # Who took the place of a former state later did not sign.
    signed = [party for party in instrument.parties if party.succeeds is None]
    for party in signed:
        yield Numbered(
            party=party.code,
            authorities=party.authorities,
            published=figures_made_by(register, instrument, of=party.code),
            counted=place_of(instrument, among=held[party.code], of=party.code),
        )
