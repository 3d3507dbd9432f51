"""What goes and comes by letter."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_TO_POST = EventKind(
    "request.approved_for_letter",
    ("partner", "under", "article", "terms"),
    N_("A request to {partner} was approved, to be sent by letter, under {under}, {article}."),
)
LETTER_SENT = EventKind(
    "letter.dispatched",
    ("partner", "kind", "number", "day", "carrier", "carried_by", "signed_by"),
    N_("A letter to {partner} left on {day} under number {number}."),
)
REQUEST_REGISTERED = EventKind(
    "request.registered",
    ("partner", "under", "outcome", "number", "day"),
    N_(
        "A request of {partner} that came by letter on {day} ({number}) was registered; our own"
        " ruling on it: {outcome}."
    ),
)
LETTER_RENUMBERED = EventKind(
    "letter.renumbered",
    ("partner", "item"),
    N_(
        "The node of {partner} sent a request that bears {item}. A letter had been registered by"
        " hand under that number; its matter has a number of our own now."
    ),
)
ACCEPTANCE_REGISTERED = EventKind(
    "request.acceptance_registered",
    ("partner", "scope", "conditional", "number", "day"),
    N_("{partner} wrote that it has our request in hand; the letter came on {day} ({number})."),
)
REFUSAL_REGISTERED = EventKind(
    "request.refusal_registered",
    ("partner", "ground", "number", "day"),
    N_("{partner} refused our request by letter: {ground}; it came on {day} ({number})."),
)
QUESTION_REGISTERED = EventKind(
    "request.question_registered",
    ("partner", "number", "day"),
    N_("{partner} asked by letter for more about our request; it came on {day} ({number})."),
)
ANSWER_REGISTERED = EventKind(
    "answer.registered",
    ("partner", "under", "number", "day"),
    N_(
        "An answer of {partner} that came by letter on {day} ({number}) was registered, under"
        " {under}; it is not opened yet."
    ),
)
ANSWER_TO_POST = EventKind(
    "answer.approved_for_letter",
    ("partner", "under", "article", "terms", "exhibits"),
    N_("An answer to {partner} was released, to be sent by letter, under {under}, {article}."),
)
ADDRESS_KEPT = EventKind(
    "partner.address_kept",
    ("partner",),
    N_("The postal address of {partner} was written down."),
)

EVENTS = (
    REQUEST_TO_POST,
    LETTER_SENT,
    REQUEST_REGISTERED,
    LETTER_RENUMBERED,
    ACCEPTANCE_REGISTERED,
    REFUSAL_REGISTERED,
    QUESTION_REGISTERED,
    ANSWER_REGISTERED,
    ANSWER_TO_POST,
    ADDRESS_KEPT,
)
