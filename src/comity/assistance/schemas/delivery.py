"""What is said about a controlled delivery, as messages."""

from comity.assistance.schemas.parts import REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import FIELD_OF, DeliveryWord
from comity.assistance.terms.kind_fields import Entry

DELIVERY_TYPE = "assistance.delivery"

# A field that a later node knows and this one does not is passed over.
DELIVERY_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "word": {"enum": plain_codes(DeliveryWord)},
        "plan": {"type": "integer", "minimum": 1, "maximum": 1000},
        "plan_by": {"enum": plain_codes(Party)},
        "state": {"type": "string", "pattern": "^([A-Z]{2})?$"},
        "facts": object_of(
            {
                name: text_of(field.limit, lines=field.entry is Entry.TEXT)
                for name, field in FIELD_OF.items()
            },
            optional=FIELD_OF,
        ),
    }
)

SCHEMAS = {DELIVERY_TYPE: DELIVERY_SCHEMA}
