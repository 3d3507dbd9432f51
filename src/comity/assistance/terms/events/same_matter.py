"""What was done about two matters that may be the same, by who sees both."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

HIT_TOLD = EventKind(
    "deconfliction.told",
    ("other_case", "unit"),
    N_("It may be the same matter as {other_case}: {unit} was told."),
)
HIT_NO_LINK = EventKind(
    "deconfliction.no_link",
    ("other_case",),
    N_("It may have been the same matter as {other_case}: there is no link."),
)

EVENTS = (
    HIT_TOLD,
    HIT_NO_LINK,
)
