"""Asking for an informal view of a draft, and the view, as messages.

A node that does not know them refuses them by name; nothing depends on them.
"""

from comity.assistance.schemas.parts import REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms import CODES, LIMITS

CONSULTATION_TYPE = "assistance.consultation"
VIEW_TYPE = "assistance.consultation_reply"

CONSULTATION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "kind": {"enum": plain_codes(CODES["kind"])},
        "summary": text_of(LIMITS["summary"], lines=True, least=1),
    }
)
VIEW_SCHEMA = object_of(
    {"reference": REFERENCE, "view": text_of(LIMITS["view"], lines=True, least=1)}
)

SCHEMAS = {CONSULTATION_TYPE: CONSULTATION_SCHEMA, VIEW_TYPE: VIEW_SCHEMA}
