"""How long matters are kept, and that their content was erased."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

RETENTION_RULE_KEPT = EventKind(
    "retention.rule_kept",
    ("days", "reason"),
    N_("Closed matters are kept {days} days: {reason}"),
)
LEGAL_HOLD_PLACED = EventKind(
    "case.legal_hold_placed",
    ("partner",),
    N_("It is kept until a legal hold is lifted."),
)
LEGAL_HOLD_LIFTED = EventKind(
    "case.legal_hold_lifted",
    ("partner",),
    N_("The legal hold was lifted."),
)
ERASURE_PROPOSED = EventKind(
    "case.erasure_proposed",
    ("partner", "day"),
    N_("Erasing it was proposed: it was to be kept until {day}."),
)
CASE_ERASED = EventKind(
    "case.erased",
    ("partner", "messages", "exhibits"),
    N_("Its content was erased, with {messages} messages and {exhibits} exhibits."),
)
SUPPLIES_PROPOSED = EventKind(
    "supply.erasure_proposed",
    ("partner", "count"),
    N_("Erasing files of the standing exchange whose days are over was proposed: {count}."),
)
SUPPLIES_ERASED = EventKind(
    "supply.erased",
    ("partner", "count", "messages"),
    N_(
        "Files of the standing exchange whose days are over were erased: {count}, with {messages}"
        " messages."
    ),
)

EVENTS = (
    RETENTION_RULE_KEPT,
    LEGAL_HOLD_PLACED,
    LEGAL_HOLD_LIFTED,
    ERASURE_PROPOSED,
    CASE_ERASED,
    SUPPLIES_PROPOSED,
    SUPPLIES_ERASED,
)
