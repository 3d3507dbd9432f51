"""What information that nobody asked for is as a message. It names one recipient, and no other."""

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
from comity.assistance.schemas.requests import CODE_LISTS, LISTED
from comity.assistance.terms import CODES, LIMITS
from comity.assistance.terms.information import VOLUNTEERED_KINDS, InformationUrgency

INFORMATION_TYPE = "assistance.information"

INFORMATION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "unit": text_of(200, least=1),
        "kind": {"enum": plain_codes(VOLUNTEERED_KINDS)},
        "subject": text_of(LIMITS["subject"], least=1),
        "urgency": {"enum": ["", *plain_codes(InformationUrgency)]},
        "goods_description": text_of(LIMITS["goods_description"], lines=True),
        "hs_code": text_of(LIMITS["hs_code"]),
        "consignment_reference": text_of(LIMITS["consignment_reference"]),
        "parties": text_of(LIMITS["parties"], lines=True),
        "text": text_of(LIMITS["text"], lines=True, least=1),
        "limits": LIMITS_OF_USE,
        "handling": {"enum": ["", *plain_codes(CODES["handling"])]},
        "exhibits": EXHIBITS,
        "markings": MARKINGS,
        "parts": PARTS_TOLD,
        "area": LISTED,
        "offence": LISTED,
        "code_lists": CODE_LISTS,
    },
    # A node of an earlier version neither sends nor knows these: it passes them over.
    optional=("markings", "parts", "area", "offence", "code_lists"),
)

SCHEMAS = {INFORMATION_TYPE: INFORMATION_SCHEMA}
