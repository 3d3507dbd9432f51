"""The schema of the register's data: what a reader of `register.json` may rely on."""

from typing import Any

from comity.agreements.terms import EventType, InstrumentKind
from comity.interfaces.maps import MapStatus
from comity.interfaces.public.listing import NOT_YET

Json = dict[str, Any]


def schema() -> Json:
    """Return the JSON Schema (draft 7) of the document."""
    instrument = {
        "reference": _TEXT,
        "kind": {"enum": [kind.value for kind in InstrumentKind]},
        "title": _TEXT,
        "full_title": _TEXT,
        "also_titled": _TEXTS,
        "binding": {"type": ["boolean", "null"]},
        "parties": _list(_object({"code": _TEXT, "name": _TEXT, "authorities": _TEXTS})),
        "standing": {"enum": [*(each.value for each in MapStatus), NOT_YET]},
        "status": _TEXT,
        "events": _list(_event_schema()),
        "signings": _list(_signing_schema()),
        "sources": _list(_object({"title": _TEXT, "says": _TEXT})),
        "page": _TEXT,
    }
    known = {
        "$schema": _TEXT,
        "title": _TEXT,
        "publisher": _TEXT,
        "language": _TEXT,
        "as_of": _DAY,
        "instruments": _list(_object(instrument)),
        "administrations": _list({"type": "object", "required": ["of", "name", "counted"]}),
    }
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A public register"}
    return {**head, **_object(known)}


_TEXT: Json = {"type": "string"}
_DAY: Json = {"type": "string", "format": "date"}
_NO_DAY: Json = {"type": ["string", "null"], "format": "date"}
_NUMBER: Json = {"type": ["integer", "null"], "minimum": 1}
_TEXTS: Json = {"type": "array", "items": _TEXT}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(known: Json) -> Json:
    return {
        "type": "object",
        "properties": known,
        "required": list(known),
        "additionalProperties": False,
    }


def _event_schema() -> Json:
    return _object(
        {
            "what": {"enum": [what.value for what in EventType]},
            "on": _NO_DAY,
            "printed": _TEXT,
            "no_later_than": _NO_DAY,
            "party": _TEXT,
            "place": _TEXT,
            "signatories": _TEXTS,
            "by": _TEXT,
            "source": _TEXT,
            "note": _TEXT,
        }
    )


def _signing_schema() -> Json:
    who = _object({"who": _TEXT, "behalf": _TEXT})
    number = {
        "party": _TEXT,
        "published": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "counted_first": _NUMBER,
        "counted_last": _NUMBER,
    }
    return _object({"page": _TEXT, "signatories": _list(who), "numbers": _list(_object(number))})
