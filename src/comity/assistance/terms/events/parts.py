"""A reply in parts: written, consented to, withheld."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

PART_WRITTEN = EventKind(
    "reply_part.written",
    ("partner", "number", "whose"),
    N_("Part {number} of a reply to {partner} was written."),
)
PART_LEFT_OUT = EventKind(
    "reply_part.left_out",
    ("partner", "number"),
    N_("Part {number} of a reply to {partner} was left out."),
)
PART_CONSENT_ASKED = EventKind(
    "reply_part.consent_asked",
    ("partner", "number", "supplier", "item"),
    N_("The consent of {supplier} to part {number} of a reply to {partner} was written."),
)
PART_CONSENT_DECIDED = EventKind(
    "reply_part.consent_decided",
    ("partner", "number", "decision"),
    N_("The originator of part {number} of a reply to {partner} has decided: {decision}."),
)
PART_WITHHELD = EventKind(
    "reply_part.withheld",
    ("partner", "number", "ground", "article"),
    N_("Part {number} of a reply to {partner} is withheld."),
)
PART_TAKEN_UP = EventKind(
    "reply_part.taken_up",
    ("partner", "number"),
    N_("Part {number} of a reply to {partner} is withheld no longer."),
)

EVENTS = (
    PART_WRITTEN,
    PART_LEFT_OUT,
    PART_CONSENT_ASKED,
    PART_CONSENT_DECIDED,
    PART_WITHHELD,
    PART_TAKEN_UP,
)
