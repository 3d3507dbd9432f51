"""Personal data that left, and what the data protection officer decided before it did."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

DATA_TRANSFERRED = EventKind(
    "data.transferred",
    ("partner", "kind", "categories", "under", "article", "message"),
    N_("Personal data was supplied to {partner} under {under}: {categories}."),
)
TRANSFER_APPROVED = EventKind(
    "transfer.approved",
    ("partner", "kind", "version"),
    N_("The data protection officer approved supplying version {version} to {partner}."),
)
TRANSFER_OPPOSED = EventKind(
    "transfer.opposed",
    ("partner", "kind", "version"),
    N_("The data protection officer opposed supplying version {version} to {partner}."),
)

EVENTS = (
    DATA_TRANSFERRED,
    TRANSFER_APPROVED,
    TRANSFER_OPPOSED,
)
