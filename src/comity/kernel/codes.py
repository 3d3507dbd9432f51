"""Codes that both sides of a border read alike: countries and goods."""

from typing import Self

from comity.kernel.countries import NAMES, UNIONS


class CountryCode(str):
    """A country, a former state or a union that can be party to an agreement.

    It is a string, so that it compares with, and is stored as, its letters; it cannot be made of
    letters that name nobody.

    Source: [iso-3166-1], [iso-3166-3].
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Take `text` as it stands, or raise ValueError when it names nobody."""
        if text not in NAMES:
            raise ValueError(f"no such country or union: {text!r}")
        return super().__new__(cls, text)

    @property
    def english_name(self) -> str:
        """The usual English name, for sentences."""
        return NAMES[self]

    @property
    def is_union(self) -> bool:
        """Whether it acts through member states."""
        return str(self) in UNIONS


def is_country(text: str) -> bool:
    """Tell whether a text is the code of a country, a former state or a union, as it stands."""
    return text in NAMES


class HsCode(str):
    """A code of the Harmonized System, or of a national tariff that extends it.

    Two digits name the chapter, four the heading, six the subheading; tariffs go on to ten. Dots
    and spaces, as officers type them, are dropped.

    Source: [hs-convention].
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Take the digits of `text`, or raise ValueError when they cannot be a code."""
        digits = text.replace(".", "").replace(" ", "")
        well_formed = digits.isascii() and digits.isdigit() and len(digits) in {2, 4, 6, 8, 10}
        if not well_formed or digits[:2] == "00":
            raise ValueError(f"not a code of the Harmonized System: {text!r}")
        return super().__new__(cls, digits)

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self[:2]

    @property
    def subheading(self) -> str:
        """The six digits all parties share; fewer when the code itself is shorter."""
        return self[:6]
