"""The schema of every message of the link itself, which both ends check and which is published."""

from comity.agreements.register_files import MAX_BYTES
from comity.exchange.anchor_terms import ANCHOR_TYPE
from comity.exchange.epoch_terms import EPOCH_OPENED_TYPE, EpochCause
from comity.exchange.key_terms import KEY_ENDED_TYPE, KEY_INTRODUCED_TYPE
from comity.exchange.notice_terms import NOTICE_TYPE, NoticeKind
from comity.exchange.openings_terms import OPENINGS_TYPE
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
_ROLE: dict[str, object] = {"type": "string", "pattern": "^(?:sender|holder|sealing){1}$"}
KEY_INTRODUCED_SCHEMA = _object(
    role=_ROLE,
    name={"type": "string", "pattern": "^[!-*,-~]{1,200}$"},
    public={"type": "string", "pattern": "^[A-Za-z0-9+/]{1,2000}={0,2}$"},
    replaces=_DIGEST,
    note={**_NOTE, "minLength": 0},
)
KEY_ENDED_SCHEMA = _object(
    role=_ROLE,
    digest=_DIGEST,
    epoch={"type": "integer", "minimum": 1, "maximum": HIGHEST_NUMBER},
    size={"type": "integer", "minimum": 0, "maximum": 2**53 - 1},
)

ANCHOR_SCHEMA = _object(
    day={"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, digest=_DIGEST
)

EPOCH_OPENED_SCHEMA = _object(
    epoch={"type": "integer", "minimum": 2, "maximum": HIGHEST_NUMBER},
    closes={"type": "string", "minLength": 1, "maxLength": 100},
    size={"type": "integer", "minimum": 0, "maximum": 2**53 - 1},
    root=_DIGEST,
    receipt={**_NOTE, "minLength": 0},
    cause={
        "type": "string",
        "maxLength": 20,
        "enum": [cause.value for cause in EpochCause],
    },
)

NOTICE_SCHEMA = _object(
    kind={"type": "string", "maxLength": 12, "enum": [kind.value for kind in NoticeKind]},
    role={"type": "string", "maxLength": 7, "pattern": "^(?:sender|holder|sealing)?$"},
    day={"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    reason={"type": "string", "maxLength": 500, "pattern": CLEAN_LINE_PATTERN},
)
OPENINGS_SCHEMA = _object(told={"type": "boolean"})

LINK_SCHEMAS = {
    TERMS_PROPOSED_TYPE: TERMS_PROPOSED_SCHEMA,
    TERMS_COUNTERSIGNED_TYPE: TERMS_COUNTERSIGNED_SCHEMA,
    TERMS_DECLINED_TYPE: TERMS_DECLINED_SCHEMA,
    TERMS_DIFFER_TYPE: TERMS_DIFFER_SCHEMA,
    ANCHOR_TYPE: ANCHOR_SCHEMA,
    KEY_INTRODUCED_TYPE: KEY_INTRODUCED_SCHEMA,
    KEY_ENDED_TYPE: KEY_ENDED_SCHEMA,
    EPOCH_OPENED_TYPE: EPOCH_OPENED_SCHEMA,
    NOTICE_TYPE: NOTICE_SCHEMA,
    OPENINGS_TYPE: OPENINGS_SCHEMA,
}
