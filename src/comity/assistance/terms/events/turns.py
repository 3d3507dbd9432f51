"""The turns a request can take on its way."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

COMPLETION_ASKED = EventKind(
    "request.returned_for_completion",
    ("partner", "missing", "message"),
    N_("A request from {partner} was returned for completion; what it lacks: {missing}."),
)
COMPLETION_WANTED = EventKind(
    "request.return_received",
    ("partner", "missing", "message"),
    N_("{partner} returned our request for completion; what it lacks: {missing}."),
)
COMPLETION_SUBMITTED = EventKind(
    "request.completion_submitted",
    ("partner", "outcome"),
    N_("The completed request to {partner} was submitted for approval; the ruling: {outcome}."),
)
COMPLETION_RETURNED = EventKind(
    "request.completion_returned",
    ("partner",),
    N_("The completed request to {partner} was returned to its drafter."),
)
COMPLETION_SENT = EventKind(
    "request.completion_sent",
    ("partner", "under", "article", "terms", "message"),
    N_(
        "The completed request to {partner} was approved and recorded for delivery, under {under},"
        " {article}."
    ),
)
COMPLETION_RECEIVED = EventKind(
    "request.completion_received",
    ("partner", "message"),
    N_("{partner} sent its request again, completed."),
)
COMPLETION_REGISTERED = EventKind(
    "request.completion_registered",
    ("partner", "number", "day"),
    N_("{partner} completed its request by letter number {number}, received on {day}."),
)
REQUEST_POSTPONED = EventKind(
    "request.postponed",
    ("partner", "ground", "until", "message"),
    N_("A request from {partner} was postponed until {until}: {ground}."),
)
POSTPONEMENT_RECEIVED = EventKind(
    "request.postponement_received",
    ("partner", "ground", "until", "message"),
    N_("{partner} told that it has postponed our request until {until}: {ground}."),
)
REQUEST_TAKEN_BACK = EventKind(
    "request.taken_back",
    ("partner", "message"),
    N_("Our request to {partner} was withdrawn after it was sent."),
)
WITHDRAWAL_RECEIVED = EventKind(
    "request.withdrawal_received",
    ("partner", "message"),
    N_("{partner} told that it has withdrawn its request."),
)
EXHIBIT_LEFT_OUT = EventKind(
    "request.exhibit_left_out",
    ("partner", "exhibit"),
    N_("An exhibit was left out of what is being written to {partner}; it stays in custody."),
)

EVENTS = (
    COMPLETION_ASKED,
    COMPLETION_WANTED,
    COMPLETION_SUBMITTED,
    COMPLETION_RETURNED,
    COMPLETION_SENT,
    COMPLETION_RECEIVED,
    COMPLETION_REGISTERED,
    REQUEST_POSTPONED,
    POSTPONEMENT_RECEIVED,
    REQUEST_TAKEN_BACK,
    WITHDRAWAL_RECEIVED,
    EXHIBIT_LEFT_OUT,
)
