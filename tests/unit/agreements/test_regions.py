"""Agreements by region: where the partner lies, through whom a union acts that day."""

from dataclasses import replace

from comity.agreements.regions import is_with_region
from comity.agreements.terms import Instrument, Member, Party
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.regions import Region
from tests.spec.language import agreement, day

KE, UA, EU, GB, US, SU = (CountryCode(code) for code in ("KE", "UA", "EU", "GB", "US", "SU"))
ON = day("2020-01-31")


def with_union() -> Instrument:
    member = Member(GB, Period(day("1973-01-01"), day("2020-02-01")))
    return replace(agreement("us-eu"), parties=(Party(US), Party(EU, members=(member,))))


def test_an_agreement_is_with_the_regions_of_both_its_parties() -> None:
    text = agreement("ke-ua")
    assert is_with_region(text, Region.EASTERN_AFRICA, on=ON)
    assert is_with_region(text, Region.EUROPE, on=ON)
    assert not is_with_region(text, Region.ASIA, on=ON)


def test_beside_one_party_only_the_other_counts() -> None:
    text = agreement("ke-ua")
    assert is_with_region(text, Region.EUROPE, on=ON, beside=KE)
    assert not is_with_region(text, Region.AFRICA, on=ON, beside=KE)


def test_a_union_lies_where_its_members_of_the_day_do() -> None:
    assert is_with_region(with_union(), Region.NORTHERN_EUROPE, on=ON)
    assert not is_with_region(with_union(), Region.NORTHERN_EUROPE, on=day("2020-02-01"))


def test_a_member_of_a_union_is_no_partner_of_itself() -> None:
    assert not is_with_region(with_union(), Region.EUROPE, on=ON, beside=GB)
    assert is_with_region(with_union(), Region.AMERICAS, on=ON, beside=GB)


def test_a_state_that_has_ended_lies_nowhere() -> None:
    text = replace(agreement(), parties=(Party(SU), Party(KE)))
    assert [r for r in Region if is_with_region(text, r, on=ON, beside=KE)] == []
