"""The register as a map: every state a country stands in some relation to, shown and listed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext

from comity.agreements.terms import Instrument
from comity.interfaces.maps import (
    SENTENCES,
    MapState,
    MapStatus,
    Markup,
    boundaries_at,
    map_states,
    world_map,
)
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from comity.kernel.regions import Region


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One state on the map, as the list beneath says it.

    Attributes:
        code: the state.
        name: its name in the reader's language.
        status: the best that stands between the two.
        instruments: those that give it.
    """

    code: CountryCode
    name: str
    status: MapStatus
    instruments: tuple[Instrument, ...]

    @property
    def anchor(self) -> str:
        """Where the list speaks of it."""
        return f"state-{self.code}"


def word_for(status: MapStatus) -> str:
    """Return a status in the words of the map's key."""
    return gettext(SENTENCES[f"map_{status}"])


def neighbours_of(
    instruments: Iterable[Instrument],
    *,
    of: CountryCode,
    on: date,
    within: Region | None,
    name_of: Callable[[str], str],
) -> tuple[Neighbour, ...]:
    """Return every state of a region a country has an instrument with on a day, by name."""
    found = map_states(instruments, of=of, on=on)
    neighbours = (
        Neighbour(code, name_of(code), status, given)
        for code, (status, given) in found.items()
        if within is None or code in within.countries
    )
    return tuple(sorted(neighbours, key=lambda each: each.name))


def map_of(neighbours: Sequence[Neighbour], *, of: CountryCode, boundaries: Path | None) -> Markup:
    """Draw the map; each state leads to its line in the list beneath.

    Args:
        neighbours: whom it shows.
        of: the country whose map it is.
        boundaries: the boundary file of this node; None for the shipped one.
    """
    words = {status: word_for(status) for status in {each.status for each in neighbours}}
    states = {
        each.code: MapState(
            each.status,
            f"{each.name}: {words[each.status]}",
            f"#{each.anchor}",
        )
        for each in neighbours
    }
    states[of] = MapState(MapStatus.OWN, country_name(of))
    title = gettext("Agreements of %(country)s") % {"country": country_name(of)}
    about = gettext("A world map. The list beneath it says the same, state by state.")
    return world_map(
        states,
        title=title,
        description=about,
        translate=gettext,
        boundaries=boundaries_at(boundaries),
    )
