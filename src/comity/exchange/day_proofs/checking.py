"""Checks a proof of a day with descriptors from elsewhere. Pure: no database, no network.

Nothing in the file is believed because it stands there. What stands fast is the descriptor of the
partner that witnessed; with the one of the node itself, its key and channel are checked as well.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

from comity.crypto.checkpoints import CHECKPOINT_LIMIT, Checkpoint, open_checkpoint, read_checkpoint
from comity.crypto.errors import KeyMalformedError, ProofError, SignatureRefusedError
from comity.crypto.merkle import leaf_hash, verify_inclusion
from comity.crypto.notes import parse
from comity.crypto.signing import HybridVerifier
from comity.exchange.anchor_terms import ANCHOR_TYPE, anchor_digest
from comity.exchange.channel import Origin, read_origin
from comity.exchange.day_proofs.proof import FORMAT, LIMIT, DayProofFault, DayProofReport, Witness
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.link_number import link_id
from comity.exchange.parcel import Message
from comity.exchange.receipt import Receipt, open_receipt
from comity.exchange.refusals import MessageRefusedError, ParcelRefusedError
from comity.ledger.exports.fields import (
    bytes_in,
    hashes_in,
    is_canonical,
    is_index,
    object_in,
    text_in,
)
from comity.ledger.exports.lines import voucher_text
from comity.ledger.terms import origin_of


class _StopError(Exception):
    """Nothing that follows could be judged."""


def check_day_proof(raw: bytes, witness: Witness) -> DayProofReport:
    """Follow an entry to the partner's signature, and name the first step that does not hold.

    1. The file is in form.
    2. The receipt is signed by the partner's holder key, for a channel to this partner; our own
       head of that channel states the same.
    3. The message stands in the channel, by its envelope.
    4. Its body is the one the envelope names; it is an anchor, and holds the digest of the record's
       head with the nonce.
    5. The head is signed by the record's key, which the node's sender key vouches for.
    6. The entry's leaf leads to the head's root; its text, unless kept back, is that leaf.

    Args:
        raw: the file.
        witness: whom the checker knows from elsewhere.
    """
    check = _Check(raw, witness)
    with suppress(_StopError):
        check.run()
    return check.report()


@dataclass
class _Check:
    """One walk from the receipt to the entry."""

    raw: bytes
    witness: Witness
    faults: list[tuple[DayProofFault, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def run(self) -> None:
        """Take the steps in order."""
        # 1
        self._read()
        try:
            # 2
            receipt = self._receipt()
            # 3
            message = self._message(receipt)
            # 4
            head = self._anchor(message)
            # 5
            record = self._head(head)
            # 6
            self._entry(record)
        except ValueError as error:
            self._stop(DayProofFault.MALFORMED, field=str(error)[:40])

    def report(self) -> DayProofReport:
        """Return what was found."""
        return DayProofReport(faults=tuple(self.faults), **self.found)

    def _read(self) -> None:
        told = object_in(self.raw) if len(self.raw) <= LIMIT else None
        if told is None or told.get("format") != FORMAT:
            self._stop(DayProofFault.NOT_ONE)
        if not is_canonical(told, self.raw):
            self._stop(DayProofFault.MALFORMED, field="format")
        self.told = told

    def _part(self, name: str) -> dict[str, Any]:
        part = self.told.get(name)
        if not isinstance(part, dict):
            raise ValueError(name)
        return part

    def _receipt(self) -> Receipt:
        channel = self._part("channel")
        note, origin = self._stated(bytes_in(channel, "head"))
        holder = self.witness.partner.holder
        try:
            receipt = open_receipt(bytes_in(channel, "receipt"), holder=holder, origin=origin)
        except ParcelRefusedError as error:
            self._stop(DayProofFault.RECEIPT_REFUSED, name=holder.name, cause=error.code)
        self.found["partner"], self.found["witnessed_at"] = origin.recipient, receipt.at
        if (note.size, note.root) != (receipt.size, receipt.root):
            self._stop(DayProofFault.CHANNEL_DIFFERS)
        self._own_head(bytes_in(channel, "head"), origin)
        return receipt

    def _stated(self, head: bytes) -> tuple[Checkpoint, Origin]:
        """Return what the head of the channel states, whoever signed it, and of which channel."""
        try:
            note = read_checkpoint(parse(head, limit=CHECKPOINT_LIMIT).text)
            return note, self._origin(read_origin(note.origin))
        except (SignatureRefusedError, ParcelRefusedError):
            self._stop(DayProofFault.CHANNEL_DIFFERS)

    def _origin(self, origin: Origin) -> Origin:
        partner, node = self.witness.partner, self.witness.node
        if origin.recipient != partner.code or self.told.get("partner") != partner.code:
            self._stop(DayProofFault.OTHER_PARTNER, found=origin.recipient, expected=partner.code)
        if node is not None and (origin.sender, origin.link) != (node.code, link_id(node, partner)):
            self._stop(DayProofFault.OTHER_LINK, sender=node.code, partner=partner.code)
        return origin

    def _own_head(self, raw: bytes, origin: Origin) -> None:
        """Check our own signature under the channel, where our descriptor is known."""
        if self.witness.node is None:
            return
        try:
            open_checkpoint(raw, self.witness.node.sender, origin=origin.line())
        except SignatureRefusedError:
            self._stop(DayProofFault.CHANNEL_DIFFERS)

    def _message(self, receipt: Receipt) -> Message:
        part = self._part("message")
        message = Message(
            bytes_in(part, "envelope"), bytes_in(part, "salt"), bytes_in(part, "body")
        )
        if not _leads(part, message.leaf(), size=receipt.size, root=receipt.root):
            self._stop(DayProofFault.MESSAGE_ELSEWHERE)
        return message

    def _anchor(self, message: Message) -> bytes:
        record = self._part("record")
        head, nonce = bytes_in(record, "head"), bytes_in(record, "nonce")
        try:
            envelope = read_envelope(message.envelope)
            if envelope.body_digest != message.body_digest():
                self._stop(DayProofFault.BODY_DIFFERS)
            body = read_body(message.body)
        except MessageRefusedError:
            self._stop(DayProofFault.NOT_AN_ANCHOR)
        if envelope.type != ANCHOR_TYPE:
            self._stop(DayProofFault.NOT_AN_ANCHOR)
        self.found["day"] = str(body.get("day", ""))[:10]
        if body.get("digest") != anchor_digest(head, nonce).hex():
            self._stop(DayProofFault.DIGEST_DIFFERS)
        return head

    def _head(self, raw: bytes) -> Checkpoint:
        key = self._key()
        epoch = self._part("entry").get("epoch")
        if not isinstance(epoch, int) or not is_index(epoch):
            raise ValueError("epoch")
        origin = origin_of(key.name, epoch=epoch)
        try:
            head = open_checkpoint(raw, key, origin=origin)
        except SignatureRefusedError as error:
            self._stop(DayProofFault.HEAD_REFUSED, cause=error.code)
        self.found["origin"] = head.origin
        return head

    def _key(self) -> HybridVerifier:
        record = self._part("record")
        given = record.get("key")
        try:
            key = HybridVerifier(
                text_in(given, "name"), bytes_in(given, "ed25519"), bytes_in(given, "mldsa44")
            )
        except KeyMalformedError as error:
            raise ValueError("key") from error
        node = self.witness.node
        if node is not None:
            try:
                text = node.sender.open(bytes_in(record, "voucher"), limit=CHECKPOINT_LIMIT)
            except SignatureRefusedError:
                text = b""
            if text != voucher_text(key):
                self._stop(DayProofFault.KEY_NOT_VOUCHED, name=node.sender.name)
            self.found["vouched"] = True
        return key

    def _entry(self, head: Checkpoint) -> None:
        part = self._part("entry")
        leaf, body = bytes_in(part, "leaf"), bytes_in(part, "body")
        if not _leads(part, leaf, size=head.size, root=head.root):
            self._stop(DayProofFault.ENTRY_ELSEWHERE)
        self.found["index"] = int(part["index"])
        if not body:
            return
        written = object_in(body) or {}
        place = (written.get("epoch"), written.get("index"))
        if leaf_hash(body) != leaf or place != (part["epoch"], part["index"]):
            self._stop(DayProofFault.ENTRY_DIFFERS)
        self.found["entry"] = body.decode(errors="replace")

    def _stop(self, code: DayProofFault, **facts: object) -> NoReturn:
        self.faults.append((code, tuple((name, str(value)) for name, value in facts.items())))
        raise _StopError


def _leads(part: dict[str, Any], leaf: bytes, *, size: int, root: bytes) -> bool:
    """Tell whether a leaf leads to a root by the index and the proof of its part of the file."""
    if not is_index(part.get("index")):
        raise ValueError("index")
    try:
        verify_inclusion(
            leaf, index=int(part["index"]), size=size, proof=hashes_in(part, "proof"), root=root
        )
    except ProofError:
        return False
    return True
