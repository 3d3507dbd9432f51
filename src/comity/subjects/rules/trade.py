"""Checks of declarations, goods, traders, countries and telephones. Pure."""

import re
from collections.abc import Iterator

from comity.kernel.countries import COUNTRIES
from comity.subjects.terms import Doubt

_MRN = re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{14}")
_HS = re.compile(r"(?:[0-9]{2}){1,5}")
_TRADER = re.compile(r"[A-Z]{2}[A-Z0-9]{1,15}")
_PHONE = re.compile(r"[1-9][0-9]{3,14}")
# Prefixes that stand for no country of ISO 3166 and are in use: Northern Ireland and the Union.
_TRADERS_TOO = frozenset({"EU", "XI"})


def doubts_about_mrn(number: str) -> Iterator[Doubt]:
    """Yield what a movement reference number gives reason to look at again."""
    if not _MRN.fullmatch(number):
        yield Doubt("mrn_form")
    elif number[2:4] not in COUNTRIES.keys() | _TRADERS_TOO:
        yield Doubt("country_of_number", (("letters", number[2:4]),))


def doubts_about_hs(code: str) -> Iterator[Doubt]:
    """Yield what a code of goods gives reason to look at again."""
    if not _HS.fullmatch(code):
        yield Doubt("hs_form")
    elif code.startswith("00"):
        yield Doubt("hs_chapter", (("chapter", "00"),))
    elif code.startswith("77"):
        yield Doubt("hs_reserved")
    elif code[:2] in {"98", "99"}:
        yield Doubt("hs_national")


def doubts_about_trader(number: str) -> Iterator[Doubt]:
    """Yield what a trader's number gives reason to look at again."""
    if not _TRADER.fullmatch(number):
        yield Doubt("trader_form")
    elif number[:2] not in COUNTRIES.keys() | _TRADERS_TOO:
        yield Doubt("country_of_number", (("letters", number[:2]),))


def doubts_about_country(code: str) -> Iterator[Doubt]:
    """Yield a doubt about a code that is no country's today."""
    if code not in COUNTRIES:
        yield Doubt("no_country_of_code")


def doubts_about_phone(number: str, *, typed: str) -> Iterator[Doubt]:
    """Yield what a telephone number gives reason to look at again.

    Args:
        number: its digits.
        typed: the whole, of which the sign before the country's code is looked for.
    """
    if not typed.lstrip().startswith(("+", "\uff0b")) or not _PHONE.fullmatch(number):
        yield Doubt("phone_form")
