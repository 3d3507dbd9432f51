"""What became of an answer; the record tells that it was said, never what the case is."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

FEEDBACK_GIVEN = EventKind(
    "feedback.given",
    ("partner", "result", "message"),
    N_("It was stated what became of the answer of {partner}: {result}."),
)
FEEDBACK_RECEIVED = EventKind(
    "feedback.received",
    ("partner", "result", "message"),
    N_("{partner} stated what became of our answer: {result}."),
)
FEEDBACK_REGISTERED = EventKind(
    "feedback.registered",
    ("partner", "result"),
    N_("What {partner} wrote became of our answer was registered: {result}."),
)

EVENTS = (
    FEEDBACK_GIVEN,
    FEEDBACK_RECEIVED,
    FEEDBACK_REGISTERED,
)
