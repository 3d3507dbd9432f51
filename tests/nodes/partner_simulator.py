"""A partner's node without a database, behind the transport and before the door.

It keeps the protocol with the product's own pure parts, and breaks it on request: every fault a
partner or the road between could show has a method here, so that tests read as sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from comity.crypto.canonical import canonical_json
from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys, SigningKey
from comity.crypto.merkle import Frontier
from comity.crypto.notes import Note, parse
from comity.crypto.tls import self_signed
from comity.exchange.channel import Arrival, Origin, judge_arrival, judge_content
from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.envelope import write_envelope
from comity.exchange.link_number import link_id
from comity.exchange.parcel import (
    Content,
    Message,
    claimed_origin,
    open_content,
    open_head,
    split_parcel,
    write_parcel,
)
from comity.exchange.receipt import open_receipt, write_receipt
from comity.exchange.refusals import (
    ParcelFault,
    ParcelRefusedError,
    TransportError,
    TransportFault,
)
from comity.exchange.terms import Envelope, Reliance
from comity.exchange.transport import Piece
from comity.kernel.errors import Problem

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TERMS = sha256(b"terms").hex()
UNDER = Reliance("us-ua-cmaa-2016", "Art. 4", TERMS)


@cache
def certificate(host: str) -> tuple[bytes, bytes]:
    """One certificate and key for each host, made once."""
    return self_signed(host, at=AT)


def descriptor_for(keys: NodeKeys, code: str, *, address: str = "https://127.0.0.1:1") -> bytes:
    """The signed descriptor of a node with these keys."""
    pem, _ = certificate("127.0.0.1")
    draft = DescriptorDraft(code, f"Customs of {code}", (("HQ", "Head Office"),), address, pem)
    return make_own_descriptor(keys, draft, at=AT)


@dataclass
class Log:
    """One channel as this end has it: what is kept survives a kill, the rest does not."""

    origin: Origin
    messages: list[Message] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)
    heads: dict[int, bytes] = field(default_factory=dict)
    receipted: int = 0

    def root_at(self, size: int) -> bytes | None:
        """Root of the tree at a size, None when it is not that large."""
        if size > len(self.messages):
            return None
        return Frontier().extend(m.leaf() for m in self.messages[:size]).root()


class PartnerSimulator:
    """The other end of a link, for one node under test."""

    def __init__(self, code: str, own: Descriptor, *, keys: NodeKeys | None = None) -> None:
        """Take part as `code` in a link with the node that `own` describes."""
        self.code = code
        self.node = own
        self.keys = keys or NodeKeys.generate(code)
        self.descriptor = descriptor_for(self.keys, code)
        link = link_id(own, read_descriptor(self.descriptor))
        self.sent = Log(Origin(link, code, own.code, 1))
        self.held = Log(Origin(link, own.code, code, 1))
        self.posts: list[bytes] = []
        self.bends: list[Callable[[bytes | Problem], bytes | Problem]] = []
        self.exhibits: dict[str, bytes] = {}

    # ---- as the holder of what the node sends: the `Transport` of the node under test

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        """Take a parcel as an honest door would, then bend the answer if a test asked for it."""
        assert partner == self.code
        self.posts.append(parcel)
        answer = self.take(parcel)
        return self.bends.pop(0)(answer) if self.bends else answer

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        """Give part of an exhibit."""
        assert partner == self.code
        if capability not in self.exhibits:
            raise TransportError(TransportFault.EXHIBIT_NOT_OFFERED, partner=partner)
        whole = self.exhibits[capability]
        return Piece(whole[offset : offset + length], len(whole))

    def take(self, parcel: bytes) -> bytes | Problem:
        """Hold a parcel, or say why not."""
        try:
            return self._hold(parcel)
        except ParcelRefusedError as refusal:
            return Problem(refusal.code, facts=refusal.facts)

    def _hold(self, parcel: bytes) -> bytes:
        head, sealed = split_parcel(parcel)
        origin = claimed_origin(head)
        checkpoint = open_head(head, sender=self.node.sender, origin=origin)
        if origin != self.held.origin:
            raise ParcelRefusedError(ParcelFault.OTHER_LINK)
        size, there = len(self.held.messages), self.held.root_at(checkpoint.size)
        arrival = judge_arrival(checkpoint, held=size, root_there=there)
        if arrival is Arrival.NEWS:
            if not sealed:
                raise ParcelRefusedError(ParcelFault.GAP, expected=size)
            content = open_content(sealed, keys=self.keys.opening())
            leaves = [message.leaf() for message in content.messages]
            self.held.frontier = judge_content(
                checkpoint, held=self.held.frontier, start=content.start, leaves=leaves
            )
            self.held.messages += content.messages
        return self.receipt()

    def receipt(self, *, size: int | None = None, holder: SigningKey | None = None) -> bytes:
        """A receipt for what is held, or for another size."""
        size = len(self.held.messages) if size is None else size
        root = self.held.root_at(size) or sha256(b"nothing")
        head = Checkpoint(self.held.origin.line(), size, root)
        return write_receipt(head, holder or self.keys.holder, at=AT)

    def lose_the_answer(self) -> None:
        """The next parcel arrives, but the answer to it does not."""

        def lost(answer: bytes | Problem) -> bytes:
            raise TransportError(TransportFault.TOO_SLOW, partner=self.code)

        self.bends.append(lost)

    def answer_with(self, answer: bytes | Problem) -> None:
        """The next parcel is taken, but answered with this."""
        self.bends.append(lambda _honest: answer)

    # ---- as the sender of what the node holds

    def write(
        self,
        type_: str = "test.note",
        body: Mapping[str, object] | None = None,
        *,
        case: str = "",
        message_id: str = "",
        **changes: Any,
    ) -> Message:
        """Write a message into the log; the envelope's fields can be changed by name."""
        raw = canonical_json(body if body is not None else {"text": "Guten Tag"})
        return self.write_raw(raw, type_=type_, case=case, message_id=message_id, **changes)

    def write_raw(
        self,
        raw: bytes,
        *,
        type_: str = "test.note",
        case: str = "",
        message_id: str = "",
        **changes: Any,
    ) -> Message:
        """Write a message with these bytes as its body."""
        salt = sha256(uuid4().bytes)[:16]
        envelope = Envelope(
            id=message_id or str(uuid4()),
            type=type_,
            version=1,
            sender=self.code,
            recipient=self.node.code,
            under=UNDER,
            conditions=(),
            answers=None,
            case=case,
            recorded_at=AT,
            exhibits=(),
            body_digest=Message(b"", salt, raw).body_digest(),
            body_size=len(raw),
        )
        written = write_envelope(replace(envelope, **changes))
        return self.append(Message(written, salt, raw))

    def append(self, message: Message) -> Message:
        """Put a message, well formed or not, at the end of the log."""
        self.sent.messages.append(message)
        self.sent.frontier = self.sent.frontier.append(message.leaf())
        return message

    def head(
        self,
        *,
        size: int | None = None,
        root: bytes | None = None,
        origin: Origin | None = None,
        signer: SigningKey | None = None,
    ) -> bytes:
        """A signed head of the log, or of something else."""
        size = len(self.sent.messages) if size is None else size
        stated = root or self.sent.root_at(size) or sha256(b"nothing")
        line = (origin or self.sent.origin).line()
        return sign_checkpoint(Checkpoint(line, size, stated), signer or self.keys.sender)

    def parcel(
        self,
        *,
        head: bytes | None = None,
        start: int | None = None,
        messages: tuple[Message, ...] | None = None,
        sealed_to: bytes | None = None,
    ) -> bytes:
        """The parcel of everything without a receipt, or one that differs in what is named."""
        begins = self.sent.receipted if start is None else start
        content = Content(begins, tuple(self.sent.messages[begins:]))
        if messages is not None:
            content = Content(begins, messages)
        recipient = sealed_to or self.node.sealing
        return write_parcel(head or self.head(), content, recipient=recipient)

    def question(self) -> bytes:
        """A parcel of no messages."""
        return write_parcel(self.head(), None, recipient=b"")

    def settle(self, receipt: bytes) -> int:
        """Take the node's receipt; what it covers is not sent again."""
        stated = open_receipt(receipt, holder=self.node.holder, origin=self.sent.origin)
        assert stated.root == self.sent.root_at(stated.size)
        self.sent.receipted = max(self.sent.receipted, stated.size)
        return stated.size


def without_signature(head: bytes, place: int) -> bytes:
    """The same head with one signature line stripped."""
    note = parse(head, limit=len(head))
    kept = tuple(line for at, line in enumerate(note.signatures) if at != place)
    return Note(note.text, kept).to_bytes()
