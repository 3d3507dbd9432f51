"""Partial replies, and questions that follow a reply."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

PARTIAL_RELEASED = EventKind(
    "partial_reply.released",
    ("partner", "under", "article", "terms", "exhibits", "message"),
    N_("A partial reply to {partner} was released, under {under}, {article}; more is to follow."),
)
PARTIAL_TO_POST = EventKind(
    "partial_reply.approved_for_letter",
    ("partner", "under", "article", "terms", "exhibits"),
    N_("A partial reply to {partner} was released, to be sent by letter, under {under}."),
)
PARTIAL_RECEIVED = EventKind(
    "partial_reply.received",
    ("partner", "under", "exhibits", "message"),
    N_("A partial reply from {partner} was received under {under}; it is not opened yet."),
)
PARTIAL_REGISTERED = EventKind(
    "partial_reply.registered",
    ("partner", "under", "number", "day"),
    N_("A partial reply of {partner} that came by letter was registered (number {number})."),
)
PARTIAL_OPENED = EventKind(
    "partial_reply.opened",
    ("partner", "message"),
    N_("A partial reply of {partner} was opened."),
)
PARTIAL_OPENING_RECEIVED = EventKind(
    "partial_reply.opening_received",
    ("partner", "message"),
    N_("{partner} told that it has opened a partial reply of ours."),
)
QUESTION_DRAFTED = EventKind(
    "question.drafted", ("partner",), N_("A supplementary question to {partner} was drafted.")
)
QUESTION_RETURNED = EventKind(
    "question.returned",
    ("partner",),
    N_("A supplementary question to {partner} was returned to its drafter."),
)
QUESTION_DROPPED = EventKind(
    "question.dropped", ("partner",), N_("A supplementary question to {partner} was given up.")
)
QUESTION_SENT = EventKind(
    "question.sent",
    ("partner", "under", "article", "message"),
    N_(
        "A supplementary question to {partner} was approved and recorded for delivery, under"
        " {under}, {article}."
    ),
)
QUESTION_RECEIVED = EventKind(
    "question.received",
    ("partner", "under", "message"),
    N_("A supplementary question of {partner} was received under {under}."),
)

EVENTS = (
    PARTIAL_RELEASED,
    PARTIAL_TO_POST,
    PARTIAL_RECEIVED,
    PARTIAL_REGISTERED,
    PARTIAL_OPENED,
    PARTIAL_OPENING_RECEIVED,
    QUESTION_DRAFTED,
    QUESTION_RETURNED,
    QUESTION_DROPPED,
    QUESTION_SENT,
    QUESTION_RECEIVED,
)
