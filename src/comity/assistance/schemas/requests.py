"""What a request is as a message."""

from dataclasses import fields

from comity.assistance.schemas.parts import EXHIBITS, REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms import CODES, LIMITS, LINES, LISTED_CODE, RequestDraft
from comity.assistance.terms.kind_fields import FIELDS, Entry

REQUEST_TYPE = "assistance.request"

# A node of an earlier version neither sends nor knows these: it passes them over.
LATER_IN_BODY = ("area", "offence", "particulars", "code_lists", "oral")
# The partner is who receives it, and the instrument stands in the signed envelope.
_NOTIN_BODY = frozenset({"partner", "under"})
IN_BODY = tuple(field for field in fields(RequestDraft) if field.name not in _NOTIN_BODY)

# A code of a list, or none.
LISTED: dict[str, object] = {"type": "string", "pattern": f"^({LISTED_CODE})?$"}
# Name and version of the lists that area and offence are codes of.
CODE_LISTS: dict[str, object] = {
    "type": "object",
    "properties": {
        name: {"type": "string", "pattern": f"^{LISTED_CODE}$"} for name in ("areas", "offences")
    },
}


def _field(name: str, kind: object) -> dict[str, object]:
    if kind is bool:
        return {"type": "boolean"}
    if name == "particulars":
        return _PARTICULARS
    if name in {"area", "offence"}:
        return LISTED
    if name in CODES:
        return {"enum": plain_codes(CODES[name])}
    return text_of(LIMITS[name], lines=name in LINES)


# The fields only some kinds have; one that a later node knows and this one does not is passed over.
_PARTICULARS: dict[str, object] = {
    "type": "object",
    "properties": {
        name: text_of(field.limit, lines=field.entry is Entry.TEXT)
        for name, field in FIELDS.items()
    },
}


# A later node may send fields this one does not know; they are kept with the message as it came.
REQUEST_SCHEMA = object_of(
    {
        **{field.name: _field(field.name, field.type) for field in IN_BODY},
        "reference": REFERENCE,
        "unit": text_of(200, least=1),
        "exhibits": EXHIBITS,
        # That it was put by word of mouth before, and confirms that.
        "oral": object_of(
            {
                "put_at": {
                    "type": "string",
                    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
                },
                "spoken_with": text_of(200),
            }
        ),
        "code_lists": CODE_LISTS,
    },
    optional=LATER_IN_BODY,
)

SCHEMAS = {
    REQUEST_TYPE: REQUEST_SCHEMA,
}
