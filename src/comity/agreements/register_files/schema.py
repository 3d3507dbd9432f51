"""The JSON Schema of register files, made from the same lists the reader is held to.

Editors check and complete with it; the reader itself is stricter, as it sees all files together.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from comity.agreements.register_files.tables import REFERENCE_PATTERN
from comity.agreements.terms import (
    CATALOGUE,
    ActKind,
    AssistanceKind,
    Assurance,
    DataCategory,
    Effect,
    EventType,
    InstructionEffect,
    InstrumentKind,
    Parameter,
    ProvisionKind,
    Purpose,
    Reading,
    Scope,
    Shape,
)
from comity.kernel.countries import NAMES, UNIONS
from comity.kernel.rulings import Role

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_COUNTRY: Schema = {"$ref": "#/definitions/country"}
_PARAMETERS: Schema = {"$ref": "#/definitions/parameters"}
_VERIFIED: Schema = {"$ref": "#/definitions/verified"}
_PERIOD: Schema = {"from": _DAY, "until": _DAY}


def schema_of_files() -> Schema:
    """Return the schema: an instrument, own law, a template, published counts, or a union."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of the register",
        "definitions": {
            "country": {"enum": sorted(NAMES)},
            "parameters": _parameters(),
            "verified": _verified(),
        },
        "anyOf": [_instrument(), _own_law(), _template(), _counts(), _union()],
    }


def _instrument() -> Schema:
    known = {
        "reference": {"type": "string", "pattern": REFERENCE_PATTERN},
        "kind": _one_of(InstrumentKind),
        "title": _TEXT,
        "short_title": _TEXT,
        "also_titled": _TEXTS,
        "reading": _one_of(Reading),
        "scope": _one_of(Scope),
        "scope_article": _TEXT,
        "by_acceptance": _FLAG,
        "binding": _FLAG,
        "public": _FLAG,
        "languages": _TEXTS,
        "open_points": _TEXTS,
        "note": _TEXT,
        "parent": _table(
            {"reference": _TEXT, "title": _TEXT, "unknown": _FLAG, "ends_with_it": _FLAG}
        ),
        "verified": _VERIFIED,
        "parties": _tables(_party(), ["code"]),
        "events": _tables(_event(), ["what", "source"]),
        "provisions": _tables(_provision(), ["kind"]),
        "sources": _sources(),
    }
    return _table(known, ["reference", "kind", "title", "short_title", "reading", "sources"])


def _own_law() -> Schema:
    gateway = {
        "acts": _several(ActKind),
        "opens": _several(AssistanceKind),
        "assurances": _several(Assurance),
        "approval": _one_of(Role),
    }
    bar = {
        "category": _one_of(DataCategory),
        "supplied_by": {"type": "array", "items": _COUNTRY},
        "acts": _several(ActKind),
        "on_breach": _FLAG,
    }
    entry = {"article": _TEXT, "verified": _VERIFIED, "assumed_from": _TEXT, "note": _TEXT}
    instruction = {
        "reference": _TEXT,
        "effect": _one_of(InstructionEffect),
        "to": _one_of(Role),
        "partners": {"type": "array", "items": _COUNTRY},
        "kinds": _several(AssistanceKind),
        "purposes": _several(Purpose),
        "acts": _several(ActKind),
    }
    known = {
        "kind": {"const": "domestic"},
        "country": _COUNTRY,
        "title": _TEXT,
        "open_points": _TEXTS,
        "verified": _VERIFIED,
        "gateways": _tables({**entry, **gateway, **_PERIOD}, ["article"]),
        "bars": _tables({**entry, **bar, **_PERIOD}, ["article"]),
        "instructions": _tables({**instruction, **_PERIOD}, ["reference", "effect", "to"]),
        "sources": _sources(),
    }
    return _table(known, ["kind", "country", "title", "sources"])


def _template() -> Schema:
    term = {"kind": _one_of(ProvisionKind), "article": _TEXT, "parameters": _PARAMETERS}
    known = {
        "reference": _TEXT,
        "kind": {"const": "template"},
        "title": _TEXT,
        "note": _TEXT,
        "open_points": _TEXTS,
        "terms": _tables(term, ["kind"]),
        "sources": _sources(),
    }
    return _table(known, ["reference", "kind", "title"])


def _counts() -> Schema:
    figure = {
        "number": {"type": "integer", "minimum": 1},
        "on": _DAY,
        "printed": _TEXT,
        "no_later_than": _DAY,
        "made_by": _TEXTS,
        "source": _TEXT,
        "note": _TEXT,
    }
    known = {
        "reference": _TEXT,
        "kind": {"const": "counts"},
        "of": _COUNTRY,
        "counted": _one_of(InstrumentKind),
        "title": _TEXT,
        "differs": _TEXT,
        "figures": _tables(figure, ["number", "source"]),
        "sources": _sources(),
    }
    return _table(known, list(known))


def _union() -> Schema:
    member = {"code": _COUNTRY, **_PERIOD, "source": _TEXT}
    known = {
        "reference": {"type": "string", "pattern": REFERENCE_PATTERN},
        "kind": {"const": "union"},
        "code": {"enum": sorted(UNIONS)},
        "title": _TEXT,
        "open_points": _TEXTS,
        "note": _TEXT,
        "members": _tables(member, ["code", "source"]),
        "sources": _sources(),
    }
    return _table(known, ["reference", "kind", "code", "title", "members", "sources"])


def _party() -> Schema:
    authority = {"name": _TEXT, "succeeds": _TEXT, **_PERIOD}
    return {
        "code": _COUNTRY,
        "succeeds": _COUNTRY,
        "authorities": _tables(authority, ["name"]),
        "members": _tables({"code": _COUNTRY, **_PERIOD}, ["code"]),
    }


def _event() -> Schema:
    return {
        "what": _one_of(EventType),
        "on": _DAY,
        "printed": _TEXT,
        "no_later_than": _DAY,
        "party": _COUNTRY,
        "parts": _TEXTS,
        "place": _TEXT,
        "signatories": _TEXTS,
        "by": _TEXT,
        "source": _TEXT,
        "note": _TEXT,
    }


def _provision() -> Schema:
    return {
        "kind": _one_of(ProvisionKind),
        "article": _TEXT,
        "assumed_from": _TEXT,
        "verified": _VERIFIED,
        "effect": _one_of(Effect),
        "part": _TEXT,
        "note": _TEXT,
        "parameters": _PARAMETERS,
        **_PERIOD,
    }


def _parameters() -> Schema:
    """Return every parameter the catalogue knows; which kind takes which the reader checks."""
    shapes: dict[str, list[Schema]] = {}
    for entry in CATALOGUE.values():
        for name, parameter in entry.parameters.items():
            shape = _shape(parameter)
            shapes.setdefault(name, [])
            if shape not in shapes[name]:
                shapes[name].append(shape)
    return _table({name: {"anyOf": shapes[name]} for name in sorted(shapes)})


def _shape(parameter: Parameter) -> Schema:
    listed = [each.value if isinstance(each, StrEnum) else each for each in parameter.choices]
    value: Schema = {"enum": sorted(listed)} if listed else _TEXT
    words: Schema = {"type": "array", "items": value, "minItems": 1}
    match parameter.shape:
        case Shape.TEXT:
            return value
        case Shape.LIST:
            return {**words, "uniqueItems": True}
        case Shape.SIDES:
            sides = {"propertyNames": _COUNTRY, "additionalProperties": words, "minProperties": 1}
            return {"anyOf": [words, {"type": "object", **sides}]}
        case Shape.NUMBER:
            return {"type": "integer", "minimum": 1}
        case Shape.FLAG:
            return _FLAG
        case Shape.DAY:
            return _DAY


def _verified() -> Schema:
    return _table({"by": _TEXT, "on": _DAY, "against": _TEXT}, ["by", "on", "against"])


def _sources() -> Schema:
    return _tables({"title": _TEXT, "says": _TEXT}, ["title"])


def _one_of(codes: Iterable[StrEnum]) -> Schema:
    return {"enum": [code.value for code in codes]}


def _several(codes: Iterable[StrEnum]) -> Schema:
    return {"type": "array", "items": _one_of(codes)}


def _table(known: Schema, required: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "object", "properties": known, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _tables(known: Schema, required: list[str]) -> Schema:
    return {"type": "array", "items": _table(known, required)}
