"""Checks of accounts and legal entities: IBAN and LEI. Pure."""

import re
from collections.abc import Iterator

from comity.subjects.rules.check_digits import digits_mod_97
from comity.subjects.terms import Doubt

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{4,30}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
# Characters of an IBAN, by country. Source: [iso-13616], the registry.
_LENGTHS = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
IBAN_LENGTHS = {
    country: length for length, countries in _LENGTHS.items() for country in countries.split()
}


def doubts_about_iban(iban: str) -> Iterator[Doubt]:
    """Yield what an account number gives reason to look at again."""
    if not _IBAN.fullmatch(iban):
        yield Doubt("iban_form")
        return
    expected = IBAN_LENGTHS.get(iban[:2])
    if expected is None:
        yield Doubt("iban_country", (("letters", iban[:2]),))
    elif len(iban) != expected:
        yield Doubt("iban_length", (("expected", str(expected)), ("length", str(len(iban)))))
    if digits_mod_97(iban[4:] + iban[:2]) != iban[2:4]:
        yield Doubt("check_digits")


def doubts_about_lei(lei: str) -> Iterator[Doubt]:
    """Yield what a legal entity identifier gives reason to look at again."""
    if not _LEI.fullmatch(lei):
        yield Doubt("lei_form")
    elif digits_mod_97(lei[:-2]) != lei[-2:]:
        yield Doubt("check_digits")
