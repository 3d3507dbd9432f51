"""What became of an answer, as a message; a node that does not know it refuses it by name."""

from comity.assistance.feedback_rules import AMOUNT_PATTERN, CURRENCY_PATTERN
from comity.assistance.schemas.parts import REFERENCE, object_of, plain_codes
from comity.assistance.terms.feedback import FeedbackCode

FEEDBACK_TYPE = "assistance.feedback"
FEEDBACK_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "code": {"enum": plain_codes(FeedbackCode)},
        "amount": {"type": "string", "maxLength": 18, "pattern": f"^({AMOUNT_PATTERN})?$"},
        "currency": {"type": "string", "maxLength": 3, "pattern": f"^({CURRENCY_PATTERN})?$"},
    }
)

SCHEMAS = {
    FEEDBACK_TYPE: FEEDBACK_SCHEMA,
}
