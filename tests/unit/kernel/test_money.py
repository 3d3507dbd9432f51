"""Money: exact, and never of two currencies at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.money import Money

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2)


@given(amount=AMOUNTS)
def test_reading_what_was_written_gives_the_same_sum(amount: Decimal) -> None:
    money = Money(amount, "UAH")
    assert Money.parse(str(money)) == money


def test_sums_of_one_currency_add() -> None:
    assert Money(Decimal("0.10"), "USD") + Money(Decimal("0.20"), "USD") == Money(
        Decimal("0.30"), "USD"
    )


def test_sums_of_two_currencies_do_not_add() -> None:
    with pytest.raises(ValueError, match="cannot add"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "KES")


@pytest.mark.parametrize(
    "text", ["", "ten USD", "10", "10 usd", "10 US$", "NaN USD", "Infinity USD"]
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Money.parse(text)
