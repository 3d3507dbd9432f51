"""Trees and their proofs: RFC 9162 §2.1."""

from collections.abc import Sequence
from hashlib import sha256

from tests.conformance.second.refused import RefusedError

EMPTY = sha256(b"").digest()


def leaf_of(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_of(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """§2.1.1: the left part has the largest power of two below the whole."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return node_of(root_of(leaves[:left]), root_of(leaves[left:]))


def check_inclusion(leaf: bytes, index: int, size: int, root: bytes, path: Sequence[bytes]) -> None:
    """§2.1.3.2, with its numbered steps."""
    # 1
    if index >= size:
        raise RefusedError("proof_wrong")
    # 2, 3
    place, last, found = index, size - 1, leaf
    # 4
    for each in path:
        if last == 0:
            raise RefusedError("proof_wrong")
        if place % 2 or place == last:
            found = node_of(each, found)
            while not place % 2 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_of(found, each)
        place, last = place >> 1, last >> 1
    # 5
    if last or found != root:
        raise RefusedError("proof_wrong")


def check_consistency(
    old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]
) -> None:
    """§2.1.4.2, with its numbered steps; equal sizes have no path and one root."""
    if not 0 < old <= new:
        raise RefusedError("proof_wrong")
    if old == new:
        if path or old_root != new_root:
            raise RefusedError("proof_wrong")
        return
    # 1
    if not path:
        raise RefusedError("proof_wrong")
    # 2
    whole = [old_root, *path] if old & (old - 1) == 0 else list(path)
    # 7
    if _climbed(old - 1, new - 1, whole) != (old_root, new_root):
        raise RefusedError("proof_wrong")


def _climbed(first: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The steps 3 to 6 of §2.1.4.2: both roots that a path leads to."""
    # 3, 4
    while first % 2:
        first, last = first >> 1, last >> 1
    # 5
    from_old = from_new = path[0]
    # 6
    for each in path[1:]:
        if last == 0:
            raise RefusedError("proof_wrong")
        if first % 2 or first == last:
            from_old, from_new = node_of(each, from_old), node_of(each, from_new)
            while not first % 2 and first:
                first, last = first >> 1, last >> 1
        else:
            from_new = node_of(from_new, each)
        first, last = first >> 1, last >> 1
    if last:
        raise RefusedError("proof_wrong")
    return from_old, from_new
