"""Regions: every country in one part, and nothing in a region that M49 leaves out."""

from collections import Counter

from comity.kernel.codes import CountryCode
from comity.kernel.countries import COUNTRIES, FORMER_STATES, UNIONS
from comity.kernel.regions import WHOLE_REGIONS, Region

PARTS = [part for whole in WHOLE_REGIONS for part in whole.parts]


def test_every_country_lies_in_one_part_and_antarctica_in_none() -> None:
    counted = Counter(code for part in PARTS for code in part.countries)
    assert set(counted) == set(COUNTRIES) - {"AQ"}
    assert set(counted.values()) == {1}


def test_former_states_and_unions_lie_nowhere() -> None:
    everywhere = set().union(*(region.countries for region in Region))
    assert not everywhere & {*FORMER_STATES, *UNIONS}


def test_a_region_is_the_sum_of_its_parts() -> None:
    assert {*WHOLE_REGIONS, *PARTS} == set(Region)
    for whole in WHOLE_REGIONS:
        assert whole.countries == set().union(*(part.countries for part in whole.parts))
        assert all(not part.parts for part in whole.parts)


def test_some_countries_lie_where_m49_prints_them() -> None:
    assert CountryCode("CY") in Region.WESTERN_ASIA.countries
    assert CountryCode("RU") in Region.EASTERN_EUROPE.countries
    assert CountryCode("MX") in Region.CENTRAL_AMERICA.countries
    assert (Region.EUROPE.m49, Region.CARIBBEAN.m49) == ("150", "029")


def test_the_codes_of_regions_are_different() -> None:
    assert len({region.m49 for region in Region}) == len(Region)
