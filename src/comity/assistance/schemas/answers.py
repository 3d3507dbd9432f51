"""What the decision on a request and the answer to it are as messages."""

from comity.assistance.schemas.markings import MARKINGS
from comity.assistance.schemas.parts import (
    EXHIBITS,
    LIMITS_OF_USE,
    REFERENCE,
    object_of,
    plain_codes,
    text_of,
)
from comity.assistance.schemas.parts_told import PARTS_TOLD
from comity.assistance.terms import CODES, LIMITS, RefusalGround
from comity.assistance.terms.deciding import Scope

ACCEPTED_TYPE = "assistance.accepted"
REFUSED_TYPE = "assistance.refused"
ANSWER_TYPE = "assistance.answer"
OPENED_TYPE = "assistance.opened"

# An acceptance of an earlier version says nothing of scope: it takes on the whole.
ACCEPTED_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "unit": text_of(200, least=1),
        "scope": {"enum": plain_codes(Scope)},
        "not_done": text_of(LIMITS["not_done"], lines=True),
        "conditions": text_of(LIMITS["conditions"], lines=True),
    },
    optional=("scope", "not_done", "conditions"),
)
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
        "markings": MARKINGS,
        "parts": PARTS_TOLD,
    },
    # An earlier version knows no markings, and sends none.
    optional=("markings", "parts"),
)
OPENED_SCHEMA = object_of({"reference": REFERENCE})

SCHEMAS = {
    ACCEPTED_TYPE: ACCEPTED_SCHEMA,
    REFUSED_TYPE: REFUSED_SCHEMA,
    ANSWER_TYPE: ANSWER_SCHEMA,
    OPENED_TYPE: OPENED_SCHEMA,
}
