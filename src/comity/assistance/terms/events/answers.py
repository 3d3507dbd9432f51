"""Answers, and what they are used for."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ANSWER_DRAFTED = EventKind(
    "answer.drafted", ("partner",), N_("An answer to {partner} was drafted.")
)
ANSWER_RETURNED = EventKind(
    "answer.returned", ("partner",), N_("An answer to {partner} was returned to its drafter.")
)
ANSWER_RELEASED = EventKind(
    "answer.released",
    ("partner", "under", "article", "terms", "exhibits", "message"),
    N_("An answer to {partner} was released and recorded for delivery, under {under}, {article}."),
)
ANSWER_RECEIVED = EventKind(
    "answer.received",
    ("partner", "under", "exhibits", "message"),
    N_("An answer from {partner} was received under {under}; it is not opened yet."),
)
ANSWER_OPENED = EventKind(
    "answer.opened", ("partner", "message"), N_("The answer of {partner} was opened.")
)
OPENING_RECEIVED = EventKind(
    "answer.opening_received",
    ("partner", "message"),
    N_("{partner} told that it has opened our answer."),
)
ANSWER_USED = EventKind(
    "answer.used",
    ("partner", "purpose", "proceedings", "outcome"),
    N_("A use of the answer of {partner} was ruled on ({purpose}): {outcome}."),
)

EVENTS = (
    ANSWER_DRAFTED,
    ANSWER_RETURNED,
    ANSWER_RELEASED,
    ANSWER_RECEIVED,
    ANSWER_OPENED,
    OPENING_RECEIVED,
    ANSWER_USED,
)
