"""Requests that are passed to a competent body, and the table of such bodies."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_TRANSFERRED = EventKind(
    "request.transferred",
    ("partner", "body", "day", "article", "message"),
    N_("A request from {partner} was passed to the competent body on {day}: {body}."),
)
TRANSFER_RECEIVED = EventKind(
    "request.transfer_received",
    ("partner", "day", "message"),
    N_("{partner} told that it has passed our request to its competent body on {day}."),
)
AUTHORITY_KEPT = EventKind(
    "authority.kept",
    ("area", "body"),
    N_("A competent body was written down for the area {area}: {body}."),
)
AUTHORITY_ENDED = EventKind(
    "authority.ended",
    ("area", "body"),
    N_("A competent body was struck off for the area {area}: {body}."),
)

EVENTS = (REQUEST_TRANSFERRED, TRANSFER_RECEIVED, AUTHORITY_KEPT, AUTHORITY_ENDED)
