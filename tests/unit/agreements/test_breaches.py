"""Breaches: only a bar that speaks of them, on its days, turns one into a refusal."""

from comity.agreements.rules.breaches import grounds_of_breach
from comity.agreements.terms import Bar, Breach, BreachState, DataCategory, LivingLaw
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import READ, day, own_law, register

ON = day("2026-11-21")
KE, UA = CountryCode("KE"), CountryCode("UA")


def codes(*bars: Bar) -> list[str]:
    held = register(laws=(own_law("UA", bars=bars),))
    found = grounds_of_breach(held, UA, partner=KE, on=ON, in_breach=True)
    return [ground.code for ground in found]


def test_without_a_breach_nothing_is_said() -> None:
    assert grounds_of_breach(register(laws=(own_law("UA"),)), UA, partner=KE, on=ON) == ()


def test_a_bar_on_something_else_does_not_bar_for_a_breach() -> None:
    assert codes(Bar("S. 9", READ, category=DataCategory.TAX)) == ["breach_established"]


def test_a_bar_on_breaches_bars_on_its_days() -> None:
    over = Period(day("2020-01-01"), day("2026-11-21"))
    assert codes(Bar("S. 9", READ, on_breach=True)) == ["breach_barred"]
    assert codes(Bar("S. 9", READ, on_breach=True, period=over)) == ["breach_established"]


def test_a_breach_that_is_over_bears_on_nothing() -> None:
    breach = Breach(KE, BreachState.REMEDIED, Period(day("2026-01-01")))
    held = register(laws=(own_law("UA"),)).with_living_law(LivingLaw(UA, breaches=(breach,)))
    assert grounds_of_breach(held, UA, partner=KE, on=ON) == ()
