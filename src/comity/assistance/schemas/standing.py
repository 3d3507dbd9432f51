"""What is said on a standing exchange, and the files that are supplied by it, as messages."""

from comity.assistance.schemas.parts import EXHIBITS, REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms import Party
from comity.assistance.terms.kind_fields import Entry
from comity.assistance.terms.standing import StandingWord
from comity.assistance.terms.standing_fields import FIELD_OF_STANDING

STANDING_TYPE = "assistance.standing"
SUPPLY_TYPE = "assistance.supply"
MOST_VERSIONS = 1000
MOST_SUPPLIES = 1_000_000
MOST_ROWS = 2**40

_NUMBER = {"type": "integer", "minimum": 1, "maximum": MOST_VERSIONS}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
# A field that a later node knows and this one does not is passed over.
STANDING_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "word": {"enum": plain_codes(StandingWord)},
        "number": _NUMBER,
        "terms_by": {"enum": plain_codes(Party)},
        "facts": object_of(
            {
                name: text_of(field.limit, lines=field.entry is Entry.TEXT)
                for name, field in FIELD_OF_STANDING.items()
            },
            optional=FIELD_OF_STANDING,
        ),
    }
)
SUPPLY_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "number": {"type": "integer", "minimum": 1, "maximum": MOST_SUPPLIES},
        "terms": _NUMBER,
        "terms_by": {"enum": plain_codes(Party)},
        "period_from": _DAY,
        "period_until": _DAY,
        "rows": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS},
        "exhibits": {**EXHIBITS, "minItems": 1, "maxItems": 1},
    }
)

SCHEMAS = {STANDING_TYPE: STANDING_SCHEMA, SUPPLY_TYPE: SUPPLY_SCHEMA}
