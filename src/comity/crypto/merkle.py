"""Append-only Merkle trees as RFC 9162 §2.1 defines them.

A tree is known either by its leaf hashes (to make proofs) or by its `Frontier` (to append): the
roots of the perfect subtrees it is made of, at most one per bit of its size.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.crypto.errors import FrontierMalformedError, ProofError
from comity.crypto.hashing import DIGEST_SIZE

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf's bytes: SHA-256(0x00 ‖ leaf).

    The first byte keeps leaves and nodes apart, so that no node can be passed off as a leaf
    (RFC 9162 §2.1.1).
    """
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All of a tree that is needed to append to it and to know its root.

    Attributes:
        size: number of leaves.
        hashes: roots of the perfect subtrees from left to right, so from large to small.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier with one more leaf, given by its leaf hash."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """Return the frontier with more leaves, given by their leaf hashes in order."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            node, merging = leaf, size
            # Each set low bit is a perfect subtree of the same height as `node`: they join.
            while merging & 1:
                node = node_hash(hashes.pop(), node)
                merging >>= 1
            hashes.append(node)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """Return the root of the tree, 32 bytes."""
        if not self.hashes:
            return EMPTY_ROOT
        *larger, root = self.hashes
        for left in reversed(larger):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """Return the stored form: the size as eight bytes, big-endian, then the hashes."""
        return self.size.to_bytes(8) + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """Read the stored form.

        Raises:
            FrontierMalformedError: the bytes are not a frontier.
        """
        size, rest = int.from_bytes(stored[:8]), stored[8:]
        if len(stored) < 8 or len(rest) != size.bit_count() * DIGEST_SIZE:
            raise FrontierMalformedError()
        steps = range(0, len(rest), DIGEST_SIZE)
        return cls(size, tuple(rest[start : start + DIGEST_SIZE] for start in steps))


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root of the tree with these leaf hashes."""
    return Frontier().extend(leaf_hashes).root()


def inclusion_proof(leaf_hashes: Sequence[bytes], *, index: int, size: int) -> tuple[bytes, ...]:
    """Return the proof that leaf `index` is in the tree of the first `size` leaves.

    Source: RFC 9162 §2.1.3.1.

    Raises:
        ProofError: there is no such leaf.
    """
    if not 0 <= index < size <= len(leaf_hashes):
        raise ProofError(part="there is no such leaf")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(root_of(leaf_hashes[middle:end]))
            end = middle
        else:
            proof.append(root_of(leaf_hashes[start:middle]))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(leaf_hashes: Sequence[bytes], *, old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of `old` leaves is the beginning of that of `new` leaves.

    Source: RFC 9162 §2.1.4.1. The proof from the empty tree, and from a tree to itself, is empty.

    Raises:
        ProofError: there are no such trees.
    """
    if not 0 <= old <= new <= len(leaf_hashes):
        raise ProofError(part="there are no such trees")
    if old in (0, new):
        return ()
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(root_of(leaf_hashes[middle:end]))
            end = middle
        else:
            proof.append(root_of(leaf_hashes[start:middle]))
            start, whole = middle, False
    if not whole:
        proof.append(root_of(leaf_hashes[start:end]))
    return tuple(reversed(proof))


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that the leaf with hash `leaf` stands at `index` in the tree of `size` and `root`.

    Source: RFC 9162 §2.1.3.2.

    1. The leaf must be within the tree.
    2. Each hash of the proof joins from the side that the index tells.
    3. The proof must be used up exactly at the root.
    4. The root reached must be the root given.

    Raises:
        ProofError: the proof does not show it.
    """
    # 1
    if not 0 <= index < size:
        raise ProofError(part="the leaf is outside the tree")
    # 2
    node, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError(part="the proof is too long")
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    # 3
    if last:
        raise ProofError(part="the proof is too short")
    # 4
    _expect(reached, root)


def verify_consistency(
    *, old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the tree of `old` leaves is the beginning of the tree of `new` leaves.

    Source: RFC 9162 §2.1.4.2.

    1. The trivial cases, empty and equal trees, need an empty proof and the right roots.
    2. A perfect old tree is itself the first hash of the path.
    3. Both roots are rebuilt side by side from the same hashes.
    4. The proof must be used up exactly, and both roots must be the roots given.

    Raises:
        ProofError: the proof does not show it.
    """
    # 1
    if not 0 <= old <= new:
        raise ProofError(part="the newer tree is the smaller one")
    if old in (0, new):
        if proof:
            raise ProofError(part="the proof is too long")
        _expect(EMPTY_ROOT if old == 0 else new_root, old_root)
        return
    # 2
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        raise ProofError(part="the proof is too short")
    # 3, 4
    old_reached, new_reached = _both_roots(old, new, path)
    _expect(old_reached, old_root)
    _expect(new_reached, new_root)


def _both_roots(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the roots of both trees, rebuilt side by side from the path of a consistency proof."""
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_reached = new_reached = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError(part="the proof is too long")
        if node & 1 or node == last:
            old_reached = node_hash(sibling, old_reached)
            new_reached = node_hash(sibling, new_reached)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_reached = node_hash(new_reached, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError(part="the proof is too short")
    return old_reached, new_reached


def _split(count: int) -> int:
    """Return the largest power of two below `count`: the size of the left subtree."""
    return 1 << ((count - 1).bit_length() - 1)


def _expect(reached: bytes, root: bytes) -> None:
    """Raise unless the two roots are the same."""
    if not hmac.compare_digest(reached, root):
        raise ProofError(part="another root was reached")
