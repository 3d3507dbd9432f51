"""Hearing a supplier about a person's data, as messages. An older node refuses them by name."""

from comity.assistance.schemas.parts import REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms.access import ACCESS_LIMITS, Exemption, Opinion, SubjectRight

ACCESS_CONSULTATION_TYPE = "assistance.access_consultation"
ACCESS_OPINION_TYPE = "assistance.access_opinion"

_UUID: dict[str, object] = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
_DAY: dict[str, object] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

ACCESS_CONSULTATION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "consultation": _UUID,
        # The message that brought the answer, or its number if a letter did; empty for the request.
        "answer": text_of(36),
        "right": {"enum": plain_codes(SubjectRight)},
        "person": text_of(ACCESS_LIMITS["person"], least=1),
        "until": _DAY,
        "why": text_of(ACCESS_LIMITS["why"], lines=True),
    }
)
ACCESS_OPINION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "consultation": _UUID,
        "opinion": {"enum": plain_codes(Opinion)},
        "ground": {"enum": ["", *plain_codes(Exemption)]},
        "reasons": text_of(ACCESS_LIMITS["reasons"], lines=True),
    }
)
SCHEMAS = {
    ACCESS_CONSULTATION_TYPE: ACCESS_CONSULTATION_SCHEMA,
    ACCESS_OPINION_TYPE: ACCESS_OPINION_SCHEMA,
}
