"""What left by the hand of one duty officer alone, and the review of it."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_SENT_ALONE = EventKind(
    "request.sent_alone",
    ("partner", "under", "article", "terms", "message", "alone", "day"),
    N_(
        "An urgent request to {partner} was approved by a duty officer alone ({alone}) and recorded"
        " for delivery, under {under}, {article}. Its review is due on {day}."
    ),
)
REQUEST_TO_POST_ALONE = EventKind(
    "request.approved_for_letter_alone",
    ("partner", "under", "article", "terms", "alone", "day"),
    N_(
        "An urgent request to {partner} was approved by a duty officer alone ({alone}) to go by"
        " letter, under {under}, {article}. Its review is due on {day}."
    ),
)
ANSWER_RELEASED_ALONE = EventKind(
    "answer.released_alone",
    ("partner", "under", "article", "terms", "exhibits", "message", "alone", "day"),
    N_(
        "An urgent answer to {partner} was released by a duty officer alone ({alone}) and recorded"
        " for delivery, under {under}, {article}. Its review is due on {day}."
    ),
)
PARTIAL_RELEASED_ALONE = EventKind(
    "partial_reply.released_alone",
    ("partner", "under", "article", "terms", "exhibits", "message", "alone", "day"),
    N_(
        "An urgent partial reply to {partner} was released by a duty officer alone ({alone}) and"
        " recorded for delivery, under {under}, {article}. Its review is due on {day}."
    ),
)
ANSWER_TO_POST_ALONE = EventKind(
    "answer.approved_for_letter_alone",
    ("partner", "under", "article", "terms", "exhibits", "alone", "day"),
    N_(
        "An urgent answer to {partner} was released by a duty officer alone ({alone}) to go by"
        " letter, under {under}, {article}. Its review is due on {day}."
    ),
)
PARTIAL_TO_POST_ALONE = EventKind(
    "partial_reply.approved_for_letter_alone",
    ("partner", "under", "article", "terms", "exhibits", "alone", "day"),
    N_(
        "An urgent partial reply to {partner} was released by a duty officer alone ({alone}) to go"
        " by letter, under {under}, {article}. Its review is due on {day}."
    ),
)
RELEASE_REVIEWED = EventKind(
    "request.release_reviewed",
    ("partner", "number", "officer", "review", "follows"),
    N_("What {officer} let leave alone to {partner} was reviewed: {review}; {follows}."),
)

EVENTS = (
    REQUEST_SENT_ALONE,
    REQUEST_TO_POST_ALONE,
    ANSWER_RELEASED_ALONE,
    PARTIAL_RELEASED_ALONE,
    ANSWER_TO_POST_ALONE,
    PARTIAL_TO_POST_ALONE,
    RELEASE_REVIEWED,
)
