"""What this package records in the ledger."""

from comity.agreements.terms.countersigning_events import COUNTERSIGNING_EVENTS
from comity.agreements.terms.editing import EDITING_EVENTS
from comity.agreements.terms.own_law_events import OWN_LAW_EVENTS
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REGISTER_IMPORTED = EventKind(
    "register.imported",
    ("digest", "files"),
    N_("The register of agreements was imported: {files} files, version {digest}."),
)
REGISTER_SETTLED = EventKind(
    "register.settled",
    ("matter", "code", "subject", "agreement", "states", "source"),
    N_("The treaty desk settled this: {subject} ({agreement}). {states} Source: {source}"),
)
EVENTS = (
    REGISTER_IMPORTED,
    REGISTER_SETTLED,
    *EDITING_EVENTS,
    *OWN_LAW_EVENTS,
    *COUNTERSIGNING_EVENTS,
)
