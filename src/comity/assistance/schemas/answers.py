"""What the decision on a request and the answer to it are as messages."""

from comity.assistance.schemas.parts import (
    EXHIBITS,
    LIMITS_OF_USE,
    REFERENCE,
    object_of,
    plain_codes,
    text_of,
)
from comity.assistance.terms import CODES, LIMITS, RefusalGround

ACCEPTED_TYPE = "assistance.accepted"
REFUSED_TYPE = "assistance.refused"
ANSWER_TYPE = "assistance.answer"
OPENED_TYPE = "assistance.opened"

ACCEPTED_SCHEMA = object_of({"reference": REFERENCE, "unit": text_of(200, least=1)})
REFUSED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "ground": {"enum": plain_codes(RefusalGround)},
        "reasons": text_of(LIMITS["reasons"], lines=True),
    }
)
ANSWER_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "text": text_of(LIMITS["text"], lines=True, least=1),
        "limits": LIMITS_OF_USE,
        "handling": {"enum": ["", *plain_codes(CODES["handling"])]},
        "exhibits": EXHIBITS,
    }
)
OPENED_SCHEMA = object_of({"reference": REFERENCE})

SCHEMAS = {
    ACCEPTED_TYPE: ACCEPTED_SCHEMA,
    REFUSED_TYPE: REFUSED_SCHEMA,
    ANSWER_TYPE: ANSWER_SCHEMA,
    OPENED_TYPE: OPENED_SCHEMA,
}
