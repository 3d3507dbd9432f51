"""What follows an answer, or goes before the final one, as messages.

A node that does not know them refuses them by name: it never takes a partial reply for the final.
"""

from comity.assistance.schemas.answers import ANSWER_SCHEMA
from comity.assistance.schemas.parts import REFERENCE, object_of, text_of
from comity.assistance.terms import LIMITS

PARTIAL_TYPE = "assistance.partial"
PARTIAL_OPENED_TYPE = "assistance.partial_opened"
QUESTION_TYPE = "assistance.question"

_ANSWER = ANSWER_SCHEMA["properties"]
assert isinstance(_ANSWER, dict)
PARTIAL_SCHEMA = object_of(
    {**_ANSWER, "still_to_come": text_of(LIMITS["still_to_come"], lines=True, least=1)},
    optional=("markings", "parts"),
)
# Which of them was opened: by the id of the message it came with.
PARTIAL_OPENED_SCHEMA = object_of(
    {"reference": REFERENCE, "reply": {"type": "string", "pattern": "^[0-9a-f-]{36}$"}}
)

QUESTION_SCHEMA = object_of(
    {
        "reference": REFERENCE,
        "question": text_of(LIMITS["question"], lines=True, least=1),
        # Whether it follows the final answer; otherwise the final one is awaited still.
        "reopens": {"type": "boolean"},
    }
)

SCHEMAS = {
    PARTIAL_TYPE: PARTIAL_SCHEMA,
    PARTIAL_OPENED_TYPE: PARTIAL_OPENED_SCHEMA,
    QUESTION_TYPE: QUESTION_SCHEMA,
}
