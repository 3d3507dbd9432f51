"""The bodies of assistance messages: how they are written, and the schema both ends check.

A schema is the first gate for what a partner sends: types, lengths, codes and characters. What it
does not let through is refused by name and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from comity.assistance.models import Answer, Request
from comity.assistance.terms import CODES, LIMITS, LINES, RefusalGround, RequestDraft
from comity.evidence.models import Exhibit
from comity.evidence.terms import NAME_LIMIT, SOURCE_LIMIT
from comity.exchange.terms import ExhibitLine
from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN

REQUEST_TYPE = "assistance.request"
ACCEPTED_TYPE = "assistance.accepted"
REFUSED_TYPE = "assistance.refused"
ANSWER_TYPE = "assistance.answer"
OPENED_TYPE = "assistance.opened"

MOST_EXHIBITS = 50
LARGEST_EXHIBIT = 2**50

# The partner is who receives it, and the instrument stands in the signed envelope.
_NOT_IN_BODY = frozenset({"partner", "under"})
_IN_BODY = tuple(field for field in fields(RequestDraft) if field.name not in _NOT_IN_BODY)


@dataclass(frozen=True, slots=True)
class OfferedExhibit:
    """An exhibit as it is named to a partner.

    Attributes:
        line: what the signed envelope names.
        exhibit: the exhibit itself.
        capability: what the partner pulls it with; it stands in the sealed body only.
    """

    line: ExhibitLine
    exhibit: Exhibit
    capability: str


def request_body(request: Request, *, exhibits: Iterable[OfferedExhibit]) -> dict[str, object]:
    """Return what a request says to the partner, whole."""
    assert request.agency is not None
    told = {field.name: getattr(request, field.name) for field in _IN_BODY}
    return {
        **told,
        "reference": request.reference,
        "unit": request.agency.name,
        "exhibits": [_exhibit(each) for each in exhibits],
    }


def acceptance_body(request: Request) -> dict[str, object]:
    """Return the word that a request is accepted, and which unit has it."""
    return {"reference": request.reference, "unit": request.handling_unit}


def refusal_body(request: Request) -> dict[str, object]:
    """Return the word that a request is refused, on which ground and why."""
    return {
        "reference": request.reference,
        "ground": request.decision_ground,
        "reasons": request.decision_reasons,
    }


def answer_body(answer: Answer, *, exhibits: Iterable[OfferedExhibit]) -> dict[str, object]:
    """Return what an answer says to the partner, with the limits that travel with it."""
    return {
        "reference": answer.request.reference,
        "text": answer.text,
        "limits": answer.limits,
        "handling": answer.handling,
        "exhibits": [_exhibit(each) for each in exhibits],
    }


def opening_body(request: Request) -> dict[str, object]:
    """Return the word that an answer was opened; it names the administration, never the officer."""
    return {"reference": request.reference}


def draft_in(body: dict[str, Any], *, partner: str, under: str) -> RequestDraft:
    """Return the draft that a request's body holds, as it came.

    Args:
        body: checked against the schema.
        partner: code of the administration that sent it.
        under: the instrument its envelope names.
    """
    told = {field.name: body[field.name] for field in _IN_BODY if field.name in body}
    return RequestDraft(partner=partner, under=under[: LIMITS["under"]], **told)


def _exhibit(offered: OfferedExhibit) -> dict[str, object]:
    exhibit = offered.exhibit
    return {
        "id": str(exhibit.id),
        "file_name": exhibit.file_name,
        "media_type": exhibit.media_type,
        "source": exhibit.source,
        "digest": exhibit.digest,
        "payload_digest": exhibit.payload_digest,
        "size": exhibit.size,
        "payload_size": exhibit.payload_size,
        "capability": offered.capability,
    }


def _text(limit: int, *, lines: bool = False, least: int = 0) -> dict[str, object]:
    pattern = CLEAN_PATTERN if lines else CLEAN_LINE_PATTERN
    return {"type": "string", "minLength": least, "maxLength": limit, "pattern": pattern}


def _field(name: str, kind: object) -> dict[str, object]:
    if kind is bool:
        return {"type": "boolean"}
    if name in CODES:
        return {"enum": sorted(CODES[name])}
    return _text(LIMITS[name], lines=name in LINES)


def _object(properties: dict[str, object], *, optional: Iterable[str] = ()) -> dict[str, object]:
    required = sorted(set(properties) - set(optional))
    return {"type": "object", "properties": properties, "required": required}


_REFERENCE: dict[str, object] = {
    "type": "string",
    "maxLength": 40,
    "pattern": "^[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}\\Z",
}
_DIGEST: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{64}\\Z"}
_SIZE: dict[str, object] = {"type": "integer", "minimum": 0, "maximum": LARGEST_EXHIBIT}
_EXHIBITS: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_EXHIBITS,
    "items": _object(
        {
            "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}\\Z"},
            "file_name": _text(NAME_LIMIT, least=1),
            "media_type": _text(130),
            "source": _text(SOURCE_LIMIT, lines=True),
            "digest": _DIGEST,
            "payload_digest": _DIGEST,
            "size": _SIZE,
            "payload_size": _SIZE,
            "capability": {"type": "string", "pattern": "^[A-Za-z0-9_-]{32,128}\\Z"},
        }
    ),
}
_LEAVE: dict[str, object] = {"enum": sorted(CODES["onward"])}
_PROCEEDINGS_LIMIT = _object({"leave": _LEAVE, "cites": _text(500), "sure": {"type": "boolean"}})
_LIMITS_OF_USE = _object(
    {
        "supplier": {"type": "string", "pattern": "^[A-Z]{2}\\Z"},
        "under": _text(300),
        "terms_digest": _text(64),
        "purposes": {
            "type": "array",
            "maxItems": len(CODES["purposes"]),
            "items": {"enum": sorted(CODES["purposes"])},
        },
        "purposes_cite": _text(500),
        "purposes_sure": {"type": "boolean"},
        "proceedings": _object(dict.fromkeys(sorted(CODES["proceedings"]), _PROCEEDINGS_LIMIT)),
        "onward": _LEAVE,
        "onward_cite": _text(500),
        "onward_sure": {"type": "boolean"},
        "keep_until": {"type": ["string", "null"], "maxLength": 10},
        "form_of_consent": _text(500),
    }
)

# A later node may send fields this one does not know; they are kept with the message as it came.
REQUEST_SCHEMA = _object(
    {
        **{field.name: _field(field.name, field.type) for field in _IN_BODY},
        "reference": _REFERENCE,
        "unit": _text(200, least=1),
        "exhibits": _EXHIBITS,
    }
)
ACCEPTED_SCHEMA = _object({"reference": _REFERENCE, "unit": _text(200, least=1)})
REFUSED_SCHEMA = _object(
    {
        "reference": _REFERENCE,
        "ground": {"enum": sorted(RefusalGround)},
        "reasons": _text(LIMITS["reasons"], lines=True),
    }
)
ANSWER_SCHEMA = _object(
    {
        "reference": _REFERENCE,
        "text": _text(LIMITS["text"], lines=True, least=1),
        "limits": _LIMITS_OF_USE,
        "handling": {"enum": ["", *sorted(CODES["handling"])]},
        "exhibits": _EXHIBITS,
    }
)
OPENED_SCHEMA = _object({"reference": _REFERENCE})
