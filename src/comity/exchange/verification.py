"""Recomputing the channels from what is stored, and naming what does not agree.

Everything is taken from raw bytes: envelopes are hashed again, trees built again, heads and
receipts verified again with the keys pinned for the link. Nothing that a column says is believed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from comity.crypto.checkpoints import open_checkpoint
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.merkle import Frontier
from comity.crypto.signing import HybridVerifier
from comity.exchange.channel import Origin, read_origin
from comity.exchange.descriptor import Descriptor, pinned
from comity.exchange.envelope import read_envelope
from comity.exchange.models import Channel, ChannelHead, Inbound, Outbound
from comity.exchange.parcel import Message
from comity.exchange.receipt import open_receipt
from comity.exchange.refusals import MessageRefusedError, ParcelRefusedError
from comity.exchange.terms import Direction


@dataclass(frozen=True, slots=True)
class ChannelFault:
    """One thing that does not agree.

    Attributes:
        code: what; its sentence stands in `wording`.
        index: place of the message concerned; None when it concerns the whole.
        message_id: of the message concerned; empty when none is.
        facts: named values for the sentence of the code.
    """

    code: str
    index: int | None = None
    message_id: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """What one direction of one link came to.

    Attributes:
        partner: code of the administration at the other end.
        direction: out or in.
        origin: origin line of the log.
        size: messages found.
        root: root recomputed from them, hex.
        whole_upto: size of the last signed head up to which everything agrees.
        receipted: size up to which the holder has signed.
        faults: what does not agree; empty when the channel is whole.
    """

    partner: str
    direction: Direction
    origin: str
    size: int
    root: str
    whole_upto: int
    receipted: int
    faults: tuple[ChannelFault, ...]

    @property
    def whole(self) -> bool:
        """Tell whether everything agrees."""
        return not self.faults


def verify_channels() -> tuple[ChannelReport, ...]:
    """Recompute every channel of this node, in both directions.

    Returns:
        A report for each channel, by partner, epoch and direction; empty when there is no link.
    """
    rows = Channel.objects.select_related("link").order_by("link__code", "epoch", "direction")
    return tuple(_verify(log) for log in rows)


def _verify(log: Channel) -> ChannelReport:
    """Recompute one channel.

    1. Each envelope hashes to the leaf stored beside it, and its body to the digest in it.
    2. At each signed head, the tree built so far has the root that was signed.
    3. Each head and receipt carries both signatures of the keys pinned for the link.
    4. The tree as a whole is the one the node goes on from.
    """
    faults: list[ChannelFault] = []
    heads = list(log.heads.order_by("size"))
    tree, whole_upto = Frontier(), 0
    waiting = iter(heads)
    head = next(waiting, None)
    for row in _messages(log):
        # 1
        faults += _message_faults(row, expected_index=tree.size)
        tree = tree.append(Message(bytes(row.envelope), b"", b"").leaf())
        # 2
        if head is not None and tree.size == head.size:
            if tree.root() != bytes(head.root):
                faults.append(_at_head("channel_root_differs", head))
            whole_upto = whole_upto if faults else head.size
            head = next(waiting, None)
    faults += [_at_head("channel_messages_missing", h) for h in heads if h.size > tree.size]
    # 3
    faults += _signature_faults(log, heads)
    # 4
    if (tree.size, tree.to_bytes()) != (log.size, bytes(log.frontier)):
        faults.append(ChannelFault("channel_state_differs", facts=(("size", str(log.size)),)))
    return ChannelReport(
        partner=log.link.code,
        direction=Direction(log.direction),
        origin=log.origin,
        size=tree.size,
        root=tree.root().hex(),
        whole_upto=whole_upto,
        receipted=log.receipted_size,
        faults=tuple(faults),
    )


def _messages(log: Channel) -> Iterator[Outbound | Inbound]:
    rows = log.outbound if log.direction == Direction.OUT else log.inbound
    found: Iterator[Outbound | Inbound] = rows.order_by("index").iterator(chunk_size=200)
    return found


def _message_faults(row: Outbound | Inbound, *, expected_index: int) -> Iterator[ChannelFault]:
    message = Message(bytes(row.envelope), bytes(row.salt), bytes(row.body))
    index = expected_index if row.index is None else row.index
    if index != expected_index:
        yield _of("channel_message_missing", expected_index, row.message_id)
    if message.leaf() != bytes(row.leaf_hash):
        yield _of("channel_envelope_differs", index, row.message_id)
        return
    try:
        envelope = read_envelope(message.envelope)
    except MessageRefusedError:
        # Held as it came and refused by name; there is no digest to compare the body with.
        return
    if envelope.id != row.message_id:
        yield _of("channel_envelope_differs", index, row.message_id)
    if message.body_digest() != envelope.body_digest:
        yield _of("channel_body_differs", index, row.message_id)


def _signature_faults(log: Channel, heads: list[ChannelHead]) -> Iterator[ChannelFault]:
    signers = _signers(log)
    origin = read_origin(log.origin)
    for head in heads:
        if not _is_stated(head, partial(_stated_head, head, signers, origin)):
            yield _at_head("channel_head_signature_wrong", head)
        if head.receipt is not None and not _is_stated(
            head, partial(_stated_receipt, head, signers, origin)
        ):
            yield _at_head("channel_receipt_wrong", head)
    covered = max((head.size for head in heads if head.receipt is not None), default=0)
    if log.receipted_size > covered:
        yield ChannelFault("channel_receipt_missing", facts=(("size", str(log.receipted_size)),))


@dataclass(frozen=True, slots=True)
class _Signers:
    sender: HybridVerifier
    holder: HybridVerifier


def _signers(log: Channel) -> _Signers:
    own: Descriptor = pinned(bytes(log.link.own_descriptor))
    theirs = pinned(bytes(log.link.descriptor))
    if log.direction == Direction.OUT:
        return _Signers(own.sender, theirs.holder)
    return _Signers(theirs.sender, own.holder)


def _stated_head(head: ChannelHead, signers: _Signers, origin: Origin) -> tuple[int, bytes]:
    stated = open_checkpoint(bytes(head.note), signers.sender, origin=origin.line())
    return stated.size, stated.root


def _stated_receipt(head: ChannelHead, signers: _Signers, origin: Origin) -> tuple[int, bytes]:
    stated = open_receipt(bytes(head.receipt or b""), holder=signers.holder, origin=origin)
    return stated.size, stated.root


def _is_stated(head: ChannelHead, read: Callable[[], tuple[int, bytes]]) -> bool:
    """Tell whether a signed note states the size and root of a stored head."""
    try:
        return read() == (head.size, bytes(head.root))
    except (SignatureRefusedError, ParcelRefusedError):
        return False


def _of(code: str, index: int, message_id: str) -> ChannelFault:
    facts = (("index", str(index)), ("message", message_id))
    return ChannelFault(code, index, message_id, facts)


def _at_head(code: str, head: ChannelHead) -> ChannelFault:
    return ChannelFault(code, facts=(("size", str(head.size)),))
