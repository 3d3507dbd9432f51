"""Checks of ships, containers and vehicles. Pure."""

import re
from collections.abc import Iterator

from comity.subjects.rules.check_digits import container_digit, imo_digit, vin_character
from comity.subjects.terms import Doubt

_IMO = re.compile(r"[0-9]{7}")
_CONTAINER = re.compile(r"[A-Z]{4}[0-9]{7}")
# I, O and Q are left out, because they look like figures.
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_MMSI = re.compile(r"[0-9]{9}")
_CALL_SIGN = re.compile(r"(?=[A-Z0-9]{3,7}$)(?:[A-Z][A-Z0-9]|[2-9][A-Z])[A-Z0-9]+")
_CATEGORIES = frozenset("UJZR")


def doubts_about_imo(number: str) -> Iterator[Doubt]:
    """Yield what a ship number gives reason to look at again."""
    if not _IMO.fullmatch(number):
        yield Doubt("imo_form")
    elif (expected := imo_digit(number[:6])) != number[6]:
        yield Doubt("check_digit", (("expected", expected),))


def doubts_about_container(number: str) -> Iterator[Doubt]:
    """Yield what a container number gives reason to look at again."""
    if not _CONTAINER.fullmatch(number):
        yield Doubt("container_form")
        return
    if number[3] not in _CATEGORIES:
        yield Doubt("container_category", (("letter", number[3]),))
    if (expected := container_digit(number[:10])) != number[10]:
        yield Doubt("check_digit", (("expected", expected),))


def doubts_about_vin(number: str) -> Iterator[Doubt]:
    """Yield what a vehicle identification number gives reason to look at again."""
    if not _VIN.fullmatch(number):
        yield Doubt("vin_form")
    elif (expected := vin_character(number)) != number[8]:
        yield Doubt("vin_check_digit", (("expected", expected),))


def doubts_about_mmsi(number: str) -> Iterator[Doubt]:
    """Yield what a maritime mobile identity gives reason to look at again."""
    if not _MMSI.fullmatch(number):
        yield Doubt("mmsi_form")
    elif number[0] not in "234567":
        yield Doubt("mmsi_no_ship")


def doubts_about_call_sign(sign: str) -> Iterator[Doubt]:
    """Yield what a call sign gives reason to look at again."""
    if not _CALL_SIGN.fullmatch(sign):
        yield Doubt("call_sign_form")
