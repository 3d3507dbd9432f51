"""Consulting a partner on a draft, informally."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

CONSULTATION_WRITTEN = EventKind(
    "consultation.written",
    ("partner",),
    N_("A summary of the draft was written, for the informal view of {partner}."),
)
CONSULTATION_SENT = EventKind(
    "consultation.sent",
    ("partner", "under", "article", "message"),
    N_("{partner} was asked for its informal view of a draft, under {under}, {article}."),
)
CONSULTATION_RECEIVED = EventKind(
    "consultation.received",
    ("partner", "under", "outcome", "message"),
    N_("{partner} asked for our informal view of a draft; our own ruling on it: {outcome}."),
)
VIEW_WRITTEN = EventKind(
    "consultation.view_written",
    ("partner",),
    N_("An informal view of a draft of {partner} was written."),
)
VIEW_SENT = EventKind(
    "consultation.view_sent",
    ("partner", "message"),
    N_("Our informal view of a draft was sent to {partner}."),
)
VIEW_RECEIVED = EventKind(
    "consultation.view_received",
    ("partner", "message"),
    N_("{partner} sent its informal view of a draft."),
)

EVENTS = (
    CONSULTATION_WRITTEN,
    CONSULTATION_SENT,
    CONSULTATION_RECEIVED,
    VIEW_WRITTEN,
    VIEW_SENT,
    VIEW_RECEIVED,
)
