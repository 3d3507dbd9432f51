"""The message type of the exchange benchmark: a note to a partner, ruled on at both ends.

A note rests on what real administrations tell each other unasked: the sender rules whether the
instrument permits it, for every note, and so does the receiver for every note that came.
"""

from collections.abc import Sequence
from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_volunteering
from comity.agreements.terms import Register
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.services import queue_messages
from comity.exchange.terms import MessageKind, NewMessage, Received
from comity.kernel.rulings import Citation, Ground, Permission, outcome_of
from comity.ledger.services import append_many
from comity.ledger.terms import Act, EventKind, FieldValue
from comity.practices.rules import sharing_of

SENT = EventKind("bench.sent", ("partner", "article"), "A note was sent to {partner}: {article}.")
NOTED = EventKind(
    "bench.noted",
    ("partner", "size", "outcome"),
    "A note of {size} characters came from {partner}: {outcome}.",
)
SCHEMA = {
    "type": "object",
    "properties": {"text": {"type": "string", "maxLength": 4000}},
    "required": ["text"],
}
PERMISSION = Permission(
    under="bench-agreement",
    article="Art. 1",
    terms_digest="0" * 64,
    on=date(2026, 1, 1),
    grounds=(Ground("covered", Citation("in-article", (("article", "Art. 1"),))),),
)
"""For what is filled in without being ruled on, as the messages of a full node."""

TEXT = "Customs value of consignment 7: see the annexed invoice. " * 36


def ruled(register: Register, by: str, to: str, *, on: date) -> Permission:
    """Return the permission for a note, or fail: the benchmark's two may tell each other."""
    ruling = rule_on_volunteering(register, sharing_of(by=by, to=to), on=on)
    if not isinstance(ruling, Permission):
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="not permitted")
    return ruling


def send_notes(count: int, *, by: str, to: str, begins: int, at: datetime) -> list[str]:
    """Send notes in one act: a ruling, an entry and a message for each; return their ids."""
    register = current_register()
    permissions = [ruled(register, by, to, on=at.date()) for _ in range(count)]
    sent = queue_messages(
        [
            (NewMessage("bench.note", {"text": TEXT}, case=f"C{number % 50}"), permission)
            for number, permission in enumerate(permissions, begins)
        ],
        to=to,
        at=at,
    )
    append_many(
        [
            Act(SENT, to, "node", "", at, {"partner": to, "article": permission.article})
            for permission in permissions
        ]
    )
    return sent


def take_notes(came: Sequence[Received]) -> None:
    """Rule on notes that came, each by its day, and record them; what came is kept whatever."""
    register = current_register()
    append_many([_noted(register, note) for note in came])


def take_note(received: Received) -> None:
    """Rule on a note that came and record it."""
    take_notes((received,))


def _noted(register: Register, note: Received) -> Act:
    told = sharing_of(by=note.partner, to=note.envelope.recipient)
    ruling = rule_on_volunteering(register, told, on=note.held_at.date())
    facts: dict[str, FieldValue] = {
        "partner": note.partner,
        "size": len(str(note.body["text"])),
        "outcome": outcome_of(ruling).value,
    }
    return Act(NOTED, note.message_id, "node", "", note.at, facts)


NOTE = MessageKind("bench.note", 1, SCHEMA, take_note, take_notes)
