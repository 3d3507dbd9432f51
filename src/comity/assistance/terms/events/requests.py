"""Requests, from the draft to the end."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REQUEST_DRAFTED = EventKind(
    "request.drafted", ("partner",), N_("A request to {partner} was drafted.")
)
REQUEST_RENUMBERED = EventKind(
    "request.renumbered",
    ("partner", "before"),
    N_("The draft {before} is now for {partner}, under a new reference."),
)
REQUEST_WITHDRAWN = EventKind(
    "request.withdrawn", ("partner",), N_("The draft of a request to {partner} was withdrawn.")
)
REQUEST_SUBMITTED = EventKind(
    "request.submitted",
    ("partner", "outcome"),
    N_("A request to {partner} was submitted for approval; the ruling: {outcome}."),
)
REQUEST_RETURNED = EventKind(
    "request.returned", ("partner",), N_("A request to {partner} was returned to its drafter.")
)
REQUEST_SENT = EventKind(
    "request.sent",
    ("partner", "under", "article", "terms", "message"),
    N_("A request to {partner} was approved and recorded for delivery, under {under}, {article}."),
)
REQUEST_RECEIVED = EventKind(
    "request.received",
    ("partner", "under", "outcome", "message"),
    N_("A request from {partner} was received; our own ruling on it: {outcome}."),
)
REQUEST_ACCEPTED = EventKind(
    "request.accepted",
    ("partner", "agency_charged", "outcome", "scope", "conditional", "message"),
    N_("A request from {partner} was accepted and given to {agency_charged}."),
)
REQUEST_REFUSED = EventKind(
    "request.refused",
    ("partner", "ground", "consulted", "message"),
    N_("A request from {partner} was refused: {ground}."),
)
ACCEPTANCE_RECEIVED = EventKind(
    "request.acceptance_received",
    ("partner", "scope", "conditional", "message"),
    N_("{partner} told that it has accepted our request."),
)
REFUSAL_RECEIVED = EventKind(
    "request.refusal_received",
    ("partner", "ground", "message"),
    N_("{partner} told that it has refused our request: {ground}."),
)
REQUEST_CLOSED = EventKind(
    "request.closed", ("partner",), N_("The request between us and {partner} was closed.")
)

EVENTS = (
    REQUEST_DRAFTED,
    REQUEST_RENUMBERED,
    REQUEST_WITHDRAWN,
    REQUEST_SUBMITTED,
    REQUEST_RETURNED,
    REQUEST_SENT,
    REQUEST_RECEIVED,
    REQUEST_ACCEPTED,
    REQUEST_REFUSED,
    ACCEPTANCE_RECEIVED,
    REFUSAL_RECEIVED,
    REQUEST_CLOSED,
)
