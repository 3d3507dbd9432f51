"""The events of assistance in the record; none names a person concerned or tells a case's text."""

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
    ("partner", "agency_charged", "outcome", "message"),
    N_("A request from {partner} was accepted and given to {agency_charged}."),
)
REQUEST_REFUSED = EventKind(
    "request.refused",
    ("partner", "ground", "message"),
    N_("A request from {partner} was refused: {ground}."),
)
ACCEPTANCE_RECEIVED = EventKind(
    "request.acceptance_received",
    ("partner", "message"),
    N_("{partner} told that it has accepted our request."),
)
REFUSAL_RECEIVED = EventKind(
    "request.refusal_received",
    ("partner", "ground", "message"),
    N_("{partner} told that it has refused our request: {ground}."),
)
EXHIBIT_LEFT_OUT = EventKind(
    "request.exhibit_left_out",
    ("partner", "exhibit"),
    N_("An exhibit was left out of what is being written to {partner}; it stays in custody."),
)
ANSWER_DRAFTED = EventKind(
    "answer.drafted", ("partner",), N_("An answer to {partner} was drafted.")
)
ANSWER_RETURNED = EventKind(
    "answer.returned", ("partner",), N_("An answer to {partner} was returned to its drafter.")
)
ANSWER_RELEASED = EventKind(
    "answer.released",
    ("partner", "under", "article", "terms", "exhibits", "message"),
    N_("An answer to {partner} was released and recorded for delivery, under {under}, {article}."),
)
ANSWER_RECEIVED = EventKind(
    "answer.received",
    ("partner", "under", "exhibits", "message"),
    N_("An answer from {partner} was received under {under}; it is not opened yet."),
)
ANSWER_OPENED = EventKind(
    "answer.opened", ("partner", "message"), N_("The answer of {partner} was opened.")
)
OPENING_RECEIVED = EventKind(
    "answer.opening_received",
    ("partner", "message"),
    N_("{partner} told that it has opened our answer."),
)
ANSWER_USED = EventKind(
    "answer.used",
    ("partner", "purpose", "proceedings", "outcome"),
    N_("A use of the answer of {partner} was ruled on ({purpose}): {outcome}."),
)
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
    EXHIBIT_LEFT_OUT,
    ANSWER_DRAFTED,
    ANSWER_RETURNED,
    ANSWER_RELEASED,
    ANSWER_RECEIVED,
    ANSWER_OPENED,
    OPENING_RECEIVED,
    ANSWER_USED,
    CASE_SHARED,
    CASE_SHARING_ENDED,
    CASE_HANDED_OVER,
    REQUEST_CLOSED,
)
