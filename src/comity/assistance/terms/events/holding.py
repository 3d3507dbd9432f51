"""Who sees a case, and on whose desk it lies."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

CASE_SHARED = EventKind(
    "case.shared",
    ("partner", "unit", "exhibit", "purpose", "under", "outcome"),
    N_("Showing it to {unit} was ruled on ({purpose}): {outcome}."),
)
CASE_SHARING_ENDED = EventKind(
    "case.sharing_ended",
    ("partner", "unit", "exhibit", "reason"),
    N_("{unit} may see it no longer: {reason}"),
)
CASE_HANDED_OVER = EventKind(
    "case.handed_over",
    ("partner", "officer", "receiver", "reason"),
    N_("It was handed from {officer} to {receiver}: {reason}"),
)

EVENTS = (
    CASE_SHARED,
    CASE_SHARING_ENDED,
    CASE_HANDED_OVER,
)
