"""Trees: what is appended can be proved, and nothing else can."""

import pytest

from comity.crypto.errors import FrontierMalformedError, ProofError
from comity.crypto.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(bytes([n])) for n in range(21)]
SIZES = range(1, len(LEAVES) + 1)


def recursive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(recursive_root(leaves[:split]), recursive_root(leaves[split:]))


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_the_frontier_has_the_root_of_the_definition(size: int) -> None:
    assert root_of(LEAVES[:size]) == recursive_root(LEAVES[:size])


def test_a_leaf_is_never_a_node() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_a_frontier_is_stored_and_read_back(size: int) -> None:
    frontier = Frontier().extend(LEAVES[:size])
    read = Frontier.from_bytes(frontier.to_bytes())
    assert read == frontier
    assert read.append(LEAVES[0]).root() == root_of([*LEAVES[:size], LEAVES[0]])


@pytest.mark.parametrize(
    "stored", [b"", b"\x00" * 7, (1).to_bytes(8), (2).to_bytes(8) + b"x" * 64, b"\x00" * 40]
)
def test_damaged_frontiers_are_refused(stored: bytes) -> None:
    with pytest.raises(FrontierMalformedError):
        Frontier.from_bytes(stored)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_can_be_proved_to_be_in_the_tree(size: int) -> None:
    root = root_of(LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(LEAVES, index=index, size=size)
        verify_inclusion(LEAVES[index], index=index, size=size, proof=proof, root=root)


@pytest.mark.parametrize("size", SIZES)
def test_no_leaf_can_be_proved_to_stand_elsewhere(size: int) -> None:
    root = root_of(LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(LEAVES, index=index, size=size)
        for claimed in range(-1, size + 2):
            if claimed != index:
                with pytest.raises(ProofError):
                    verify_inclusion(
                        LEAVES[index], index=claimed, size=size, proof=proof, root=root
                    )


@pytest.mark.parametrize("index", range(7))
def test_a_changed_inclusion_proof_proves_nothing(index: int) -> None:
    root, proof = root_of(LEAVES[:7]), inclusion_proof(LEAVES, index=index, size=7)
    changed = [proof[:-1], (*proof, LEAVES[0]), (LEAVES[20], *proof[1:])]
    for wrong in changed:
        with pytest.raises(ProofError):
            verify_inclusion(LEAVES[index], index=index, size=7, proof=wrong, root=root)


@pytest.mark.parametrize("new", SIZES)
def test_every_older_tree_can_be_proved_to_be_the_beginning(new: int) -> None:
    new_root = root_of(LEAVES[:new])
    for old in range(new + 1):
        proof = consistency_proof(LEAVES, old=old, new=new)
        verify_consistency(
            old=old, old_root=root_of(LEAVES[:old]), new=new, new_root=new_root, proof=proof
        )


@pytest.mark.parametrize("new", SIZES)
def test_no_other_tree_can_be_proved_to_be_the_beginning(new: int) -> None:
    new_root, forged = root_of(LEAVES[:new]), root_of([LEAVES[20], *LEAVES[1:new]])
    for old in range(new + 1):
        proof = consistency_proof(LEAVES, old=old, new=new)
        with pytest.raises(ProofError):
            verify_consistency(old=old, old_root=forged, new=new, new_root=new_root, proof=proof)
        if 0 < old < new:
            with pytest.raises(ProofError):
                verify_consistency(
                    old=old, old_root=root_of(LEAVES[:old]), new=new, new_root=forged, proof=proof
                )


@pytest.mark.parametrize(("old", "new"), [(0, 7), (7, 7), (4, 7), (3, 7), (6, 7), (8, 21)])
def test_a_changed_consistency_proof_proves_nothing(old: int, new: int) -> None:
    roots = {"old_root": root_of(LEAVES[:old]), "new_root": root_of(LEAVES[:new])}
    proof = consistency_proof(LEAVES, old=old, new=new)
    changed = [(*proof, LEAVES[0])] + ([proof[:-1], ()] if proof else [])
    for wrong in changed:
        with pytest.raises(ProofError):
            verify_consistency(old=old, new=new, proof=wrong, **roots)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, 99)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ProofError):
        inclusion_proof(LEAVES, index=index, size=size)


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3), (0, 99)])
def test_there_is_no_proof_between_trees_that_are_not_there(old: int, new: int) -> None:
    with pytest.raises(ProofError):
        consistency_proof(LEAVES, old=old, new=new)


def test_a_larger_tree_is_not_the_beginning_of_a_smaller_one() -> None:
    with pytest.raises(ProofError):
        verify_consistency(
            old=4, old_root=root_of(LEAVES[:4]), new=3, new_root=root_of(LEAVES[:3]), proof=()
        )
