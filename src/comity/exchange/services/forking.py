"""Keeping the evidence of a fork: two signed statements that no consistency proof joins."""

from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.merkle import consistency_proof
from comity.exchange.epoch_terms import FORK_FOUND
from comity.exchange.models import Channel, Fork
from comity.exchange.services.roots import leaves_of, root_at
from comity.ledger.services import append
from comity.ledger.terms import NODE


def note_fork(log: Channel, *, theirs: bytes, stated: Checkpoint, at: datetime) -> None:
    """Store both statements and what ties ours to the size theirs speaks of, once.

    Args:
        log: the channel as this node has it, at least as large as the head that contradicts it.
        theirs: the note, its signatures verified: a partner's head, or its receipt.
        stated: what it states.
        at: aware UTC instant.
    """
    ours = log.heads.filter(size__gte=stated.size).order_by("size").first()
    held_root = root_at(log, stated.size)
    if ours is None or held_root is None or held_root == stated.root:
        return
    with transaction.atomic(durable=True):
        made, is_new = Fork.objects.get_or_create(
            link=log.link,
            origin=log.origin,
            size=stated.size,
            root=stated.root,
            defaults={
                "theirs": theirs,
                "held_size": ours.size,
                "held_root": held_root,
                "ours": bytes(ours.note),
                "path": _path(log, stated.size, ours.size),
                "found_at": at,
            },
        )
        if is_new:
            _record(log, made, at=at)


def _path(log: Channel, old: int, new: int) -> list[str]:
    """Return the consistency proof from the size that is contradicted to that of our own head."""
    proof = consistency_proof(leaves_of(log, new), old=old, new=new)
    return [each.hex() for each in proof]


def _record(log: Channel, fork: Fork, *, at: datetime) -> None:
    append(
        FORK_FOUND,
        about=log.link.code,
        by=NODE,
        agency="",
        at=at,
        partner=log.link.code,
        origin=log.origin,
        size=fork.size,
        root=bytes(fork.root).hex(),
        held_root=bytes(fork.held_root).hex(),
    )
