"""Requests put by word of mouth, and their confirmation; no entry says with whom."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ORAL_PUT = EventKind(
    "request.put_orally",
    ("partner", "day", "means", "urgency", "oral_leave"),
    N_(
        "A request was put to {partner} by word of mouth ({means}; {urgency}). The agreement on"
        " that: {oral_leave}."
    ),
)
ORAL_RECEIVED = EventKind(
    "request.received_orally",
    ("partner", "day", "means", "urgency", "oral_leave", "under", "outcome"),
    N_(
        "{partner} put a request by word of mouth ({means}; {urgency}). The agreement on that:"
        " {oral_leave}; our own ruling on it: {outcome}."
    ),
)
ORAL_REMINDED = EventKind(
    "request.confirmation_asked_for",
    ("partner", "means", "number"),
    N_("{partner} was reminded to confirm in writing what it asked ({means}); reminder {number}."),
)
ORAL_CONFIRMED = EventKind(
    "request.oral_confirmed",
    ("partner", "other_case", "number", "day"),
    N_("What {partner} asked by word of mouth was confirmed in writing."),
)
ORAL_CONTINUED = EventKind(
    "request.oral_continued",
    ("partner", "other_case"),
    N_("What {partner} asked by word of mouth goes on as its written request {other_case}."),
)
ORAL_LAPSED = EventKind(
    "request.oral_lapsed",
    ("partner", "number"),
    N_(
        "What {partner} asked by word of mouth was closed: no confirmation came; reminders:"
        " {number}."
    ),
)

EVENTS = (
    ORAL_PUT,
    ORAL_RECEIVED,
    ORAL_REMINDED,
    ORAL_CONFIRMED,
    ORAL_CONTINUED,
    ORAL_LAPSED,
)
