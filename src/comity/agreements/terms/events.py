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
    ("matter", "subject", "states", "source"),
    N_("The treaty desk settled {subject} of {about}: {states} Source: {source}"),
)
EVENTS = (REGISTER_IMPORTED, REGISTER_SETTLED)
