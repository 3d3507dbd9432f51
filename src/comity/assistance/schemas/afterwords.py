"""Consent, recall and notice as messages. A node that does not know them refuses them by name."""

from comity.assistance.schemas.parts import REFERENCE, object_of, plain_codes, text_of
from comity.assistance.terms import CODES
from comity.assistance.terms.afterwords import (
    AFTERWORD_LIMITS,
    MOST_ITEMS,
    CorrectionGround,
    Fate,
    Wish,
)
from comity.assistance.terms.markings import NAME_LIMIT
from comity.assistance.terms.parts import MOST_PARTS

CONSENT_ASKED_TYPE = "assistance.consent_asked"
CONSENT_GIVEN_TYPE = "assistance.consent_given"
CONSENT_REFUSED_TYPE = "assistance.consent_refused"
CONSENT_WITHDRAWN_TYPE = "assistance.consent_withdrawn"
RECALL_ASKED_TYPE = "assistance.recall_asked"
RECALL_ANSWERED_TYPE = "assistance.recall_answered"
RECTIFICATION_TYPE = "assistance.rectification"
DISCLOSURE_NOTICE_TYPE = "assistance.disclosure_notice"
EVIDENCE_NOTICE_TYPE = "assistance.evidence_notice"

_UUID: dict[str, object] = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
_DAY: dict[str, object] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DAY_OR_NONE: dict[str, object] = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
_ITEM: dict[str, object] = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
_PROCEEDINGS: dict[str, object] = {"enum": ["", *plain_codes(CODES["proceedings"])]}


def _line(name: str, *, least: int = 0) -> dict[str, object]:
    return text_of(AFTERWORD_LIMITS[name], least=least)


def _lines(name: str, *, least: int = 0) -> dict[str, object]:
    return text_of(AFTERWORD_LIMITS[name], lines=True, least=least)


# Of the message that brought the answer; empty where it is about what the request says.
_ABOUT = {"reference": REFERENCE, "afterword": _UUID, "answer": text_of(36)}
_NAMED: dict[str, object] = {"reference": REFERENCE, "afterword": _UUID}

CONSENT_ASKED_SCHEMA = object_of(
    {
        **_ABOUT,
        "purpose": {"enum": plain_codes(CODES["purpose"])},
        "proceedings": _PROCEEDINGS,
        "onward_to": _line("onward_to"),
        "court": _line("court"),
        "day": _DAY_OR_NONE,
        "why": _lines("why", least=1),
    }
)
# Others whose parts the answer holds and who consent as well; a node that does not say it has none.
_ORIGINATORS: dict[str, object] = {
    "type": "array",
    "maxItems": MOST_PARTS,
    "items": text_of(NAME_LIMIT, least=1),
}
CONSENT_GIVEN_SCHEMA = object_of(
    {
        **_NAMED,
        "conditions": _lines("conditions"),
        "until": _DAY_OR_NONE,
        "originators": _ORIGINATORS,
    },
    optional=("originators",),
)
CONSENT_REFUSED_SCHEMA = object_of({**_NAMED, "reasons": _lines("reasons", least=1)})
CONSENT_WITHDRAWN_SCHEMA = CONSENT_REFUSED_SCHEMA
RECALL_ASKED_SCHEMA = object_of(
    {
        **_ABOUT,
        "wish": {"enum": plain_codes(Wish)},
        "items": {"type": "array", "minItems": 1, "maxItems": MOST_ITEMS, "items": _ITEM},
        "corrected": _lines("corrected"),
        "why": _lines("why", least=1),
    }
)
# One field is wrong: which, what stood there, what is right, and why.
RECTIFICATION_SCHEMA = object_of(
    {
        **_ABOUT,
        "wish": {"enum": [Wish.CORRECT.value]},
        "items": {"type": "array", "minItems": 1, "maxItems": MOST_ITEMS, "items": _ITEM},
        "field": {"type": "string", "pattern": "^[a-z][a-z_]{0,59}$"},
        "old": _lines("old"),
        "corrected": _lines("corrected", least=1),
        "ground": {"enum": plain_codes(CorrectionGround)},
        "why": _lines("why", least=1),
    }
)
RECALL_ANSWERED_SCHEMA = object_of(
    {
        **_NAMED,
        "items": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_ITEMS,
            "items": object_of(
                {
                    "item": _ITEM,
                    "fate": {"enum": plain_codes(Fate)},
                    "article": _line("article"),
                    "disclosed_to": _line("disclosed_to"),
                    "consent": _line("consent"),
                }
            ),
        },
    }
)
DISCLOSURE_NOTICE_SCHEMA = object_of(
    {**_ABOUT, "court": _line("court", least=1), "day": _DAY, "why": _lines("why", least=1)}
)
EVIDENCE_NOTICE_SCHEMA = object_of(
    {
        **_ABOUT,
        "proceedings": {"enum": plain_codes(CODES["proceedings"])},
        "court": _line("court", least=1),
        "day": _DAY,
        "why": _lines("why", least=1),
    }
)

SCHEMAS = {
    CONSENT_ASKED_TYPE: CONSENT_ASKED_SCHEMA,
    CONSENT_GIVEN_TYPE: CONSENT_GIVEN_SCHEMA,
    CONSENT_REFUSED_TYPE: CONSENT_REFUSED_SCHEMA,
    CONSENT_WITHDRAWN_TYPE: CONSENT_WITHDRAWN_SCHEMA,
    RECALL_ASKED_TYPE: RECALL_ASKED_SCHEMA,
    RECALL_ANSWERED_TYPE: RECALL_ANSWERED_SCHEMA,
    RECTIFICATION_TYPE: RECTIFICATION_SCHEMA,
    DISCLOSURE_NOTICE_TYPE: DISCLOSURE_NOTICE_SCHEMA,
    EVIDENCE_NOTICE_TYPE: EVIDENCE_NOTICE_SCHEMA,
}
