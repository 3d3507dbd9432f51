"""Drawing the map as one figure: inline SVG, classes only, a hatch for every shade.

Shades alone would fail readers who do not see colour and every black-and-white print. Fills are
presentation attributes, because a strict Content-Security-Policy allows no inline style.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from comity.interfaces.maps.boundaries import Boundaries, Place, boundaries_at
from comity.interfaces.maps.states import MapState, MapStatus
from comity.interfaces.maps.wording import SENTENCES
from comity.kernel.codes import CountryCode

# Steps of 8 units; each draws past the tile's corners, so that the lines join.
_HATCHES: Mapping[MapStatus, str] = {
    MapStatus.OWN: "",
    MapStatus.IN_FORCE: "",
    MapStatus.PROVISIONAL: "M0 2h8M0 6h8",
    MapStatus.NOT_RECORDED: "M-2 2l4-4M0 8l8-8M6 10l4-4",
    MapStatus.SIGNED: "M1.5 1.5h1.5M5.5 5.5h1.5",
    MapStatus.SUSPENDED: "M2 0v8M6 0v8",
    MapStatus.ENDED: "M0 0l8 8M0 8l8-8",
}
_DOT = 1.6
_DOT_WITH_STATE = 4.2


class Markup(str):
    """Text that is already safe to stand in a page; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text itself, as template engines ask for it."""
        return self


def in_english(words: str) -> str:
    """Return the words as they are kept."""
    return words


def world_map(
    states: Mapping[CountryCode, MapState],
    *,
    title: str,
    description: str,
    name: str = "map",
    translate: Callable[[str], str] = in_english,
    boundaries: Boundaries | None = None,
) -> Markup:
    """Return a world map with its key and its caption, as a `<figure>`.

    A country with an address is a link for those who point; it is left out of the order of the
    Tab key, because the list that belongs beneath the map holds the same links, and a reader
    should not have to pass a hundred of them to reach it.

    Args:
        states: how each country is shown; the others are plain land.
        title: the name of the map.
        description: what there is to see, for those who do not see it; say where the list is.
        name: begins every `id` of the figure; another for a second map on one page.
        translate: turns the map's own words into the reader's language.
        boundaries: the shapes; the shipped ones when not given.
    """
    world = boundaries or boundaries_at()
    role = "group" if any(state.url for state in states.values()) else "img"
    ident = escape(name)
    return Markup(
        f'<figure class="map">'
        f'<svg class="map-world" viewBox="0 0 {world.width} {world.height}" role="{role}"'
        f' aria-labelledby="{ident}-title" aria-describedby="{ident}-about">'
        f'<title id="{ident}-title">{escape(title)}</title>'
        f'<desc id="{ident}-about">{escape(description)}</desc>'
        f"<defs>{''.join(_pattern(ident, status) for status in MapStatus)}</defs>"
        f'<g aria-hidden="true"><path class="map-sea" d="{world.outline}"/>'
        f'<path class="map-land" d="{_plain(world, states)}"/>{_plain_dots(world, states)}</g>'
        f"{''.join(_shown(ident, world, states))}</svg>"
        f"{_key(ident, states.values(), translate)}"
        f'<figcaption class="map-caption">{escape(translate(SENTENCES["map_caption"]))}'
        f"</figcaption></figure>"
    )


def _pattern(name: str, status: MapStatus) -> str:
    hatch = _HATCHES[status]
    lines = f'<path class="map-hatch" d="{hatch}"/>' if hatch else ""
    return (
        f'<pattern id="{name}-{status}" class="map-{status}" width="8" height="8"'
        f' patternUnits="userSpaceOnUse"><rect class="map-shade" width="8" height="8"/>'
        f"{lines}</pattern>"
    )


def _plain(world: Boundaries, states: Mapping[CountryCode, MapState]) -> str:
    shapes = [place.shape for code, place in world.countries.items() if code not in states]
    return "".join((*world.land, *shapes))


def _plain_dots(world: Boundaries, states: Mapping[CountryCode, MapState]) -> str:
    dots = [p for code, p in world.countries.items() if not p.shape and code not in states]
    return "".join(_dot(place, _DOT, 'class="map-land"') for place in dots)


def _shown(name: str, world: Boundaries, states: Mapping[CountryCode, MapState]) -> Iterable[str]:
    held = [(world.countries[code], states[code]) for code in states if code in world.countries]
    # Dots last: a neighbour's shape must not cover them.
    for place, state in sorted(held, key=lambda pair: not pair[0].shape):
        label = escape(state.label)
        paint = f'class="map-country map-{state.status}" fill="url(#{name}-{state.status})"'
        drawn = _country(place, paint, f"<title>{label}</title>")
        if state.url:
            address = escape(state.url)
            drawn = f'<a href="{address}" aria-label="{label}" tabindex="-1">{drawn}</a>'
        yield drawn


def _country(place: Place, paint: str, title: str) -> str:
    if place.shape:
        return f'<path {paint} d="{place.shape}">{title}</path>'
    return _dot(place, _DOT_WITH_STATE, paint, title)


def _dot(place: Place, radius: float, paint: str, title: str = "") -> str:
    across, down = place.at
    return f'<circle {paint} cx="{across:g}" cy="{down:g}" r="{radius}">{title}</circle>'


def _key(name: str, states: Iterable[MapState], translate: Callable[[str], str]) -> str:
    used = {state.status for state in states}
    rows = "".join(
        f'<li><svg class="map-swatch" viewBox="0 0 24 16" aria-hidden="true">'
        f'<rect class="map-country map-{status}" width="24" height="16"'
        f' fill="url(#{name}-{status})"/></svg>'
        f"{escape(translate(SENTENCES[f'map_{status}']))}</li>"
        for status in MapStatus
        if status in used
    )
    none = (
        '<li><svg class="map-swatch" viewBox="0 0 24 16" aria-hidden="true">'
        '<rect class="map-land" width="24" height="16"/></svg>'
        f"{escape(translate(SENTENCES['map_none']))}</li>"
    )
    return f'<ul class="map-key">{rows}{none}</ul>'
