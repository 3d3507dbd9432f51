"""What no matter holds and is erased all the same."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

LEFT_CONSULTATION_ERASED = EventKind(
    "consultation.erased",
    ("partner", "messages"),
    N_("A draft of {partner} whose request never came was erased, with {messages} messages."),
)
REFUSED_MESSAGES_ERASED = EventKind(
    "messages.refused_erased",
    ("messages", "day"),
    N_("What {messages} messages said that were refused before {day} was erased."),
)

EVENTS = (LEFT_CONSULTATION_ERASED, REFUSED_MESSAGES_ERASED)
