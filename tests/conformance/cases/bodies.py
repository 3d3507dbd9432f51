"""Bodies of every message type: what fits its published schema, and what breaks one word of it."""

import copy
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from tests.conformance.cases.case import VECTORS, Case, asked, declined, text_of

Schema = Mapping[str, Any]
# Names of fields down to a place; a number is an item's.
Way = tuple[str | int, ...]

SCHEMAS = VECTORS.parent / "schemas"
TEXTS = (
    *("", "a", "AA", "AAA", "0", "1.00", "2026-11-21", "2026-11-21T09:30:00Z", "US-UA-2026-00001"),
    *("00000000-0000-4000-8000-000000000000", "A" * 32, "0" * 64, "a" * 40, "UA/sender-2"),
    *("sender", "a.b", "Art. 4", "UA", "EUR", "0000", "a@b.example"),
)
# What a pattern forbids is one of these at least, and most forbid several.
FORBIDDEN = ("\t", "\x1f", "\x7f", "\x9f", "\u2028", "\u202e", "\u2069", "\ufeff", "é", "?!")
OTHERS: Mapping[str, Sequence[object]] = {
    "string": (7,),
    "integer": ("7", True, 1.5),
    "boolean": ("true", 1),
    "array": ({},),
    "object": ([],),
}
# What is beyond is refused before a schema is looked at, and so is a body that is no object.
GREATEST = 2**53 - 1


class UnknownError(Exception):
    """No text of the list fits a pattern."""


def cases() -> Iterator[Case]:
    patterns: set[str] = set()
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text())
        type_, _, version = path.stem.rpartition(".")
        of_type = {"type": type_, "version": int(version)}
        for name, body in (("", fullest(schema)), (", the least of it", smallest(schema))):
            told = {"raw": _written(body), **of_type}
            yield asked(f"body of {path.stem}{name}", "body.check", told)
        for name, body in _wrong_bodies(schema, patterns):
            named = f"body of {path.stem} {name}"
            told = {"raw": _written(body), **of_type}
            yield declined(named, "body.check", told, "message_body_invalid")
    yield from _unknown()


def _unknown() -> Iterator[Case]:
    raw = text_of(b"{}")
    told = {"raw": raw, "type": "test.unheard", "version": 1}
    yield declined("body of an unknown type", "body.check", told, "message_type_unknown")
    told = {"raw": raw, "type": "anchor.day", "version": 998}
    yield declined("body of an unknown version", "body.check", told, "message_version_unknown")


def _written(body: object) -> str:
    return text_of(json.dumps(body).encode())


def _wrong_bodies(schema: Schema, patterns: set[str]) -> Iterator[tuple[str, object]]:
    """Bodies that fit but for one word of the schema, at every place of it.

    Args:
        schema: of the body.
        patterns: those that were gone through already, character by character; new ones join.
    """
    good = fullest(schema)
    for way, at_place in _places(schema, ()):
        for name, value in _wrong_values(at_place, patterns) if way else ():
            yield f"whose {_named(way)} {name}", _with(good, way, value)
        for name in at_place.get("required", ()):
            told = f" of {_named(way)}" if way else ""
            yield f"without {name}{told}", _without(good, (*way, name))


def _places(schema: Schema, way: Way) -> Iterator[tuple[Way, Schema]]:
    yield way, schema
    for name, told in schema.get("properties", {}).items():
        yield from _places(told, (*way, name))
    if "items" in schema:
        yield from _places(schema["items"], (*way, 0))


def _wrong_values(schema: Schema, patterns: set[str]) -> Iterator[tuple[str, object]]:
    """Values that break one word of a schema and keep the others, as far as any does."""
    if "enum" in schema:
        yield "is none of the words", f"{schema['enum'][0]}-"
    else:
        yield from _of_other_kinds(_kinds(schema))
    if "minimum" in schema:
        yield "is too low", schema["minimum"] - 1
    if schema.get("maximum", GREATEST) < GREATEST:
        yield "is too high", schema["maximum"] + 1
    if "maxItems" in schema:
        yield "are too many", _distinct(schema, schema["maxItems"] + 1)
    if schema.get("minItems"):
        yield "are too few", _distinct(schema, schema["minItems"] - 1)
    if schema.get("uniqueItems"):
        yield "holds one twice", [fullest(schema["items"])] * 2
    yield from _wrong_texts(schema, patterns)


def _of_other_kinds(kinds: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    named = f"is no {' and no '.join(kinds)}"
    yield from zip((named, f"{named}, 2", f"{named}, 3"), OTHERS[kinds[0]], strict=False)
    if "null" not in kinds:
        yield "is null", None


def _wrong_texts(schema: Schema, patterns: set[str]) -> Iterator[tuple[str, str]]:
    pattern = schema.get("pattern", "")
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if most is not None:
        too_long = (letter * (most + 1) for letter in "aA0")
        yield from (("is too long", text) for text in _first(too_long, pattern))
    if least:
        yield from (("is too short", text) for text in _first(("a" * (least - 1),), pattern))
    if not pattern:
        return
    good = _text(schema)
    told = [text for each in FORBIDDEN for text in (good + each, each + good)]
    bad = [text for text in told if not re.search(pattern, text) and _is_as_long(text, schema)]
    bad = bad or [text for text in TEXTS if not re.search(pattern, text)]
    for number, text in enumerate(bad if pattern not in patterns else bad[:1]):
        yield f"is out of form, {number + 1}", text
    patterns.add(pattern)


def _first(texts: Iterator[str] | Sequence[str], pattern: str) -> list[str]:
    """The first text that a pattern lets through: what is wrong with it is its length alone."""
    return [text for text in texts if re.search(pattern, text)][:1]


def _is_as_long(text: str, schema: Schema) -> bool:
    return bool(schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)))


def _kinds(schema: Schema) -> tuple[str, ...]:
    kinds = schema.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _named(way: Way) -> str:
    told = "".join("[]" if isinstance(step, int) else f".{step}" for step in way)
    return told.removeprefix(".")


def _with(good: Any, way: Way, value: object) -> Any:
    body = copy.deepcopy(good)
    _at(body, way[:-1])[way[-1]] = value
    return body


def _without(good: Any, way: Way) -> Any:
    body = copy.deepcopy(good)
    del _at(body, way[:-1])[way[-1]]
    return body


def _at(body: Any, way: Way) -> Any:
    for step in way:
        body = body[step]
    return body


def smallest(schema: Schema) -> Any:
    """The least value that fits a schema, as far as the published ones go."""
    return _value(schema, whole=False)


def fullest(schema: Schema) -> Any:
    """A value with every field of a schema, and one item wherever there can be any."""
    return _value(schema, whole=True)


def _value(schema: Schema, *, whole: bool) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kinds = _kinds(schema) or ("object",)
    match kinds[0] if whole else kinds[-1]:
        case "object":
            return {
                name: _value(told, whole=whole)
                for name, told in schema.get("properties", {}).items()
                if whole or name in schema.get("required", ())
            }
        case "array":
            return _distinct(schema, max(schema.get("minItems", 0), int(whole)), whole=whole)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            return _text(schema)


def _distinct(schema: Schema, many: int, *, whole: bool = True) -> list[Any]:
    """So many items; each another where the schema asks for that."""
    item = _value(schema["items"], whole=whole)
    if not schema.get("uniqueItems") or many < 2:
        return [item] * many
    return list(_variants(schema["items"]))[:many]


def _variants(schema: Schema) -> Iterator[str]:
    """Texts that fit a schema, each once."""
    good = _text(schema)
    for end in itertools.product(ascii_uppercase, repeat=2):
        text = good[:-2] + "".join(end)
        if re.search(schema.get("pattern", ""), text) and _is_as_long(text, schema):
            yield text


def _text(schema: Schema) -> str:
    for text in TEXTS:
        if _is_as_long(text, schema) and re.search(schema.get("pattern", ""), text):
            return text
    raise UnknownError(schema)
