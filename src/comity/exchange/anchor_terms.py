"""The words of anchors: what a partner witnesses, and what can be wrong with it. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ANCHOR_TYPE: Final = "anchor.day"
NONCE_SIZE: Final = 32

ANCHOR_SENT = EventKind(
    "anchor.sent",
    ("partner", "message", "day", "digest", "size"),
    N_("{partner} was made a witness of this record for {day}, at {size} entries."),
)
ANCHOR_HELD = EventKind(
    "anchor.held",
    ("partner", "message", "day", "digest"),
    N_("This node holds the digest by which {partner} anchors its record for {day}."),
)
ANCHOR_DIFFERS = EventKind(
    "anchor.differs",
    ("partner", "message", "day", "code"),
    N_("The record does not agree with what {partner} witnessed of it for {day}: {code}."),
)
ANCHOR_EVENTS = (ANCHOR_SENT, ANCHOR_HELD, ANCHOR_DIFFERS)


class AnchorFault(StrEnum):
    """How the record, or what is kept of an anchor, differs from what a partner witnessed."""

    FORGOTTEN = "anchor_forgotten"
    MESSAGE_MISSING = "anchor_message_missing"
    MESSAGE_DIFFERS = "anchor_message_differs"
    RECEIPT_DIFFERS = "anchor_receipt_differs"
    HEAD_DIFFERS = "anchor_head_differs"
    RECORD_DIFFERS = "anchor_record_differs"
    RECORD_SHORT = "anchor_record_short"


@dataclass(frozen=True, slots=True)
class AnchorFinding:
    """One anchor that does not agree.

    Attributes:
        code: how; its sentence stands in `wording`.
        partner: code of the administration that witnessed it.
        day: for which it was sent.
        message_id: of the message that carried it.
        size: entries the record had then.
    """

    code: AnchorFault
    partner: str
    day: date
    message_id: str
    size: int

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Named values for the sentence of the code."""
        named = {"partner": self.partner, "day": self.day.isoformat(), "size": self.size}
        return tuple((name, str(value)) for name, value in named.items())


def anchor_digest(note: bytes, nonce: bytes) -> bytes:
    """Return what a partner is told of a head: nothing that it could read without the nonce.

    Args:
        note: the signed head of the record, as it stands.
        nonce: 32 random bytes, kept by the sender.
    """
    return hashlib.sha256(note + nonce).digest()
