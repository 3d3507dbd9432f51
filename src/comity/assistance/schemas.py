"""The schema of every assistance message, which both ends check and which is published.

A schema is the first gate for what a partner sends: types, lengths, codes and characters. What it
does not let through is refused by name and changes nothing. Only plain JSON values stand in it.
"""

from collections.abc import Iterable
from dataclasses import fields

from comity.assistance.terms import (
    CODES,
    LIMITS,
    LINES,
    LISTED_CODE,
    Missing,
    PostponementGround,
    RefusalGround,
    RequestDraft,
)
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.evidence.terms import NAME_LIMIT, SOURCE_LIMIT
from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN

REQUEST_TYPE = "assistance.request"
ACCEPTED_TYPE = "assistance.accepted"
REFUSED_TYPE = "assistance.refused"
ANSWER_TYPE = "assistance.answer"
OPENED_TYPE = "assistance.opened"
INCOMPLETE_TYPE = "assistance.incomplete"
COMPLETED_TYPE = "assistance.completed"
POSTPONED_TYPE = "assistance.postponed"
TAKEN_BACK_TYPE = "assistance.withdrawn"

MOST_EXHIBITS = 50
LARGEST_EXHIBIT = 2**50

# A node of an earlier version neither sends nor knows these: it passes them over.
LATER_IN_BODY = ("area", "offence", "particulars", "code_lists")
# The partner is who receives it, and the instrument stands in the signed envelope.
_NOTIN_BODY = frozenset({"partner", "under"})
IN_BODY = tuple(field for field in fields(RequestDraft) if field.name not in _NOTIN_BODY)


def _plain(codes: Iterable[str]) -> list[str]:
    """Return codes as the plain texts a schema is published with."""
    return sorted(str(code) for code in codes)


def _text(limit: int, *, lines: bool = False, least: int = 0) -> dict[str, object]:
    pattern = CLEAN_PATTERN if lines else CLEAN_LINE_PATTERN
    return {"type": "string", "minLength": least, "maxLength": limit, "pattern": pattern}


def _field(name: str, kind: object) -> dict[str, object]:
    if kind is bool:
        return {"type": "boolean"}
    if name == "particulars":
        return _PARTICULARS
    if name in {"area", "offence"}:
        return {"type": "string", "pattern": f"^({LISTED_CODE})?$"}
    if name in CODES:
        return {"enum": _plain(CODES[name])}
    return _text(LIMITS[name], lines=name in LINES)


# The fields only some kinds have; one that a later node knows and this one does not is passed over.
_PARTICULARS: dict[str, object] = {
    "type": "object",
    "properties": {
        name: _text(field.limit, lines=field.entry is Entry.TEXT) for name, field in FIELDS.items()
    },
}


def _object(properties: dict[str, object], *, optional: Iterable[str] = ()) -> dict[str, object]:
    required = sorted(set(properties) - set(optional))
    return {"type": "object", "properties": properties, "required": required}


_REFERENCE: dict[str, object] = {
    "type": "string",
    "maxLength": 40,
    "pattern": "^[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}$",
}
_DIGEST: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SIZE: dict[str, object] = {"type": "integer", "minimum": 0, "maximum": LARGEST_EXHIBIT}
_EXHIBITS: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_EXHIBITS,
    "items": _object(
        {
            "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "file_name": _text(NAME_LIMIT, least=1),
            "media_type": _text(130),
            "source": _text(SOURCE_LIMIT, lines=True),
            "digest": _DIGEST,
            "payload_digest": _DIGEST,
            "size": _SIZE,
            "payload_size": _SIZE,
            "capability": {"type": "string", "pattern": "^[A-Za-z0-9_-]{32,128}$"},
        }
    ),
}
_LEAVE: dict[str, object] = {"enum": _plain(CODES["onward"])}
_PROCEEDINGS_LIMIT = _object({"leave": _LEAVE, "cites": _text(500), "sure": {"type": "boolean"}})
_LIMITS_OF_USE = _object(
    {
        "supplier": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "under": _text(300),
        "terms_digest": _text(64),
        "purposes": {
            "type": "array",
            "maxItems": len(CODES["purposes"]),
            "items": {"enum": _plain(CODES["purposes"])},
        },
        "purposes_cite": _text(500),
        "purposes_sure": {"type": "boolean"},
        "proceedings": _object(dict.fromkeys(_plain(CODES["proceedings"]), _PROCEEDINGS_LIMIT)),
        "onward": _LEAVE,
        "onward_cite": _text(500),
        "onward_sure": {"type": "boolean"},
        "keep_until": {"type": ["string", "null"], "maxLength": 10},
        "form_of_consent": _text(500),
    }
)

# A later node may send fields this one does not know; they are kept with the message as it came.
REQUEST_SCHEMA = _object(
    {
        **{field.name: _field(field.name, field.type) for field in IN_BODY},
        "reference": _REFERENCE,
        "unit": _text(200, least=1),
        "exhibits": _EXHIBITS,
        # Name and version of the lists that area and offence are codes of.
        "code_lists": {
            "type": "object",
            "properties": {
                name: {"type": "string", "pattern": f"^{LISTED_CODE}$"}
                for name in ("areas", "offences")
            },
        },
    },
    optional=LATER_IN_BODY,
)
ACCEPTED_SCHEMA = _object({"reference": _REFERENCE, "unit": _text(200, least=1)})
REFUSED_SCHEMA = _object(
    {
        "reference": _REFERENCE,
        "ground": {"enum": _plain(RefusalGround)},
        "reasons": _text(LIMITS["reasons"], lines=True),
    }
)
ANSWER_SCHEMA = _object(
    {
        "reference": _REFERENCE,
        "text": _text(LIMITS["text"], lines=True, least=1),
        "limits": _LIMITS_OF_USE,
        "handling": {"enum": ["", *_plain(CODES["handling"])]},
        "exhibits": _EXHIBITS,
    }
)
OPENED_SCHEMA = _object({"reference": _REFERENCE})
# The turns a request can take on its way. A node that does not know them refuses them by name.
_REASONS = _text(LIMITS["reasons"], lines=True, least=1)
INCOMPLETE_SCHEMA = _object(
    {"reference": _REFERENCE, "missing": {"enum": _plain(Missing)}, "reasons": _REASONS}
)
# The whole request again; of its exhibits only those that have not travelled yet.
COMPLETED_SCHEMA = REQUEST_SCHEMA
POSTPONED_SCHEMA = _object(
    {
        "reference": _REFERENCE,
        "ground": {"enum": _plain(PostponementGround)},
        "until": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "reasons": _REASONS,
    }
)
TAKEN_BACK_SCHEMA = _object({"reference": _REFERENCE, "reasons": _REASONS})
