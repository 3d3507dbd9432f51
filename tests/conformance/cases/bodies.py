"""Bodies of every message type: what fits its published schema, and each field wrong by itself."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.conformance.cases.case import VECTORS, Case, asked, declined, text_of

SCHEMAS = VECTORS.parent / "schemas"
TEXTS = (
    *("", "a", "AA", "AAA", "0", "1.00", "2026-11-21", "2026-11-21T09:30:00Z", "US-UA-2026-00001"),
    *("00000000-0000-4000-8000-000000000000", "A" * 32, "0" * 64, "a" * 40, "UA/sender-2"),
    *("sender", "a.b", "Art. 4", "UA", "EUR", "0000", "a@b.example"),
)
OTHERS: Mapping[str, object] = {
    "string": 7,
    "integer": "7",
    "number": "7",
    "boolean": "true",
    "array": {},
    "object": [],
}


class UnknownError(Exception):
    """No text of the list fits a pattern."""


def cases() -> Iterator[Case]:
    for path in sorted(SCHEMAS.glob("*.json")):
        type_, _, version = path.stem.rpartition(".")
        of_type = {"type": type_, "version": int(version)}
        for name, body, fits in _bodies(json.loads(path.read_text())):
            told = {"raw": text_of(json.dumps(body).encode()), **of_type}
            if fits:
                yield asked(f"body of {path.stem}", "body.check", told)
            else:
                named = f"body of {path.stem} {name}"
                yield declined(named, "body.check", told, "message_body_invalid")
    yield from _unknown()


def _unknown() -> Iterator[Case]:
    raw = text_of(b"{}")
    told = {"raw": raw, "type": "test.unheard", "version": 1}
    yield declined("body of an unknown type", "body.check", told, "message_type_unknown")
    told = {"raw": raw, "type": "anchor.day", "version": 998}
    yield declined("body of an unknown version", "body.check", told, "message_version_unknown")


def _bodies(schema: Mapping[str, Any]) -> Iterator[tuple[str, object, bool]]:
    """A body that fits, where one can be found, and bodies with one thing wrong each."""
    try:
        good = smallest(schema)
    except UnknownError:
        good = None
    else:
        yield "", good, True
    known = good if isinstance(good, dict) else {}
    for name in schema.get("required", ()):
        yield f"without {name}", {n: v for n, v in known.items() if n != name}, False
    for name, told in schema.get("properties", {}).items():
        kinds = told.get("type", ())
        kind = kinds if isinstance(kinds, str) else ""
        if kind in OTHERS:
            yield f"whose {name} is no {kind}", {**known, name: OTHERS[kind]}, False


def smallest(schema: Mapping[str, Any]) -> Any:
    """A value that fits a schema, as far as the published ones go."""
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "object")
    match kinds if isinstance(kinds, str) else kinds[-1]:
        case "object":
            return {
                name: smallest(told)
                for name, told in schema.get("properties", {}).items()
                if name in schema.get("required", ())
            }
        case "array":
            return [smallest(schema["items"])] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            return _text(schema)


def _text(schema: Mapping[str, Any]) -> str:
    for text in TEXTS:
        long_enough = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
        if long_enough and re.search(schema.get("pattern", ""), text):
            return text
    raise UnknownError(schema)
