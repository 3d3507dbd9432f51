"""The world map: every country can be shown, nothing political is guessed, nothing unsafe drawn."""

import gzip
import hashlib
import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comity.agreements.terms import (
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Member,
    Party,
)
from comity.interfaces.maps import (
    BoundariesFileError,
    MapState,
    MapStatus,
    boundaries_at,
    map_states,
    world_map,
)
from comity.interfaces.maps.boundaries import SHIPPED
from comity.kernel.codes import CountryCode
from comity.kernel.countries import COUNTRIES
from comity.kernel.periods import Period

UA, US, SG = CountryCode("UA"), CountryCode("US"), CountryCode("SG")
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2020, 1, 1)
RULES = (SHIPPED.parent / "static" / "comity" / "map.css").read_text()


def rings(path: str) -> list[list[tuple[float, float]]]:
    """Read the moves and steps of the made file back into places."""
    found = []
    for ring in path.split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        places = [steps[0]]
        for across, down in steps[1:]:
            places.append((places[-1][0] + across, places[-1][1] + down))
        found.append(places)
    return found


def inside(path: str, at: tuple[float, float]) -> bool:
    """Count the edges that a ray to the right crosses (even-odd rule)."""
    crossed = 0
    for ring in rings(path):
        for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y > at[1]) != (v > at[1]) and at[0] < x + (at[1] - y) / (v - y) * (u - x):
                crossed += 1
    return crossed % 2 == 1


def drawn(states: dict[CountryCode, MapState], **told: Any) -> ElementTree.Element:
    figure = world_map(states, title="Partners", description="The list beneath says it.", **told)
    return parsed(figure.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" '))


def parsed(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure)  # noqa: S314  our own text, just made


def agreement(*events: Event, other: Party | None = None) -> Instrument:
    return Instrument(
        reference="us-x",
        kind=InstrumentKind.CMAA,
        title="Agreement",
        short_title="Agreement",
        parties=(Party(US), other or Party(UA)),
        events=events,
    )


def test_every_country_can_be_shown_and_no_former_state() -> None:
    assert set(boundaries_at().countries) == set(COUNTRIES)


@pytest.mark.parametrize(
    ("place", "country", "other"),
    [("Simferopol", "UA", "RU"), ("Laayoune", "EH", "MA")],
)
def test_contested_places_lie_where_the_united_nations_say(
    place: str, country: str, other: str
) -> None:
    at = json.loads(SHIPPED.read_text())["places"][place]["at"]
    held = boundaries_at().countries
    assert inside(held[CountryCode(country)].shape, at)
    assert not inside(held[CountryCode(other)].shape, at)


def test_states_too_small_to_draw_are_dots() -> None:
    for code in ("SG", "MT", "MU", "BH", "HK"):
        assert boundaries_at().countries[CountryCode(code)].shape == ""
    circles = drawn({SG: MapState(MapStatus.IN_FORCE, "Singapore: in force")}).iter(f"{SVG}circle")
    assert [c[0].text for c in circles if "map-country" in c.get("class", "")] == [
        "Singapore: in force"
    ]


def test_the_map_weighs_little() -> None:
    figure = world_map({}, title="Partners", description="None.")
    assert len(gzip.compress(figure.encode())) < 45_000


def test_the_made_file_is_the_one_that_was_reviewed() -> None:
    told = tomllib.loads(SHIPPED.with_name("VENDORED.toml").read_text())["file"][0]
    assert told["sha256"] == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert told["licence"] == "BSD-3-Clause"


def test_the_map_has_a_name_a_description_and_a_caption() -> None:
    figure = drawn({UA: MapState(MapStatus.IN_FORCE, "Ukraine: in force")})
    world = figure.find(f"{SVG}svg")
    assert world is not None
    assert world.get("role") == "img"
    assert [world.findtext(f"{SVG}{part}") for part in ("title", "desc")] == [
        "Partners",
        "The list beneath says it.",
    ]
    assert "imply no position" in (figure.findtext("figcaption") or "")


def test_every_status_has_a_hatch_or_shade_of_its_own_and_a_word() -> None:
    codes = [CountryCode(code) for code in sorted(COUNTRIES)]
    states = {code: MapState(s, str(s)) for code, s in zip(codes, MapStatus, strict=False)}
    figure = drawn(states)
    patterns = {p.get("id"): p for p in figure.iter(f"{SVG}pattern")}
    hatches = [p[1].get("d") if len(p) > 1 else "" for p in patterns.values()]
    assert set(patterns) == {f"map-{status}" for status in MapStatus}
    assert sorted(hatches, key=str)[:2] == ["", ""]
    assert len(set(hatches)) == len(MapStatus) - 1, "only the two full shades share no hatch"
    assert all(f".map-{status} .map-shade" in RULES for status in MapStatus)
    assert len(figure.findall("ul/li")) == len(MapStatus) + 1


def test_a_link_can_be_pointed_at_and_does_not_stand_in_the_way_of_the_tab_key() -> None:
    figure = drawn({UA: MapState(MapStatus.IN_FORCE, "Ukraine: in force", url="#ua")})
    world = figure.find(f"{SVG}svg")
    assert world is not None
    assert world.get("role") == "group", "links inside an image are lost to screen readers"
    (link,) = world.findall(f"{SVG}a")
    assert link.attrib == {"href": "#ua", "aria-label": "Ukraine: in force", "tabindex": "-1"}


def test_nothing_of_a_page_s_policy_is_broken_whatever_the_words_are() -> None:
    hostile = '"><script>alert(1)</script>'
    figure = world_map(
        {UA: MapState(MapStatus.OWN, hostile, url=hostile)}, title=hostile, description=hostile
    )
    assert "<script" not in figure
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", figure)
    parsed(figure)


def test_two_maps_on_a_page_share_no_id() -> None:
    ids = {
        name: {e.get("id") for e in drawn({}, name=name).iter() if e.get("id")}
        for name in ("one", "other")
    }
    assert ids["one"] & ids["other"] == set()


@pytest.mark.parametrize(
    "told",
    [
        "[]",
        "{}",
        "not json",
        '{"width": 0, "height": 4, "outline": "M0 0z", "land": [], "countries": []}',
        '{"width": 9, "height": 4, "outline": "\\"/>", "land": [], "countries": []}',
        '{"width": 9, "height": 4, "outline": "M0 0z", "land": [],'
        ' "countries": [{"id": "QQ", "at": [1, 2]}]}',
        '{"width": 9, "height": 4, "outline": "M0 0z", "land": [],'
        ' "countries": [{"id": "UA", "at": [1, 2]}, {"id": "UA", "at": [1, 2]}]}',
        '{"width": 9, "height": 4, "outline": "M0 0z", "land": [],'
        ' "countries": [{"id": "UA", "at": ["left", 2]}]}',
    ],
)
def test_a_malformed_boundary_file_is_refused(told: str, tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    file.write_text(told)
    with pytest.raises(BoundariesFileError):
        boundaries_at(file)


def test_a_missing_boundary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BoundariesFileError):
        boundaries_at(tmp_path / "none.json")


def test_another_boundary_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    file.write_text(
        '{"width": 9, "height": 4, "outline": "M0 0z", "land": ["M3 3z"],'
        ' "countries": [{"id": "UA", "at": [1, 2], "d": "M1 1l2 2z"}]}'
    )
    state = {UA: MapState(MapStatus.OWN, "Ukraine"), US: MapState(MapStatus.OWN, "not drawn")}
    figure = world_map(state, title="t", description="d", boundaries=boundaries_at(file))
    assert 'viewBox="0 0 9 4"' in figure
    assert "not drawn" not in figure


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], MapStatus.NOT_RECORDED),
        ([Event(EventType.ENTERED_INTO_FORCE, on=DAY)], MapStatus.IN_FORCE),
        ([Event(EventType.PROVISIONALLY_APPLIED, on=DAY)], MapStatus.PROVISIONAL),
        (
            [
                Event(EventType.SIGNED, on=date(2019, 1, 1)),
                Event(EventType.ENTERED_INTO_FORCE, on=date(2021, 1, 1)),
            ],
            MapStatus.SIGNED,
        ),
        (
            [
                Event(EventType.ENTERED_INTO_FORCE, on=date(2019, 1, 1)),
                Event(EventType.SUSPENDED, on=DAY),
            ],
            MapStatus.SUSPENDED,
        ),
        (
            [
                Event(EventType.ENTERED_INTO_FORCE, on=date(2019, 1, 1)),
                Event(EventType.TERMINATED, on=DAY),
            ],
            MapStatus.ENDED,
        ),
    ],
)
def test_a_partner_is_shaded_by_how_the_agreement_stands_that_day(
    events: list[Event], status: MapStatus
) -> None:
    found = map_states([agreement(*events)], of=US, on=DAY)
    assert {partner: shown for partner, (shown, _) in found.items()} == {UA: status}


def test_an_agreement_that_is_not_signed_yet_shows_nothing() -> None:
    signed_later = agreement(Event(EventType.SIGNED, on=date(2020, 1, 2)))
    assert map_states([signed_later], of=US, on=DAY) == {}


def test_of_several_agreements_with_one_partner_the_best_is_shown() -> None:
    force = agreement(Event(EventType.ENTERED_INTO_FORCE, on=DAY))
    ended = agreement(Event(EventType.TERMINATED, on=DAY))
    assert map_states([ended, force], of=US, on=DAY)[UA] == (MapStatus.IN_FORCE, (force,))


def test_a_union_shows_in_the_members_it_acts_through_that_day() -> None:
    left = Member(CountryCode("GB"), Period(date(1973, 1, 1), date(2020, 1, 1)))
    union = Party(CountryCode("EU"), members=(Member(CountryCode("FR")), left))
    found = map_states([agreement(other=union)], of=US, on=DAY)
    assert set(found) == {"FR"}
