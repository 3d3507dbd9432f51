"""Markings as they stand in the body of an answer: an optional list, each code in its scheme."""

from comity.assistance.schemas.parts import MOST_EXHIBITS, object_of, plain_codes, text_of
from comity.assistance.terms.markings import (
    HANDLING,
    INFORMATION,
    NAME_LIMIT,
    SOURCES,
    EvaluationScheme,
    HandlingScheme,
    Originator,
)

MARKINGS: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_EXHIBITS + 1,
    "items": object_of(
        {
            "item": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "handling": object_of(
                {
                    "scheme": {"enum": plain_codes(HandlingScheme)},
                    "code": {"enum": plain_codes({c for each in HANDLING.values() for c in each})},
                }
            ),
            "evaluation": object_of(
                {
                    "scheme": {"enum": plain_codes(EvaluationScheme)},
                    "source": {"enum": plain_codes({c for e in SOURCES.values() for c in e})},
                    "information": {
                        "enum": plain_codes({c for each in INFORMATION.values() for c in each})
                    },
                }
            ),
            "originator": object_of(
                {"kind": {"enum": plain_codes(Originator)}, "name": text_of(NAME_LIMIT)}
            ),
        },
        optional=("handling", "evaluation", "originator"),
    ),
}
