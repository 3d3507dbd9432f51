"""Sums of money: an exact amount and its currency, never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency.

    Attributes:
        amount: exact, finite; negative for what is owed back.
        currency: three letters. Source: [iso-4217].
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueError(f"not an amount: {self.amount}")
        if not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"not a currency: {self.currency!r}")

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes: an amount, a space, three letters.

        Raises:
            ValueError: the text is not an amount followed by a currency.
        """
        amount, _, currency = text.partition(" ")
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as wrong:
            raise ValueError(f"not an amount: {amount!r}") from wrong
