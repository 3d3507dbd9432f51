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
REQUEST_TO_POST = EventKind(
    "request.approved_for_letter",
    ("partner", "under", "article", "terms"),
    N_("A request to {partner} was approved, to be sent by letter, under {under}, {article}."),
)
LETTER_SENT = EventKind(
    "letter.dispatched",
    ("partner", "kind", "number", "day", "carrier", "carried_by", "signed_by"),
    N_("A letter to {partner} left on {day} under number {number}."),
)
REQUEST_REGISTERED = EventKind(
    "request.registered",
    ("partner", "under", "outcome", "number", "day"),
    N_(
        "A request of {partner} that came by letter on {day} ({number}) was registered; our own"
        " ruling on it: {outcome}."
    ),
)
ACCEPTANCE_REGISTERED = EventKind(
    "request.acceptance_registered",
    ("partner", "number", "day"),
    N_("{partner} wrote that it has our request in hand; the letter came on {day} ({number})."),
)
REFUSAL_REGISTERED = EventKind(
    "request.refusal_registered",
    ("partner", "ground", "number", "day"),
    N_("{partner} refused our request by letter: {ground}; it came on {day} ({number})."),
)
QUESTION_REGISTERED = EventKind(
    "request.question_registered",
    ("partner", "number", "day"),
    N_("{partner} asked by letter for more about our request; it came on {day} ({number})."),
)
ANSWER_REGISTERED = EventKind(
    "answer.registered",
    ("partner", "under", "number", "day"),
    N_(
        "An answer of {partner} that came by letter on {day} ({number}) was registered, under"
        " {under}; it is not opened yet."
    ),
)
ANSWER_TO_POST = EventKind(
    "answer.approved_for_letter",
    ("partner", "under", "article", "terms", "exhibits"),
    N_("An answer to {partner} was released, to be sent by letter, under {under}, {article}."),
)
ADDRESS_KEPT = EventKind(
    "partner.address_kept",
    ("partner",),
    N_("The postal address of {partner} was written down."),
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
    REQUEST_TO_POST,
    LETTER_SENT,
    REQUEST_REGISTERED,
    ACCEPTANCE_REGISTERED,
    REFUSAL_REGISTERED,
    QUESTION_REGISTERED,
    ANSWER_REGISTERED,
    ANSWER_TO_POST,
    ADDRESS_KEPT,
    REQUEST_RECEIVED,
    REQUEST_ACCEPTED,
    REQUEST_REFUSED,
    ACCEPTANCE_RECEIVED,
    REFUSAL_RECEIVED,
    COMPLETION_ASKED,
    COMPLETION_WANTED,
    COMPLETION_SUBMITTED,
    COMPLETION_RETURNED,
    COMPLETION_SENT,
    COMPLETION_RECEIVED,
    REQUEST_POSTPONED,
    POSTPONEMENT_RECEIVED,
    REQUEST_TAKEN_BACK,
    WITHDRAWAL_RECEIVED,
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
