"""Acts on the record: append to it, and sign its head."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.transaction import TransactionManagementError

from comity.crypto import checkpoints
from comity.crypto.canonical import canonical_json
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier, leaf_hash
from comity.database.composed import Question
from comity.database.inserting import insert
from comity.ledger import rows
from comity.ledger.mentions import mentions_of
from comity.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from comity.ledger.terms import Act, EventKind, FieldValue, body_of, origin_of

# Asked at every pass of the worker.
_HEAD = Question(lambda: LedgerHead.objects.order_by("-epoch")[:1])
_SIGNED_SINCE = Question(
    lambda epoch, size: LedgerCheckpoint.objects.filter(epoch=epoch, size__gte=size)[:1],
    *(int, int),
)
_log = logging.getLogger(__name__)


def append(
    kind: EventKind,
    /,
    *,
    about: str,
    by: str,
    agency: str,
    at: datetime,
    **fields: FieldValue,
) -> LedgerEntry:
    """Record one act, in the caller's transaction, so that act and entry commit together.

    Call it last: it takes the lock of the record's head, which other acts then wait for.

    Args:
        kind: what was done, from the acting package's catalogue.
        about: reference of what it concerns.
        by: name of the officer, or `node`.
        agency: code of the agency whose act it is, of an act on a case that of the case;
            empty when it is the node's own.
        at: aware instant.
        fields: the facts of the kind, neither more nor fewer.

    Returns:
        The entry, with its place in the record.

    Raises:
        ValueError: the facts are not those of the kind, or `at` has no time zone.
        TransactionManagementError: there is no transaction to share.
    """
    return append_many([Act(kind, about, by, agency, at, fields)])[0]


def append_many(acts: Sequence[Act]) -> list[LedgerEntry]:
    """Record several acts in order, with one move of the head.

    Args:
        acts: what was done; empty records nothing.

    Returns:
        The entries, with their places in the record.

    Raises:
        ValueError: the facts of an act are not those of its kind, or it has no time zone.
        TransactionManagementError: there is no transaction to share.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("an entry is appended in the transaction of its act")
    for act in acts:
        act.kind.check(act.fields)
    epoch, frontier = rows.locked_head()
    entries = [
        _entry(act, epoch=epoch, index=index) for index, act in enumerate(acts, frontier.size)
    ]
    if entries:
        frontier = frontier.extend(bytes(entry.leaf_hash) for entry in entries)
        named = [mentions_of(act.about, act.fields) for act in acts]
        rows.add(entries, named, epoch=epoch, frontier=frontier)
        if _log.isEnabledFor(logging.INFO):
            transaction.on_commit(partial(_tell, [act.kind.name for act in acts]))
    return entries


def begin_epoch(
    kind: EventKind,
    /,
    *,
    about: str,
    by: str,
    agency: str,
    at: datetime,
    **fields: FieldValue,
) -> LedgerEntry:
    """Begin a new epoch of the record with an entry that says why, in the caller's transaction.

    What was recorded before stays as it is, in its own tree. A node that was set back no longer
    knows what it recorded and signed after its backup: it must not sign a second head of the same
    name and size.

    Args:
        kind: with the facts `epoch`, `follows`, `entries` and `root`, which are filled in here.
        about: reference of what it concerns.
        by: name of the officer.
        agency: code of the agency whose act it is; empty when it is the node's own.
        at: aware instant.
        fields: the other facts of the kind.

    Returns:
        The first entry of the new epoch.
    """
    epoch, frontier = rows.locked_head()
    root = frontier.root().hex()
    rows.begin(epoch + 1)
    beside: dict[str, FieldValue] = {
        "epoch": epoch + 1,
        "follows": epoch,
        "entries": frontier.size,
        "root": root,
    }
    return append(kind, about=about, by=by, agency=agency, at=at, **beside, **fields)


def sign_checkpoint(key: SigningKey, *, at: datetime) -> LedgerCheckpoint | None:
    """Sign the record's head, if it has moved since it was last signed.

    The signature is made between two transactions and inside none: it takes a millisecond, for
    which nobody else should wait. What was signed stays true when the record has moved on.

    Args:
        key: the node's ledger key; its name and the epoch name the record.
        at: aware instant of signing.

    Returns:
        The checkpoint stored, or none when the head was signed already or there is no entry yet.
    """
    head = _HEAD.first()
    if head is None or _is_signed(head):
        return None
    root = Frontier.from_bytes(bytes(head.frontier)).root()
    signed = checkpoints.Checkpoint(origin_of(key.name, epoch=head.epoch), head.size, root)
    note = checkpoints.sign_checkpoint(signed, key)
    with transaction.atomic(durable=True):
        rows.locked_head()
        # Another process may have signed meanwhile.
        if _is_signed(head):
            return None
        checkpoint = LedgerCheckpoint(epoch=head.epoch, size=head.size, at=at, note=note)
        insert([checkpoint])
    return checkpoint


def _tell(names: Sequence[str]) -> None:
    """Tell the log that acts were recorded, by their names alone."""
    for name in names:
        _log.info("recorded", extra={"act": name})


def _is_signed(head: LedgerHead) -> bool:
    """Return whether nothing was appended since the last checkpoint."""
    return head.size == 0 or _SIGNED_SINCE.any(head.epoch, head.size)


def _entry(act: Act, *, epoch: int, index: int) -> LedgerEntry:
    """Return the row of an act at its place."""
    body = canonical_json(body_of(act, epoch=epoch, index=index))
    return LedgerEntry(
        epoch=epoch,
        index=index,
        at=act.at,
        event=act.kind.name,
        about=act.about,
        by=act.by,
        agency=act.agency,
        body=body,
        leaf_hash=leaf_hash(body),
    )
