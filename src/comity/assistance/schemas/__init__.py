"""The schema of every assistance message, which both ends check and which is published.

A schema is the first gate for what a partner sends: types, lengths, codes and characters. What it
does not let through is refused by name and changes nothing.
"""

from comity.assistance.schemas import (
    access,
    afterwords,
    answers,
    competence,
    consulting,
    delivery,
    feedback,
    information,
    joining,
    replies,
    requests,
    standing,
    turns,
)
from comity.assistance.schemas.answers import (
    ACCEPTED_SCHEMA,
    ACCEPTED_TYPE,
    ANSWER_SCHEMA,
    ANSWER_TYPE,
    OPENED_SCHEMA,
    OPENED_TYPE,
    REFUSED_SCHEMA,
    REFUSED_TYPE,
)
from comity.assistance.schemas.delivery import DELIVERY_SCHEMA, DELIVERY_TYPE
from comity.assistance.schemas.feedback import FEEDBACK_SCHEMA, FEEDBACK_TYPE
from comity.assistance.schemas.parts import (
    LARGEST_EXHIBIT,
    MOST_EXHIBITS,
)
from comity.assistance.schemas.replies import (
    PARTIAL_OPENED_SCHEMA,
    PARTIAL_OPENED_TYPE,
    PARTIAL_SCHEMA,
    PARTIAL_TYPE,
    QUESTION_SCHEMA,
    QUESTION_TYPE,
)
from comity.assistance.schemas.requests import (
    IN_BODY,
    LATER_IN_BODY,
    REQUEST_SCHEMA,
    REQUEST_TYPE,
)
from comity.assistance.schemas.turns import (
    COMPLETED_SCHEMA,
    COMPLETED_TYPE,
    INCOMPLETE_SCHEMA,
    INCOMPLETE_TYPE,
    POSTPONED_SCHEMA,
    POSTPONED_TYPE,
    TAKEN_BACK_SCHEMA,
    TAKEN_BACK_TYPE,
)

# Of every message type, by its name.
SCHEMAS = {
    **requests.SCHEMAS,
    **answers.SCHEMAS,
    **afterwords.SCHEMAS,
    **access.SCHEMAS,
    **feedback.SCHEMAS,
    **information.SCHEMAS,
    **replies.SCHEMAS,
    **competence.SCHEMAS,
    **consulting.SCHEMAS,
    **turns.SCHEMAS,
    **standing.SCHEMAS,
    **delivery.SCHEMAS,
    **joining.SCHEMAS,
}

__all__ = [
    "ACCEPTED_SCHEMA",
    "ACCEPTED_TYPE",
    "ANSWER_SCHEMA",
    "ANSWER_TYPE",
    "COMPLETED_SCHEMA",
    "COMPLETED_TYPE",
    "DELIVERY_SCHEMA",
    "DELIVERY_TYPE",
    "FEEDBACK_SCHEMA",
    "FEEDBACK_TYPE",
    "INCOMPLETE_SCHEMA",
    "INCOMPLETE_TYPE",
    "IN_BODY",
    "LARGEST_EXHIBIT",
    "LATER_IN_BODY",
    "MOST_EXHIBITS",
    "OPENED_SCHEMA",
    "OPENED_TYPE",
    "PARTIAL_OPENED_SCHEMA",
    "PARTIAL_OPENED_TYPE",
    "PARTIAL_SCHEMA",
    "PARTIAL_TYPE",
    "POSTPONED_SCHEMA",
    "POSTPONED_TYPE",
    "QUESTION_SCHEMA",
    "QUESTION_TYPE",
    "REFUSED_SCHEMA",
    "REFUSED_TYPE",
    "REQUEST_SCHEMA",
    "REQUEST_TYPE",
    "SCHEMAS",
    "TAKEN_BACK_SCHEMA",
    "TAKEN_BACK_TYPE",
]
