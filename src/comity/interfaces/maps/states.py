"""How a country stands on a map, and how the register makes it stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms import EventType, Force, Instrument, Party, Standing, standing_between
from comity.kernel.codes import CountryCode


class MapStatus(StrEnum):
    """What a shade and its hatch mean; in the order in which the better hides the worse."""

    OWN = "own"
    IN_FORCE = "in-force"
    PROVISIONAL = "provisional"
    NOT_RECORDED = "not-recorded"
    SIGNED = "signed"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class MapState:
    """How one country is shown.

    Attributes:
        status: its shade and hatch.
        label: what is said of it, with its name: "Ukraine: in force since 12 December 2016".
        url: where a click leads; nowhere when empty.
    """

    status: MapStatus
    label: str
    url: str = ""


def map_states(
    instruments: Iterable[Instrument], *, of: CountryCode, on: date
) -> Mapping[CountryCode, tuple[MapStatus, tuple[Instrument, ...]]]:
    """Return how every partner of a country stands to it on a day.

    A union shows in the members through which it acts that day: the register says who they are,
    no shape does.

    Args:
        instruments: among which to look.
        of: the country whose map it is.
        on: the civil day.

    Returns:
        The best status between the two, and the instruments that give it, by partner.
    """
    found: dict[CountryCode, dict[MapStatus, list[Instrument]]] = {}
    for instrument in instruments:
        for partner in _partners(instrument, of=of, on=on):
            standing = standing_between(instrument, of, partner, on=on)
            if status := status_on_map(instrument, standing, on=on):
                found.setdefault(partner, {}).setdefault(status, []).append(instrument)
    return {partner: _best(ways) for partner, ways in sorted(found.items())}


def status_on_map(instrument: Instrument, standing: Standing, *, on: date) -> MapStatus | None:
    """Return how an instrument shows on a map on a day; None when it was not there yet."""
    if standing.code in _BY_REASON:
        return _BY_REASON[standing.code]
    match standing.force:
        case Force.YES:
            return MapStatus.IN_FORCE
        case Force.NOT_RECORDED:
            return MapStatus.NOT_RECORDED
        case Force.NO:
            signed = [e for e in instrument.events if e.what is EventType.SIGNED]
            there = any(event.on is None or event.on <= on for event in signed)
            return MapStatus.SIGNED if there else None


_BY_REASON: Mapping[str, MapStatus | None] = {
    "applied_provisionally": MapStatus.PROVISIONAL,
    "suspended": MapStatus.SUSPENDED,
    "ended": MapStatus.ENDED,
    "not_yet_signed": None,
}


def _partners(instrument: Instrument, *, of: CountryCode, on: date) -> tuple[CountryCode, ...]:
    if instrument.party_of(of, on=on) is None:
        return ()
    codes = {code for party in instrument.parties for code in _shown(party, on=on)}
    return tuple(code for code in sorted(codes) if code != of and instrument.links(of, code, on=on))


def _shown(party: Party, *, on: date) -> Iterable[CountryCode]:
    members = [member.code for member in party.members_on(on)]
    return members or [party.code]


def _best(
    ways: Mapping[MapStatus, list[Instrument]],
) -> tuple[MapStatus, tuple[Instrument, ...]]:
    status = min(ways, key=list(MapStatus).index)
    return status, tuple(ways[status])
