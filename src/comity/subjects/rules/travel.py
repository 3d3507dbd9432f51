"""Check of the machine-readable lines of passports, cards and visas. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.subjects.rules.check_digits import mrz_digit
from comity.subjects.terms import Doubt

_LINES = re.compile(r"[A-Z0-9<]+")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Checked:
    """The stretches that one check digit covers, and where it stands; places count from 0."""

    stretches: tuple[Stretch, ...]
    at: int


def _one(start: int, at: int) -> _Checked:
    return _Checked(((start, at),), at)


# By the length of all lines together. Source: [icao-9303], parts 4 to 7.
_CHECKED: dict[int, tuple[_Checked, ...]] = {
    88: (_one(44, 53), _one(57, 63), _one(65, 71)),
    72: (_one(36, 45), _one(49, 55), _one(57, 63)),
    90: (_one(5, 14), _one(30, 36), _one(38, 44)),
}
# Of passports and cards; visas have none.
_WHOLE: dict[int, tuple[_Checked, ...]] = {
    88: (_one(72, 86), _Checked(((44, 54), (57, 64), (65, 87)), 87)),
    72: (_Checked(((36, 46), (49, 56), (57, 71)), 71),),
    90: (_Checked(((5, 30), (30, 37), (38, 45), (48, 59)), 59),),
}


def doubts_about_travel_document(lines: str) -> Iterator[Doubt]:
    """Yield what the lines of a travel document give reason to look at again.

    Args:
        lines: all of them, one after another, without the line breaks.
    """
    if len(lines) not in _CHECKED or not _LINES.fullmatch(lines):
        yield Doubt("mrz_form")
        return
    whole = () if lines.startswith("V") else _WHOLE[len(lines)]
    for each in (*_CHECKED[len(lines)], *whole):
        if not _fits(lines, each):
            yield Doubt("mrz_check_digit", (("place", str(each.at + 1)),))


def _fits(lines: str, checked: _Checked) -> bool:
    field = "".join(lines[start:end] for start, end in checked.stretches)
    # The digit of an empty field may be left out.
    written = "0" if lines[checked.at] == "<" and not field.strip("<") else lines[checked.at]
    return mrz_digit(field) == written
