"""Whether a node tells its partner that what came from it was opened: a matter of each link. Pure.

A partner learns of each opening, or of none; it is told which of the two, so that nobody there
waits for a word that never comes.
"""

from typing import Final

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

OPENINGS_TYPE: Final = "link.openings"

OPENINGS_SET = EventKind(
    "link.openings_set",
    ("partner", "openings_told", "message"),
    N_("Whether {partner} is told that what came from it was opened: {openings_told}."),
)
OPENINGS_HELD = EventKind(
    "link.openings_held",
    ("partner", "openings_told", "message"),
    N_("Whether {partner} tells that what went there was opened, as it said: {openings_told}."),
)
OPENINGS_EVENTS = (OPENINGS_SET, OPENINGS_HELD)
