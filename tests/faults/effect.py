"""The message type of the campaigns: its handler writes a case's effect and a ledger entry.

The effect's table has no key and no constraint, so that nothing but the exchange keeps a message
from having effect twice.
"""

from datetime import date

from django.db import connection

from comity.exchange.terms import MessageKind, NewMessage, Received
from comity.kernel.rulings import Citation, Ground, Permission
from comity.ledger.services import append
from comity.ledger.terms import EventKind

NOTED = EventKind("faults.noted", ("partner", "size"), "A note of {size} characters came.")
SCHEMA = {
    "type": "object",
    "properties": {"text": {"type": "string", "maxLength": 4000}},
    "required": ["text"],
}
PERMISSION = Permission(
    under="faults-agreement",
    article="Art. 1",
    terms_digest="0" * 64,
    on=date(2026, 1, 1),
    grounds=(Ground("covered", Citation("in-article", (("article", "Art. 1"),))),),
)
TABLE = 'CREATE TABLE IF NOT EXISTS faults_effect (message_id TEXT, "case" TEXT)'


def make_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def take_note(received: Received) -> None:
    """Let a note have effect in its case, and record it."""
    with connection.cursor() as cursor:
        told = [received.message_id, received.envelope.case]
        cursor.execute("INSERT INTO faults_effect VALUES (%s, %s)", told)
    append(
        NOTED,
        about=received.message_id,
        by="node",
        agency="",
        at=received.at,
        partner=received.partner,
        size=len(str(received.body["text"])),
    )


def a_note(number: int) -> NewMessage:
    """One of many: some are urgent, some long, and they share a few cases."""
    text = f"Consignment {number}. " * (1 + 37 * (number % 5))
    return NewMessage("faults.note", {"text": text}, case=f"C{number % 7}", urgent=number % 6 == 5)


NOTE = MessageKind("faults.note", 1, SCHEMA, take_note)
