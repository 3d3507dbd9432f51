"""Recomputing the channels from what is stored, and naming what does not agree.

Everything is taken from raw bytes: envelopes are hashed again, trees built again, heads and
receipts verified again with the keys pinned for the link. Nothing that a column says is believed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import merge

from comity.crypto.errors import SignatureRefusedError
from comity.crypto.hashing import SALT_SIZE
from comity.crypto.merkle import Frontier
from comity.exchange.channel import Origin, read_origin
from comity.exchange.envelope import read_envelope
from comity.exchange.keys_in_force import open_head_of, open_receipt_of
from comity.exchange.models import Channel, ChannelHead, ClosedLeaf, Inbound, Link, Outbound
from comity.exchange.parcel import Message
from comity.exchange.refusals import MessageRefusedError, ParcelRefusedError
from comity.exchange.terms import Direction

_Row = Outbound | Inbound | ClosedLeaf


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
        tree = tree.append(_leaf_of(row))
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


def _leaf_of(row: _Row) -> bytes:
    if isinstance(row, ClosedLeaf) and row.message is not None:
        return Message(bytes(row.message.envelope), b"", b"").leaf()
    return Message(bytes(row.envelope), b"", b"").leaf()


def _messages(log: Channel) -> Iterator[_Row]:
    """Yield what the log holds, in order; what went again in a later epoch stands in its place."""
    rows = log.outbound if log.direction == Direction.OUT else log.inbound
    found: Iterator[_Row] = rows.order_by("index").iterator(chunk_size=200)
    closed = log.closed_leaves.select_related("message").order_by("index")
    return merge(found, closed.iterator(chunk_size=200), key=lambda row: row.index or 0)


def _closed_faults(row: ClosedLeaf) -> Iterator[ChannelFault]:
    message = row.message
    envelope = bytes(row.envelope) if message is None else bytes(message.envelope)
    if Message(envelope, b"", b"").leaf() != bytes(row.leaf_hash):
        yield _of(
            "channel_envelope_differs", row.index, "" if message is None else message.message_id
        )


def _message_faults(row: _Row, *, expected_index: int) -> Iterator[ChannelFault]:
    if isinstance(row, ClosedLeaf):
        yield from _closed_faults(row)
        return
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
    if not message.salt and not message.body:
        # Destroyed together when its time was over; the log stays whole without them.
        return
    if len(message.salt) != SALT_SIZE or message.body_digest() != envelope.body_digest:
        yield _of("channel_body_differs", index, row.message_id)


def _signature_faults(log: Channel, heads: list[ChannelHead]) -> Iterator[ChannelFault]:
    link, origin = log.link, read_origin(log.origin)
    for head in heads:
        if not _is_stated(head, partial(_stated_head, head, link, origin)):
            yield _at_head("channel_head_signature_wrong", head)
        if head.receipt is not None and not _is_stated(
            head, partial(_stated_receipt, head, link, origin)
        ):
            yield _at_head("channel_receipt_wrong", head)
    covered = max((head.size for head in heads if head.receipt is not None), default=0)
    if log.receipted_size > covered:
        yield ChannelFault("channel_receipt_missing", facts=(("size", str(log.receipted_size)),))


def _stated_head(head: ChannelHead, link: Link, origin: Origin) -> tuple[int, bytes]:
    stated = open_head_of(link, bytes(head.note), origin=origin)
    return stated.size, stated.root


def _stated_receipt(head: ChannelHead, link: Link, origin: Origin) -> tuple[int, bytes]:
    stated = open_receipt_of(link, bytes(head.receipt or b""), origin=origin)
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
