"""Authorities are dated and have successors."""

from comity.agreements.terms import Authority, Party
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import day


def acting(party: Party, on: str) -> list[str]:
    return [each.name for each in party.authorities_on(day(on))]


def test_a_service_acts_until_the_first_day_of_its_successor() -> None:
    taken = Period(day("2003-03-01"))
    party = Party(
        CountryCode("US"),
        (
            Authority("Customs Service"),
            Authority("CBP", taken, succeeds="Customs Service"),
            Authority("ICE", taken, succeeds="Customs Service"),
        ),
    )
    assert acting(party, "2003-02-28") == ["Customs Service"]
    assert acting(party, "2003-03-01") == ["CBP", "ICE"]


def test_both_are_named_while_the_day_of_the_change_is_not_recorded() -> None:
    heir = Authority("Customs", succeeds="Fiscal Service")
    party = Party(CountryCode("UA"), (Authority("Fiscal Service"), heir))
    assert acting(party, "2020-01-01") == ["Fiscal Service", "Customs"]


def test_an_end_that_is_written_down_stands() -> None:
    ended = Period(day("1990-01-01"), day("2000-01-01"))
    heir = Authority("New", Period(day("2005-01-01")), succeeds="Old")
    party = Party(CountryCode("UA"), (Authority("Old", ended), heir))
    assert acting(party, "2003-01-01") == []
    before = Authority("Old", Period(day("2006-01-01")))
    assert acting(Party(CountryCode("UA"), (before, heir)), "2007-01-01") == ["Old", "New"]
