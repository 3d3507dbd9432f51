"""What the entries lead to and say, recomputed from their texts alone."""

from collections.abc import Collection, Iterator
from typing import Final

from comity.crypto.merkle import Frontier, leaf_hash
from comity.ledger.models import LedgerEntry

_AT_ONCE: Final = 2000


def recomputed_roots(epoch: int, sizes: Collection[int]) -> dict[int, bytes]:
    """Return the root of the record at each size that its entries still reach.

    Nothing but the entries' texts is believed. They are read in ranges of their index, so that a
    long record keeps neither memory nor a reading transaction.

    Args:
        epoch: of the record.
        sizes: at which roots are wanted.

    Returns:
        The roots by size; a size that the entries do not reach, or not without a gap, is left out.
    """
    wanted = sorted({size for size in sizes if size > 0})
    found: dict[int, bytes] = {}
    tree = Frontier()
    for size in wanted:
        tree = tree.extend(_leaves(epoch, tree.size, size))
        if tree.size != size:
            break
        found[size] = tree.root()
    return found


def facts_recorded(event: str) -> Iterator[dict[str, str]]:
    """Yield the facts of every entry of one kind, oldest first, as its text has them.

    Args:
        event: name of the kind.
    """
    rows = LedgerEntry.objects.filter(event=event).order_by("epoch", "index")
    for entry in rows.iterator(chunk_size=_AT_ONCE):
        yield dict(entry.facts())


def _leaves(epoch: int, start: int, end: int) -> Iterator[bytes]:
    """Yield the leaf hashes of the entries from `start` to before `end`, up to the first gap."""
    for first in range(start, end, _AT_ONCE):
        last = min(first + _AT_ONCE, end)
        rows = LedgerEntry.objects.filter(epoch=epoch, index__gte=first, index__lt=last)
        texts = list(rows.order_by("index").values_list("index", "body"))
        for place, (index, body) in enumerate(texts, first):
            if index != place:
                return
            yield leaf_hash(bytes(body))
        if len(texts) < last - first:
            return
