"""The turns a request can take on its way, as messages.

A node that does not know them refuses them by name.
"""

from comity.assistance.schemas.parts import REASONS, REFERENCE, object_of, plain_codes
from comity.assistance.schemas.requests import REQUEST_SCHEMA
from comity.assistance.terms import Missing, PostponementGround

INCOMPLETE_TYPE = "assistance.incomplete"
COMPLETED_TYPE = "assistance.completed"
POSTPONED_TYPE = "assistance.postponed"
TAKEN_BACK_TYPE = "assistance.withdrawn"

INCOMPLETE_SCHEMA = object_of(
    {"reference": REFERENCE, "missing": {"enum": plain_codes(Missing)}, "reasons": REASONS}
)
# The whole request again; of its exhibits only those that have not travelled yet.
COMPLETED_SCHEMA = REQUEST_SCHEMA
POSTPONED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "ground": {"enum": plain_codes(PostponementGround)},
        "until": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "reasons": REASONS,
    }
)
TAKEN_BACK_SCHEMA = object_of({"reference": REFERENCE, "reasons": REASONS})

SCHEMAS = {
    INCOMPLETE_TYPE: INCOMPLETE_SCHEMA,
    COMPLETED_TYPE: COMPLETED_SCHEMA,
    POSTPONED_TYPE: POSTPONED_SCHEMA,
    TAKEN_BACK_TYPE: TAKEN_BACK_SCHEMA,
}
