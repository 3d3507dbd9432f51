"""What this package records in the ledger."""

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
EVENTS = (REGISTER_IMPORTED, REGISTER_SETTLED)
