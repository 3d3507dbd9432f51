"""The word that a request was passed to the competent body, as a message.

A node that does not know it refuses it by name; that the request is accepted it was told before.
"""

from comity.assistance.schemas.parts import REFERENCE, object_of, text_of
from comity.assistance.terms import LIMITS

TRANSFERRED_TYPE = "assistance.transferred"

TRANSFERRED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "body": text_of(LIMITS["competent_body"], least=1),
        "on": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "number": text_of(LIMITS["number"]),
        "contact": text_of(LIMITS["contact"], lines=True),
    }
)

SCHEMAS = {TRANSFERRED_TYPE: TRANSFERRED_SCHEMA}
