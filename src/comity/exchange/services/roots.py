"""The root a channel had at a size it has passed."""

from comity.crypto.merkle import Frontier, root_of
from comity.exchange.models import Channel
from comity.exchange.terms import Direction


def root_at(log: Channel, size: int) -> bytes | None:
    """Return the root of a channel's tree at `size`, or None when it is not that large.

    Heads that were signed are looked up. Any other size is computed from the leaf hashes, which
    only a partner who signs an odd head can ask for.

    Args:
        log: the channel.
        size: number of messages.
    """
    if size > log.size:
        return None
    if size == log.size:
        return Frontier.from_bytes(bytes(log.frontier)).root()
    signed = log.heads.filter(size=size).values_list("root", flat=True).first()
    if signed is not None:
        return bytes(signed)
    return root_of(leaves_of(log, size))


def leaves_of(log: Channel, size: int) -> list[bytes]:
    """Return the leaf hashes of a channel's first messages, also of those that went again later.

    Args:
        log: the channel.
        size: how many, at most its own size.
    """
    rows = log.outbound if log.direction == Direction.OUT else log.inbound
    found = dict(rows.filter(index__lt=size).values_list("index", "leaf_hash"))
    closed = log.closed_leaves.filter(index__lt=size)
    found |= dict(closed.values_list("index", "leaf_hash"))
    return [bytes(found[index]) for index in sorted(found)]
