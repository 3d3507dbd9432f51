"""The schema of every message of the link itself, which both ends check and which is published."""

from comity.agreements.register_files import MAX_BYTES
from comity.exchange.terms import (
    TERMS_COUNTERSIGNED_TYPE,
    TERMS_DECLINED_TYPE,
    TERMS_DIFFER_TYPE,
    TERMS_PROPOSED_TYPE,
)
from comity.kernel.texts import CLEAN_LINE_PATTERN

LONGEST_NOTE = 16 * 1024
LONGEST_REASONS = 2000
HIGHEST_NUMBER = 999_999


def _object(**properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


_AGREEMENT: dict[str, object] = {
    "type": "string",
    "minLength": 1,
    "maxLength": 100,
    "pattern": "^[a-z0-9][a-z0-9-]*$",
}
_DIGEST: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NUMBER: dict[str, object] = {"type": "integer", "minimum": 1, "maximum": HIGHEST_NUMBER}
# A signed note: printable ASCII, the dash that begins a signature line, and line ends.
_NOTE: dict[str, object] = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_NOTE,
    "pattern": "^[ -~\u2014\n]*$",
}
_INSTANT: dict[str, object] = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
}

TERMS_PROPOSED_SCHEMA = _object(
    agreement=_AGREEMENT,
    digest=_DIGEST,
    number=_NUMBER,
    replaces={"type": "string", "pattern": "^(?:[0-9a-f]{64})?$"},
    made_at=_INSTANT,
    encoding={"type": "string", "minLength": 1, "maxLength": MAX_BYTES},
    note=_NOTE,
)
TERMS_COUNTERSIGNED_SCHEMA = _object(
    agreement=_AGREEMENT, digest=_DIGEST, number=_NUMBER, note=_NOTE
)
TERMS_DECLINED_SCHEMA = _object(
    agreement=_AGREEMENT,
    digest=_DIGEST,
    number=_NUMBER,
    reasons={
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_REASONS,
        "pattern": CLEAN_LINE_PATTERN,
    },
)
TERMS_DIFFER_SCHEMA = _object(agreement=_AGREEMENT, relied_on=_DIGEST, own=_DIGEST)

LINK_SCHEMAS = {
    TERMS_PROPOSED_TYPE: TERMS_PROPOSED_SCHEMA,
    TERMS_COUNTERSIGNED_TYPE: TERMS_COUNTERSIGNED_SCHEMA,
    TERMS_DECLINED_TYPE: TERMS_DECLINED_SCHEMA,
    TERMS_DIFFER_TYPE: TERMS_DIFFER_SCHEMA,
}
