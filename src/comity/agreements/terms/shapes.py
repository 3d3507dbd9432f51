"""Shapes of parameters: what value one takes in a register file, and how it is held here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from comity.kernel.codes import CountryCode
from comity.kernel.wording import N_

# Numbers count days, months or years; a larger one is a slip of the pen, and no calendar holds it.
_MOST = 40_000


@dataclass(frozen=True, slots=True)
class PerSide:
    """What a text says for each side apart: words by party, as in two regimes of language.

    Attributes:
        sides: the party's code and its words, in the order of the codes.
    """

    sides: tuple[tuple[CountryCode, tuple[str, ...]], ...]

    def of(self, side: CountryCode) -> tuple[str, ...]:
        """Return the words of one side, or () when the text says nothing of it."""
        return dict(self.sides).get(side, ())

    @property
    def all(self) -> tuple[str, ...]:
        """The words of every side, each once."""
        return tuple(dict.fromkeys(word for _, words in self.sides for word in words))

    def __str__(self) -> str:
        return "; ".join(f"{side.english_name}: {', '.join(words)}" for side, words in self.sides)


ParameterValue = str | int | bool | date | tuple[str, ...] | PerSide


class Shape(StrEnum):
    """The shape of a parameter's value in a register file."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    DAY = "day"
    SIDES = "sides"  # a list for all sides alike, or a table with a list per party

    @property
    def label(self) -> str:
        """What a file takes, in words; translatable."""
        return _LABELS[self]


_LABELS: Mapping[Shape, str] = {
    Shape.TEXT: N_("text"),
    Shape.NUMBER: N_("whole number above nought"),
    Shape.FLAG: N_("true or false"),
    Shape.LIST: N_("list of texts"),
    Shape.DAY: N_("day, as 2016-12-13 without quotes"),
    Shape.SIDES: N_("list of texts, or a table with one per party"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a provision kind.

    Attributes:
        shape: what TOML value it takes.
        choices: the only values taken, when the rules read it; empty for free wording.
        means: what it means, where its name does not say it; a phrase, translatable.
    """

    shape: Shape
    choices: frozenset[str] = frozenset()
    means: str = ""

    def fault_in(self, value: object) -> str | None:
        """Return the code of what is wrong with a value of this parameter, or None."""
        if not _FITS[self.shape](value):
            return "wrong_type"
        words = _words_of(value)
        if words is not None and (not words or not all(word.strip() for word in words)):
            return "empty_text"
        if words is not None and self.shape is Shape.LIST and len(set(words)) < len(words):
            return "said_twice"
        if self.choices and words is not None and not self.choices.issuperset(words):
            return "unknown_value"
        return None


def value_from(raw: object) -> object:
    """Return a value as it is held here: a list as a tuple, a table of lists by side.

    What fits no shape comes back as it is, for `Parameter.fault_in` to refuse.

    Args:
        raw: as TOML or JSON gives it.
    """
    match raw:
        case list():
            return tuple(each.strip() if isinstance(each, str) else each for each in raw)
        case str():
            return raw.strip()
        case dict():
            return _per_side(raw)
        case _:
            return raw


def day_from(raw: object) -> object:
    """Return the day a JSON text writes, or what was given where it writes none."""
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else raw
    except ValueError:
        return raw


def plain(value: ParameterValue) -> object:
    """Return a value as JSON and TOML can hold it, days left as days."""
    match value:
        case PerSide(sides=sides):
            return {str(side): list(words) for side, words in sides}
        case tuple():
            return list(value)
        case _:
            return value


def _per_side(table: Mapping[object, object]) -> object:
    try:
        sides = [(CountryCode(str(side)), value_from(words)) for side, words in table.items()]
    except ValueError:
        return table
    if not all(_is_list(words) for _, words in sides):
        return table
    return PerSide(cast(tuple[tuple[CountryCode, tuple[str, ...]], ...], tuple(sorted(sides))))


def _words_of(value: object) -> tuple[str, ...] | None:
    """Return the words a value consists of, or None when it is no words."""
    match value:
        case str():
            return (value,)
        case tuple():
            return value
        case PerSide(sides=sides):
            # A side without words would be lost among the others.
            return () if not all(words for _, words in sides) else value.all
        case _:
            return None


def _is_list(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, str) for each in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


_FITS: Mapping[Shape, Callable[[object], bool]] = {
    Shape.TEXT: lambda value: isinstance(value, str),
    Shape.NUMBER: _is_number,
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.LIST: _is_list,
    Shape.DAY: _is_day,
    Shape.SIDES: lambda value: isinstance(value, PerSide) or _is_list(value),
}
