"""Handling and evaluation codes, and originators."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ANSWER_MARKED = EventKind(
    "answer.marked",
    ("partner", "count"),
    N_("Handling, evaluation or originators were stated in an answer to {partner}: {count} parts."),
)

EVENTS = (ANSWER_MARKED,)
