"""The message type of the exchange benchmark: a note, and a handler of one ledger entry."""

from datetime import date

from comity.exchange.terms import MessageKind, Received
from comity.kernel.rulings import Citation, Ground, Permission
from comity.ledger.services import append
from comity.ledger.terms import EventKind

NOTED = EventKind("bench.noted", ("partner", "size"), "A note of {size} characters came.")
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
TEXT = "Customs value of consignment 7: see the annexed invoice. " * 36


def take_note(received: Received) -> None:
    """Record that a note came."""
    append(
        NOTED,
        about=received.message_id,
        by="node",
        agency="",
        at=received.at,
        partner=received.partner,
        size=len(str(received.body["text"])),
    )


NOTE = MessageKind("bench.note", 1, SCHEMA, take_note)
