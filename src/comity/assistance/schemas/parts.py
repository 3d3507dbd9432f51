"""What the schemas of messages are made of. Only plain JSON values stand in them."""

from collections.abc import Iterable

from comity.assistance.terms import CODES, LIMITS
from comity.evidence.terms import NAME_LIMIT, SOURCE_LIMIT
from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN

MOST_EXHIBITS = 50
LARGEST_EXHIBIT = 2**50


def plain_codes(codes: Iterable[str]) -> list[str]:
    """Return codes as the plain texts a schema is published with."""
    return sorted(str(code) for code in codes)


def text_of(limit: int, *, lines: bool = False, least: int = 0) -> dict[str, object]:
    """Return the schema of a text: so long, and of characters that can be seen."""
    pattern = CLEAN_PATTERN if lines else CLEAN_LINE_PATTERN
    return {"type": "string", "minLength": least, "maxLength": limit, "pattern": pattern}


def object_of(properties: dict[str, object], *, optional: Iterable[str] = ()) -> dict[str, object]:
    """Return the schema of an object, all of whose properties are needed but the optional ones."""
    required = sorted(set(properties) - set(optional))
    return {"type": "object", "properties": properties, "required": required}


REFERENCE: dict[str, object] = {
    "type": "string",
    "maxLength": 40,
    "pattern": "^[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}$",
}
_DIGEST: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SIZE: dict[str, object] = {"type": "integer", "minimum": 0, "maximum": LARGEST_EXHIBIT}
EXHIBITS: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_EXHIBITS,
    "items": object_of(
        {
            "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "file_name": text_of(NAME_LIMIT, least=1),
            "media_type": text_of(130),
            "source": text_of(SOURCE_LIMIT, lines=True),
            "digest": _DIGEST,
            "payload_digest": _DIGEST,
            "size": _SIZE,
            "payload_size": _SIZE,
            "capability": {"type": "string", "pattern": "^[A-Za-z0-9_-]{32,128}$"},
        }
    ),
}
_LEAVE: dict[str, object] = {"enum": plain_codes(CODES["onward"])}
_PROCEEDINGS_LIMIT = object_of(
    {"leave": _LEAVE, "cites": text_of(500), "sure": {"type": "boolean"}}
)
LIMITS_OF_USE = object_of(
    {
        "supplier": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "under": text_of(300),
        "terms_digest": text_of(64),
        "purposes": {
            "type": "array",
            "maxItems": len(CODES["purposes"]),
            "items": {"enum": plain_codes(CODES["purposes"])},
        },
        "purposes_cite": text_of(500),
        "purposes_sure": {"type": "boolean"},
        "proceedings": object_of(
            dict.fromkeys(plain_codes(CODES["proceedings"]), _PROCEEDINGS_LIMIT)
        ),
        "onward": _LEAVE,
        "onward_cite": text_of(500),
        "onward_sure": {"type": "boolean"},
        "keep_until": {"type": ["string", "null"], "maxLength": 10},
        "form_of_consent": text_of(500),
    }
)
REASONS = text_of(LIMITS["reasons"], lines=True, least=1)
