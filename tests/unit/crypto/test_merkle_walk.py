"""One walk along the leaves makes the same proofs as making each from all leaves in memory."""

import pytest

from comity.crypto.errors import ProofError
from comity.crypto.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
)
from comity.crypto.merkle_walk import consistency_from, proofs_along

LEAVES = [leaf_hash(str(number).encode()) for number in range(70)]


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8, 9, 31, 32, 33, 70])
def test_every_proof_is_the_one_made_from_all_leaves(size: int) -> None:
    root, proofs = proofs_along(LEAVES[:size], indexes=range(size), size=size)
    assert root == root_of(LEAVES[:size])
    for index in range(size):
        assert proofs[index] == inclusion_proof(LEAVES, index=index, size=size)


def test_leaves_that_nobody_asked_about_cost_no_proof() -> None:
    _, proofs = proofs_along(LEAVES, indexes=[3, 40], size=70)
    assert proofs[40] == inclusion_proof(LEAVES, index=40, size=70)
    assert set(proofs) == {3, 40}


@pytest.mark.parametrize("new", [2, 3, 7, 8, 33, 70])
def test_a_consistency_proof_follows_from_that_of_the_last_leaf(new: int) -> None:
    for old in range(1, new):
        root, proofs = proofs_along(LEAVES[:new], indexes=[old - 1], size=new)
        frontier = Frontier().extend(LEAVES[:old])
        proof = consistency_from(proofs[old - 1], old=old, last_subtree=frontier.hashes[-1])
        assert proof == consistency_proof(LEAVES, old=old, new=new)
        verify_consistency(old=old, old_root=frontier.root(), new=new, new_root=root, proof=proof)


def test_an_empty_tree_has_its_root_and_no_leaf() -> None:
    assert proofs_along([], indexes=[], size=0) == (root_of([]), {})


@pytest.mark.parametrize(("indexes", "size"), [([70], 70), ([-1], 70), ([], 71)])
def test_what_is_not_there_is_not_proved(indexes: list[int], size: int) -> None:
    with pytest.raises(ProofError):
        proofs_along(LEAVES, indexes=indexes, size=size)
