"""The parts of a reply as they stand in its body: an optional list, each with its originator."""

from comity.assistance.schemas.parts import object_of, plain_codes, text_of
from comity.assistance.terms.markings import NAME_LIMIT, Originator
from comity.assistance.terms.parts import MOST_PARTS

_ARTICLE_LIMIT = 300

# What a part says stands in the text of the reply as well, for nodes that know of no parts.
PARTS_TOLD: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_PARTS,
    "items": object_of(
        {
            "number": {"type": "integer", "minimum": 1, "maximum": 9999},
            "exhibit": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "originator": object_of(
                {
                    "kind": {"enum": plain_codes(Originator)},
                    "name": text_of(NAME_LIMIT),
                    "supplier": {"type": "string", "pattern": "^([A-Z]{2})?$"},
                }
            ),
            "withheld": object_of(
                {
                    "ground": {"type": "string", "pattern": "^[a-z][a-z_.]{0,39}$"},
                    "article": text_of(_ARTICLE_LIMIT),
                }
            ),
        },
        optional=("exhibit", "originator", "withheld"),
    ),
}
