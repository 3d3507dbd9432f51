"""Statistics that were let out."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

STATISTICS_RELEASED = EventKind(
    "statistics.released",
    ("partner", "since", "until", "number", "digest"),
    N_("The statistics with {partner} from {since} to {until} were released as number {number}."),
)
EVENTS = (STATISTICS_RELEASED,)
