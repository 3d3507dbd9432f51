"""Many proofs from one walk along a tree's leaves, which are never held all at once.

`merkle` makes one proof from all leaf hashes in memory; a record of a million entries is walked
instead, and only what the proofs asked for need is kept.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from comity.crypto.errors import ProofError
from comity.crypto.merkle import EMPTY_ROOT, node_hash


def proofs_along(
    leaf_hashes: Iterable[bytes], *, indexes: Sequence[int], size: int
) -> tuple[bytes, Mapping[int, tuple[bytes, ...]]]:
    """Return the root of a tree and the inclusion proofs of some of its leaves.

    Source: RFC 9162 §2.1.3.1, read from the leaves up: whenever two subtrees join, each is the
    next hash of the proofs of all wanted leaves in the other.

    Args:
        leaf_hashes: of the first `size` leaves, in order.
        indexes: the leaves wanted, ascending and each once.
        size: number of leaves.

    Returns:
        The root, and for each index its proof.

    Raises:
        ProofError: there are fewer leaves than `size`, or no such leaf is among them.
    """
    if indexes and not 0 <= indexes[0] <= indexes[-1] < size:
        raise ProofError(part="there is no such leaf")
    walk = _Walk(indexes)
    count = 0
    for leaf in leaf_hashes:
        walk.add(leaf)
        count += 1
    if count != size:
        raise ProofError(part="there are no such trees")
    return walk.root(), {index: tuple(proof) for index, proof in walk.proofs.items()}


def consistency_from(
    proof_of_last: Sequence[bytes], *, old: int, last_subtree: bytes
) -> tuple[bytes, ...]:
    """Return a consistency proof, made from the inclusion proof of the old tree's last leaf.

    The last leaf of the old tree lies in the last of the perfect subtrees the old tree is made of;
    from there up both proofs are the same (RFC 9162 §2.1.4.1). A perfect old tree is known to
    whoever checks, and stands in no proof.

    Args:
        proof_of_last: inclusion proof of leaf `old - 1` in the newer tree.
        old: size of the older tree, at least 1 and smaller than the newer.
        last_subtree: root of the last perfect subtree of the old tree (the last of its frontier).
    """
    height = (old & -old).bit_length() - 1
    path = tuple(proof_of_last[height:])
    return path if old & (old - 1) == 0 else (last_subtree, *path)


class _Walk:
    """Perfect subtrees from left to right, and the proofs as far as they are known."""

    def __init__(self, indexes: Sequence[int]) -> None:
        self.proofs: dict[int, list[bytes]] = {index: [] for index in indexes}
        self._indexes = indexes
        self._subtrees: list[tuple[int, int, bytes]] = []
        self._size = 0

    def add(self, leaf: bytes) -> None:
        """Append one leaf, given by its hash."""
        start, node = self._size, leaf
        self._size += 1
        merging = start
        while merging & 1:
            first, _, left = self._subtrees.pop()
            self._join(first, start, left, node)
            start, node = first, node_hash(left, node)
            merging >>= 1
        self._subtrees.append((start, self._size, node))

    def root(self) -> bytes:
        """Join what is left from right to left, and return the root."""
        if not self._subtrees:
            return EMPTY_ROOT
        *larger, (start, _, root) = self._subtrees
        for first, _, left in reversed(larger):
            self._join(first, start, left, root)
            start, root = first, node_hash(left, root)
        return root

    def _join(self, first: int, middle: int, left: bytes, right: bytes) -> None:
        """Note that [first, middle) with root `left` joins what follows, with root `right`."""
        low = bisect_left(self._indexes, first)
        high = bisect_left(self._indexes, middle)
        # What follows `middle` ends where the walk stands; no index wanted there lies beyond it.
        end = bisect_left(self._indexes, self._size)
        for index in self._indexes[low:high]:
            self.proofs[index].append(right)
        for index in self._indexes[high:end]:
            self.proofs[index].append(left)
