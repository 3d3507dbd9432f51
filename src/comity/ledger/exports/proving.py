"""Proving the place of entries that are listed, against the head signed last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from comity.crypto.checkpoints import Checkpoint, open_checkpoint
from comity.crypto.merkle import leaf_hash, verify_inclusion
from comity.crypto.merkle_walk import proofs_along
from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import ComityError
from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from comity.ledger.terms import origin_of

_AT_ONCE: Final = 2000


class NothingSignedError(ComityError):
    """No head of the record has been signed, so nothing could be proved."""

    code = "nothing_signed"


@dataclass(frozen=True, slots=True)
class ListedProof:
    """What came of proving the entries that were listed.

    Attributes:
        checkpoint: the signed head they were proved against.
        signed_at: when it was signed.
        proofs: for each place that holds, its proof.
        failed: places of entries that do not lead to the head.
        later: places recorded after the head was signed; nothing can be said of them yet.
        holds: the leaves in the database lead to the head.
    """

    checkpoint: Checkpoint
    signed_at: datetime
    proofs: Mapping[int, tuple[bytes, ...]]
    failed: tuple[int, ...]
    later: tuple[int, ...]
    holds: bool


def prove_listed(entries: Sequence[LedgerEntry], verifier: HybridVerifier) -> ListedProof:
    """Prove the place of listed entries against the last signed head, from their texts.

    Args:
        entries: of one epoch, such as a page shows; at least one.
        verifier: the record's public key, from outside the database.

    Raises:
        NothingSignedError: no head of their epoch is signed.
        SignatureRefusedError: the head is not what this node signed.
    """
    stored = last_head(entries[0].epoch)
    head = open_checkpoint(
        bytes(stored.note), verifier, origin=origin_of(verifier.name, epoch=stored.epoch)
    )
    covered = [entry for entry in entries if entry.index < head.size]
    indexes = sorted(entry.index for entry in covered)
    root, proofs = proofs_along(leaves_of(stored.epoch, head.size), indexes=indexes, size=head.size)
    failed = tuple(e.index for e in covered if not _holds(e, proofs[e.index], head))
    return ListedProof(
        checkpoint=head,
        signed_at=stored.at,
        proofs={index: proof for index, proof in proofs.items() if index not in failed},
        failed=failed,
        later=tuple(entry.index for entry in entries if entry.index >= head.size),
        holds=root == head.root,
    )


def last_head(epoch: int | None) -> LedgerCheckpoint:
    """Return the head signed last, of one epoch or of any.

    Raises:
        NothingSignedError: there is none.
    """
    heads = LedgerCheckpoint.objects.order_by("epoch", "size")
    found = (heads if epoch is None else heads.filter(epoch=epoch)).last()
    if found is None:
        raise NothingSignedError()
    return found


def leaves_of(epoch: int, size: int) -> Iterator[bytes]:
    """Yield the stored leaf hashes of the first entries, without ever holding them all."""
    entries = LedgerEntry.objects.filter(epoch=epoch, index__lt=size).order_by("index")
    for leaf in entries.values_list("leaf_hash", flat=True).iterator(chunk_size=_AT_ONCE):
        yield bytes(leaf)


def _holds(entry: LedgerEntry, proof: Sequence[bytes], head: Checkpoint) -> bool:
    try:
        verify_inclusion(
            leaf_hash(bytes(entry.body)),
            index=entry.index,
            size=head.size,
            proof=proof,
            root=head.root,
        )
    except ComityError:
        return False
    return True
