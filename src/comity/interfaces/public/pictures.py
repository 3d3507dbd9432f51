"""The maps of the public register, labelled in the language of the edition."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from comity.agreements.terms import Register
from comity.interfaces.maps import (
    Boundaries,
    MapState,
    MapStatus,
    Markup,
    map_states,
    world_map,
)
from comity.interfaces.public import words
from comity.interfaces.public.edition import Edition
from comity.interfaces.public.listing import CountryRow
from comity.kernel.codes import CountryCode

# From the code of an administration to the address of its page; "" for one that has none.
Address = Callable[[CountryCode], str]


def map_of_all(
    rows: Mapping[CountryCode, CountryRow], *, address: Address, boundaries: Boundaries | None
) -> Markup:
    """Return the map of every country by the best standing of its agreements."""
    states = {
        code: MapState(row.standing, _label(row), address(code)) for code, row in rows.items()
    }
    title = gettext("The world by the standing of customs agreements")
    return _drawn(states, title, boundaries)


def map_of_partners(
    register: Register,
    code: CountryCode,
    edition: Edition,
    *,
    address: Address,
    boundaries: Boundaries | None,
) -> Markup | None:
    """Return the map of an administration's partners; None for a single partner."""
    found = map_states(register.instruments, of=code, on=edition.on)
    if len(found) < 2:
        return None
    states = {
        partner: MapState(
            status,
            f"{words.country_name(partner)}: {words.standing_name(status)}",
            address(partner),
        )
        for partner, (status, _) in found.items()
    }
    states[code] = MapState(MapStatus.OWN, words.country_name(code))
    title = gettext("Partners of %(country)s") % {"country": words.country_name(code)}
    return _drawn(states, title, boundaries)


def _drawn(
    states: Mapping[CountryCode, MapState], title: str, boundaries: Boundaries | None
) -> Markup:
    return world_map(
        states,
        title=title,
        description=gettext("The list beneath the map says the same in words."),
        translate=gettext,
        boundaries=boundaries,
    )


def _label(row: CountryRow) -> str:
    told = gettext("%(country)s: %(standing)s; agreements: %(number)s")
    return told % {
        "country": words.country_name(row.code),
        "standing": words.standing_name(row.standing),
        "number": len(row.instruments),
    }
