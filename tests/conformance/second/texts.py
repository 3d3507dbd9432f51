"""JSON from outside: exchange.md §1, "JSON from outside is read strictly"."""

import json
import re
from datetime import datetime
from typing import Any, NoReturn

from tests.conformance.second.refused import RefusedError

LARGEST = 2**53 - 1
LONGEST_NUMBER = 24
# exchange.md §1: characters that no text of one line may hold.
HIDDEN = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"


def one_line(longest: int) -> str:
    return f"[^{HIDDEN}]{{1,{longest}}}"


def strict_object(raw: bytes, *, size: int, depth: int) -> dict[str, Any]:
    """Read one JSON object, or raise with the cause.

    The order is that of exchange.md §1: size, UTF-8, depth, JSON with its keys and numbers, texts,
    and that the whole is an object.
    """
    if len(raw) > size:
        raise RefusedError("json_too_large", limit=size)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("json_not_utf8", position=error.start) from None
    if depth_of(text) > depth:
        raise RefusedError("json_too_deep", limit=depth)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise RefusedError("json_malformed", position=error.pos) from None
    if any(re.search("[\x00\ud800-\udfff]", each) for each in _texts(value)):
        raise RefusedError("json_text_unprintable")
    if not isinstance(value, dict):
        raise RefusedError("json_not_an_object")
    return value


def depth_of(text: str) -> int:
    """How many objects and lists are open at once, counted outside of texts."""
    deepest = level = 0
    inside = escaped = False
    for letter in text:
        if inside:
            inside = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            inside = True
        elif letter in "[{":
            level += 1
            deepest = max(deepest, level)
        elif letter in "]}":
            level -= 1
    return deepest


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RefusedError("json_duplicate_key", key=name)
        found[name] = value
    return found


def _number(digits: str) -> int | float:
    if len(digits) > LONGEST_NUMBER or not -LARGEST <= float(digits) <= LARGEST:
        _no_number(digits)
    if re.fullmatch("-?[0-9]+", digits):
        # As a whole number once more: a float rounds the first one that is too large.
        return int(digits) if -LARGEST <= int(digits) <= LARGEST else _no_number(digits)
    return float(digits)


def _no_number(digits: str) -> NoReturn:
    raise RefusedError("json_number_out_of_range", number=digits[:LONGEST_NUMBER])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, dict):
        return [*value, *(text for each in value.values() for text in _texts(each))]
    return []


class Fields:
    """The fields of one object by name; a wrong one is named with its path."""

    def __init__(self, values: dict[str, Any], path: str = "") -> None:
        self.values, self.path = values, path

    def at(self, name: str) -> Any:
        if name not in self.values:
            raise RefusedError("json_field_missing", field=self.path + name)
        return self.values[name]

    def wrong(self, name: str) -> RefusedError:
        return RefusedError("json_field_wrong", field=self.path + name)

    def text(self, name: str, pattern: str) -> str:
        value = self.at(name)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise self.wrong(name)
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.at(name)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(name)
        return value

    def instant(self, name: str) -> str:
        value = self.text(
            name, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z"
        )
        try:
            datetime.strptime(value[:19] + "+0000", "%Y-%m-%dT%H:%M:%S%z")
        except ValueError:
            raise self.wrong(name) from None
        return value

    def inner(self, name: str) -> "Fields":
        value = self.at(name)
        if not isinstance(value, dict):
            raise self.wrong(name)
        return Fields(value, f"{self.path}{name}.")

    def each(self, name: str, most: int) -> "list[Fields]":
        """The objects of a list; an absent list is empty."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name)
        for place, item in enumerate(value):
            if not isinstance(item, dict):
                raise self.wrong(f"{name}.{place}")
        return [Fields(item, f"{self.path}{name}.{at}.") for at, item in enumerate(value)]
