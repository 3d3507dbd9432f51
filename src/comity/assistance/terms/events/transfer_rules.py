"""Rules of our own law on transfers, and the data protection officer's word on a correction."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

TRANSFER_RULE_SET = EventKind(
    "transfer_rule.set",
    ("item", "article", "kinds", "categories", "partners"),
    N_("By {article}, transfers wait for the data protection officer: rule {item}."),
)
TRANSFER_RULE_ENDED = EventKind(
    "transfer_rule.ended", ("item",), N_("Rule {item} on transfers counts no longer.")
)
CORRECTION_APPROVED = EventKind(
    "correction.approved",
    ("partner", "item"),
    N_("The data protection officer approved correction {item} to {partner}."),
)
CORRECTION_OPPOSED = EventKind(
    "correction.opposed",
    ("partner", "item"),
    N_("The data protection officer opposed correction {item} to {partner}."),
)

EVENTS = (
    TRANSFER_RULE_SET,
    TRANSFER_RULE_ENDED,
    CORRECTION_APPROVED,
    CORRECTION_OPPOSED,
)
