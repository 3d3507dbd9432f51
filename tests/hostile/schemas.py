"""Bodies of every message type with each field wrong by itself."""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import find, settings, strategies

from comity.exchange.terms import MessageKind

TOO_MANY = 10_000
OTHERS: Mapping[str, object] = {
    "string": 7,
    "integer": "7",
    "boolean": "true",
    "array": {},
    "object": [],
}
TEXTS = (
    *("", "a", "AA", "AAA", "0", "2026-11-21", "2026-11-21T09:30:00Z", "US-UA-2026-00001"),
    *("00000000-0000-4000-8000-000000000000", "A" * 32, "0" * 64, "a" * 40),
)


@dataclass(frozen=True, slots=True)
class BadBody:
    """One body that does not fit its type.

    Attributes:
        name: what is wrong.
        kind: the message type.
        body: the body.
        field: the field that the refusal must name.
    """

    name: str
    kind: MessageKind
    body: Mapping[str, object]
    field: str


def smallest(schema: Mapping[str, Any]) -> Any:
    """A value that fits a schema, as far as the schemas of this house go."""
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "object")
    match kinds if isinstance(kinds, str) else kinds[0]:
        case "object":
            return {name: smallest(told) for name, told in properties_of(schema).items()}
        case "array":
            return [smallest(schema["items"])] * schema.get("minItems", 0)
        case "integer":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            known = (text for text in TEXTS if _fits(text, schema))
            found = next(known, None)
            return _written_for(schema) if found is None else found


def _written_for(schema: Mapping[str, Any]) -> str:
    """Return the simplest text of a pattern that none of the usual ones fits."""
    texts = strategies.from_regex(schema["pattern"], fullmatch=True)
    quiet = settings(database=None, derandomize=True)
    found: str = find(texts, lambda text: _fits(text, schema), settings=quiet)
    return found


def _fits(text: str, schema: Mapping[str, Any]) -> bool:
    long_enough = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
    return long_enough and re.search(schema.get("pattern", ""), text) is not None


def bad_bodies_of(kind: MessageKind) -> Iterator[BadBody]:
    """Each field of a type missing, of another kind, and beyond each of its limits."""
    fits = smallest(kind.schema)
    for name in required_of(kind.schema):
        without = {field: value for field, value in fits.items() if field != name}
        yield BadBody(f"{kind.type} without {name}", kind, without, name)
    for name, told in properties_of(kind.schema).items():
        for what, value in wrong_values(told):
            body = {**copy.deepcopy(fits), name: value}
            yield BadBody(f"{kind.type} whose {name} is {what}", kind, body, name)


def wrong_values(told: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Values that a field may not have, as far as its own part of the schema says so."""
    kinds = told.get("type", [])
    named = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in named:
        other = OTHERS.get(kind)
        if other is not None and not _allowed(other, named):
            yield f"{json.dumps(other)} for its {kind}", other
    if named and "null" not in named:
        yield "null", None
    if "string" in named and ("pattern" in told or "enum" in told):
        yield "a text that reads backwards", "a\u202eb"
    yield from beyond_limits(told)


def beyond_limits(told: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    if "maxLength" in told:
        yield "too long", "a" * (told["maxLength"] + 1)
    if "maximum" in told:
        yield "too large", told["maximum"] + 1
    if "minimum" in told:
        yield "too small", told["minimum"] - 1
    if "maxItems" in told:
        yield "too many", [None] * TOO_MANY


def _allowed(value: object, named: list[str]) -> bool:
    kinds = {int: "integer", str: "string", dict: "object", list: "array"}
    return kinds[type(value)] in named or (kinds[type(value)] == "integer" and "number" in named)


def properties_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = schema.get("properties", {})
    return found


def required_of(schema: Mapping[str, Any]) -> list[str]:
    return list(schema.get("required", []))
