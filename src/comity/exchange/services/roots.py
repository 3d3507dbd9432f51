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
    rows = log.outbound if log.direction == Direction.OUT else log.inbound
    hashes = rows.filter(index__lt=size).order_by("index").values_list("leaf_hash", flat=True)
    return root_of([bytes(leaf) for leaf in hashes])
