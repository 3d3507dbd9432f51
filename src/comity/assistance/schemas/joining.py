"""The three words by which a matter by letter goes on by node.

A node that does not know them refuses the first by name, and the matter goes on by letter.
"""

from comity.assistance.schemas.parts import REASONS, REFERENCE, object_of, plain_codes, text_of
from comity.assistance.schemas.requests import REQUEST_SCHEMA
from comity.assistance.terms import LIMITS, Party
from comity.assistance.terms.joining import Agreement, Settlement, Stand

CONTINUATION_TYPE = "assistance.continuation"
CONTINUED_TYPE = "assistance.continued"
CONTINUATION_SETTLED_TYPE = "assistance.continuation_settled"

MOST_LETTERS = 20
_STAND: dict[str, object] = {"enum": plain_codes(Stand)}
_ID: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f-]{36}$"}

# What the letters said in the language of nodes: the request itself goes along where it is the
# sender's, for a partner that has no record of it.
CONTINUATION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "side": {"enum": plain_codes(Party)},
        "theirs": text_of(80),
        "state": _STAND,
        "on": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "kind": text_of(LIMITS["kind"]),
        "letters": {
            "type": "array",
            "maxItems": MOST_LETTERS,
            "items": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "request": REQUEST_SCHEMA,
    },
    optional=("request",),
)
# `reference` is that of the administration that asks: it is the matter's from here on.
CONTINUED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "proposal": _ID,
        "outcome": {"enum": plain_codes(Agreement)},
        "own": text_of(40),
        "state": _STAND,
        "reasons": {**REASONS, "minLength": 0},
    }
)
CONTINUATION_SETTLED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "proposal": _ID,
        "outcome": {"enum": plain_codes(Settlement)},
        "state": _STAND,
    }
)

SCHEMAS = {
    CONTINUATION_TYPE: CONTINUATION_SCHEMA,
    CONTINUED_TYPE: CONTINUED_SCHEMA,
    CONTINUATION_SETTLED_TYPE: CONTINUATION_SETTLED_SCHEMA,
}
