"""The schema of every message about practices, which both ends check and which is published."""

from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN
from comity.practices.terms import LIMITS, Topic, Usefulness

NOTE_TYPE = "practices.note"
FEEDBACK_TYPE = "practices.feedback"

_ID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}


def _text(name: str, *, lines: bool = False, least: int = 0) -> dict[str, object]:
    pattern = CLEAN_PATTERN if lines else CLEAN_LINE_PATTERN
    return {
        "type": "string",
        "minLength": least,
        "maxLength": LIMITS.get(name, 200),
        "pattern": pattern,
    }


NOTE_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "note": _ID,
        "topic": {"enum": sorted(topic.value for topic in Topic)},
        "title": _text("title", least=1),
        "text": _text("text", lines=True, least=1),
        "unit": _text("unit", least=1),
    },
    "required": ["note", "text", "title", "topic", "unit"],
}
FEEDBACK_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "note": _ID,
        "usefulness": {"enum": sorted(each.value for each in Usefulness)},
        "words": _text("words", lines=True),
    },
    "required": ["note", "usefulness", "words"],
}
SCHEMAS = {NOTE_TYPE: NOTE_SCHEMA, FEEDBACK_TYPE: FEEDBACK_SCHEMA}
