"""How a proof of a day is written, and what checking one finds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from comity.crypto.canonical import canonical_json
from comity.crypto.signing import HybridVerifier
from comity.exchange.descriptor import Descriptor
from comity.ledger.exports.lines import text_of

FORMAT: Final = "comity-day-proof/1"
LIMIT: Final = 2 * 1024 * 1024


class DayProofFault(StrEnum):
    """What is wrong with a proof; each part of the file has its own."""

    NOT_ONE = "day_proof_not_one"
    MALFORMED = "day_proof_malformed"
    RECEIPT_REFUSED = "day_proof_receipt_refused"
    OTHER_PARTNER = "day_proof_other_partner"
    OTHER_LINK = "day_proof_other_link"
    CHANNEL_DIFFERS = "day_proof_channel_differs"
    MESSAGE_ELSEWHERE = "day_proof_message_elsewhere"
    BODY_DIFFERS = "day_proof_body_differs"
    NOT_AN_ANCHOR = "day_proof_not_an_anchor"
    DIGEST_DIFFERS = "day_proof_digest_differs"
    HEAD_REFUSED = "day_proof_head_refused"
    KEY_NOT_VOUCHED = "day_proof_key_not_vouched"
    ENTRY_ELSEWHERE = "day_proof_entry_elsewhere"
    ENTRY_DIFFERS = "day_proof_entry_differs"


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """The entry, and its place under the head that was anchored.

    Attributes:
        epoch: of the record.
        index: place in it.
        leaf: its leaf hash.
        body: its text; empty when it was kept back.
        path: from the leaf to the head's root.
    """

    epoch: int
    index: int
    leaf: bytes
    body: bytes
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class ProvedMessage:
    """The anchor's message, and its place under what the partner signed.

    Attributes:
        index: place in the channel.
        envelope: as it was sent.
        salt: of its body.
        body: as it was sent.
        path: from its leaf to the root the receipt states.
    """

    index: int
    envelope: bytes
    salt: bytes
    body: bytes
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class DayProof:
    """Everything by which a stranger can follow an entry to a partner's signature.

    Attributes:
        partner: code of the administration that witnessed it.
        entry: the entry.
        key: public key of the record.
        voucher: signed note by which the node's sender key names that key.
        head: the signed head of the record that was anchored.
        nonce: what was hashed with it.
        message: the anchor's message.
        channel: our own signed head of the channel, at the size of the receipt.
        receipt: the partner's.
        made_at: when the file was made, RFC 3339.
        made_by: by whom.
    """

    partner: str
    entry: ProvedEntry
    key: HybridVerifier
    voucher: bytes
    head: bytes
    nonce: bytes
    message: ProvedMessage
    channel: bytes
    receipt: bytes
    made_at: str
    made_by: str

    def file(self) -> bytes:
        """Return the proof as it is written: one JSON object in canonical form."""
        told = {
            "format": FORMAT,
            "partner": self.partner,
            "made_at": self.made_at,
            "made_by": self.made_by,
            "entry": {
                "epoch": self.entry.epoch,
                "index": self.entry.index,
                "leaf": text_of(self.entry.leaf),
                "body": text_of(self.entry.body),
                "proof": [text_of(each) for each in self.entry.path],
            },
            "record": {
                "key": {
                    "name": self.key.name,
                    "ed25519": text_of(self.key.ed25519),
                    "mldsa44": text_of(self.key.mldsa44),
                },
                "voucher": text_of(self.voucher),
                "head": text_of(self.head),
                "nonce": text_of(self.nonce),
            },
            "message": {
                "index": self.message.index,
                "envelope": text_of(self.message.envelope),
                "salt": text_of(self.message.salt),
                "body": text_of(self.message.body),
                "proof": [text_of(each) for each in self.message.path],
            },
            "channel": {"head": text_of(self.channel), "receipt": text_of(self.receipt)},
        }
        return canonical_json(told) + b"\n"


@dataclass(frozen=True, slots=True)
class Witness:
    """Whom a checker knows from elsewhere.

    Attributes:
        partner: descriptor of the administration that witnessed; the proof stands on it alone.
        node: descriptor of the administration whose record it is; None leaves unchecked that the
            channel and the record are truly that administration's.
    """

    partner: Descriptor
    node: Descriptor | None = None


@dataclass(frozen=True, slots=True)
class DayProofReport:
    """What checking a proof found.

    Attributes:
        faults: what is wrong, as (code, facts); empty when it holds.
        origin: name of the record; empty when the file does not get that far.
        index: place of the entry.
        entry: its text; empty when it was kept back.
        partner: code of the administration that witnessed it.
        day: the day the anchor names.
        witnessed_at: when the partner signed that it holds the anchor, on its own clock: the entry
            stood in the record by then.
        vouched: whether the record's key was checked against the node's descriptor.
    """

    faults: tuple[tuple[DayProofFault, tuple[tuple[str, str], ...]], ...]
    origin: str = ""
    index: int = 0
    entry: str = ""
    partner: str = ""
    day: str = ""
    witnessed_at: datetime | None = None
    vouched: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults
