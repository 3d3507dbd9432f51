"""JSON from outside, read once and strictly.

What a partner signs are raw bytes, so two readers of the same bytes must see the same values.
Duplicate keys, huge numbers, deep nesting and text without a UTF-8 form are where JSON readers
differ (RFC 8259 §4, §6, §8.2; RFC 7493), hence refused by name. Unknown fields are not looked at;
the raw bytes that hold them are kept.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from comity.exchange.refusals import JsonFault, JsonRefusedError

# Beyond this, readers that hold numbers as doubles no longer agree (RFC 7493 §2.2).
LARGEST_NUMBER = 2**53 - 1
_LONGEST_NUMBER = 24
# Possessive, and an unterminated text runs to the end: nothing is looked at twice, whatever it is.
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NO_BRACKETS_OR_QUOTES = bytes(set(_NO_BRACKETS) - set(b'"'))
_SURROGATE_OR_NUL = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much JSON a reader takes.

    Attributes:
        size: most bytes.
        depth: most objects and lists inside one another.
    """

    size: int
    depth: int


def read_object(raw: bytes, *, limits: Limits) -> dict[str, object]:
    """Read one JSON object.

    1. The length is checked before anything is decoded.
    2. The whole is UTF-8 without a byte order mark.
    3. Nesting is counted before the parser recurses.
    4. The parser refuses duplicate keys and numbers out of range.
    5. No text holds a NUL or half a surrogate pair: databases and other readers choke on both.

    Args:
        raw: the bytes as they came.
        limits: how much is taken.

    Returns:
        The object; its numbers are whole or finite, its keys unique.

    Raises:
        JsonRefusedError: it is not such JSON; `fault` says what is wrong.
    """
    # 1
    if len(raw) > limits.size:
        raise JsonRefusedError(JsonFault.TOO_LARGE, limit=limits.size)
    # 2
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise JsonRefusedError(JsonFault.NOT_UTF8, position=error.start) from None
    # 3
    if _is_deeper(raw, limits.depth):
        raise JsonRefusedError(JsonFault.TOO_DEEP, limit=limits.depth)
    # 4
    value = _parse(text)
    # 5
    if _SURROGATE_OR_NUL.search(raw):
        _refuse_unprintable(value)
    if not isinstance(value, dict):
        raise JsonRefusedError(JsonFault.NOT_AN_OBJECT)
    return value


def _is_deeper(raw: bytes, depth: int) -> bool:
    """Tell whether brackets nest deeper than `depth`, without recursing."""
    if raw.count(b"[") + raw.count(b"{") <= depth:
        return False
    if b"\\" in raw:
        brackets = _TEXT.sub(b"", raw).translate(None, _NO_BRACKETS)
    else:
        # Without an escape, every other piece between quotation marks is a text.
        pieces = raw.translate(None, _NO_BRACKETS_OR_QUOTES).split(b'"')
        brackets = b"".join(pieces[::2])
    level = 0
    for bracket in brackets:
        level += 1 if bracket in b"[{" else -1
        if level > depth:
            return True
    return False


def _parse(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonRefusedError(JsonFault.MALFORMED, position=error.pos) from None
    except RecursionError:
        # Unbalanced text can hide its depth from the count above.
        raise JsonRefusedError(JsonFault.TOO_DEEP, limit="the reader's own") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, times in Counter(n for n, _ in pairs).items() if times > 1)
        raise JsonRefusedError(JsonFault.DUPLICATE_KEY, key=twice[:80])
    return found


def _whole(digits: str) -> int:
    # The length comes first: turning a million digits into a number is the attack.
    if len(digits) > _LONGEST_NUMBER or not -LARGEST_NUMBER <= int(digits) <= LARGEST_NUMBER:
        raise JsonRefusedError(JsonFault.NUMBER_OUT_OF_RANGE, number=digits[:_LONGEST_NUMBER])
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        raise JsonRefusedError(JsonFault.NUMBER_OUT_OF_RANGE, number=digits[:_LONGEST_NUMBER])
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise JsonRefusedError(JsonFault.NUMBER_OUT_OF_RANGE, number=name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_int=_whole,
    parse_float=_fraction,
    parse_constant=_refuse_constant,
)


def _refuse_unprintable(value: object) -> None:
    for text in _texts(value):
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise JsonRefusedError(JsonFault.TEXT_UNPRINTABLE)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for key, item in value.items():
                yield key
                yield from _texts(item)
        case _:
            pass


class Fields(NamedTuple):
    """One object's fields, read by name and kind.

    Attributes:
        values: the object as it was read.
        place: dotted path of the object, for the refusal; empty at the top.
    """

    values: Mapping[str, object]
    place: str = ""

    def text(self, name: str, pattern: re.Pattern[str]) -> str:
        """Return a text that matches `pattern` from end to end."""
        value = self.values.get(name)
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        self._needed(name)
        raise self.wrong(name)

    def optional_text(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """Return a text that matches `pattern`, or None when the field is null or absent."""
        return None if self.values.get(name) is None else self.text(name, pattern)

    def whole(self, name: str, *, least: int, most: int) -> int:
        """Return a whole number between `least` and `most`."""
        value = self._needed(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(name)
        return value

    def inner(self, name: str) -> "Fields":
        """Return the object in a field."""
        value = self.values.get(name)
        if isinstance(value, dict):
            return Fields(value, self._path(name))
        self._needed(name)
        raise self.wrong(name)

    def optional_inner(self, name: str) -> "Fields | None":
        """Return the object in a field, or None when the field is null or absent."""
        return None if self.values.get(name) is None else self.inner(name)

    def each(self, name: str, *, most: int) -> "tuple[Fields, ...]":
        """Return the objects of a list of at most `most`; an absent list is empty."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name)
        found = []
        for position, item in enumerate(value):
            if not isinstance(item, dict):
                raise self.wrong(f"{name}.{position}")
            found.append(Fields(item, self._path(f"{name}.{position}")))
        return tuple(found)

    def texts(self, name: str, pattern: re.Pattern[str], *, most: int) -> tuple[str, ...]:
        """Return a list of at most `most` texts that match `pattern`."""
        value = self._needed(name)
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name)
        if not all(isinstance(item, str) and pattern.fullmatch(item) for item in value):
            raise self.wrong(name)
        return tuple(value)

    def _needed(self, name: str) -> object:
        if name not in self.values:
            raise JsonRefusedError(JsonFault.FIELD_MISSING, field=self._path(name))
        return self.values[name]

    def _path(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def wrong(self, name: str) -> JsonRefusedError:
        """Return the refusal for a field whose value is wrong."""
        return JsonRefusedError(JsonFault.FIELD_WRONG, field=self._path(name))
