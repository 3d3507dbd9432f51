"""What the node does to make an export: choose, prove, write."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final, Protocol

from comity.crypto.checkpoints import Checkpoint, open_checkpoint, read_checkpoint
from comity.crypto.merkle import Frontier
from comity.crypto.merkle_walk import consistency_from, proofs_along
from comity.crypto.notes import parse
from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import ComityError
from comity.ledger.exports.lines import (
    MOST_ENTRIES,
    Header,
    Tally,
    end_line,
    entry_line,
    ranges_of,
    summary_text,
)
from comity.ledger.exports.proving import last_head, leaves_of
from comity.ledger.finding import places_found
from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from comity.ledger.terms import RecordFilter, Viewer, instant_text, origin_of

_FETCHED: Final = 400
_CHECKPOINT_LIMIT: Final = 8 * 1024


class NothingToExportError(ComityError):
    """Nothing that was found is covered by a signed head."""

    code = "nothing_to_export"


class ExportTooLargeError(ComityError):
    """More was found than one file may hold."""

    code = "export_too_large"


class RecordNotWholeError(ComityError):
    """The entries do not lead to the head that was signed."""

    code = "record_not_whole"


class Signer(Protocol):
    """What is needed of the record's key here; `keys.SigningKey` is one."""

    def public(self) -> HybridVerifier:
        """The public half."""

    def sign_note(self, text: bytes) -> bytes:
        """Return the text as a signed note."""


@dataclass(frozen=True, slots=True)
class ExportKeys:
    """What an export is signed with.

    Attributes:
        ledger: the key of the record.
        voucher: signed note by which the node's sender key names that key.
    """

    ledger: Signer
    voucher: bytes


@dataclass(frozen=True, slots=True)
class ExportMade:
    """What was written.

    Attributes:
        entries: how many.
        first: index of the first.
        last: index of the last.
        size: entries the signed head covers.
        digest: SHA-256 (hex) of the file.
    """

    entries: int
    first: int
    last: int
    size: int
    digest: str


def make_export(
    out: IO[bytes],
    asked: RecordFilter,
    *,
    keys: ExportKeys,
    seen_by: Viewer,
    made_by: str,
    at: datetime,
) -> ExportMade:
    """Write what is asked for into a file that can be checked without this node.

    Entries recorded after the last signed head are left out: nothing could be proved of them.

    Args:
        out: where it is written.
        asked: which entries.
        keys: what it is signed with.
        seen_by: whose policy applies.
        made_by: the officer's name, for the header.
        at: aware UTC instant.

    Raises:
        NothingSignedError: no head is signed yet.
        NothingToExportError: nothing that was found is covered by it.
        ExportTooLargeError: more was found than one file holds.
        RecordNotWholeError: the entries do not lead to the signed head.
    """
    key = keys.ledger.public()
    stored = last_head(None)
    head = open_checkpoint(bytes(stored.note), key, origin=origin_of(key.name, epoch=stored.epoch))
    indexes = _chosen(asked, seen_by, epoch=stored.epoch, size=head.size)
    earlier = _head_before(stored.epoch, indexes[0], head.size)
    proofs, consistency = _proved(stored.epoch, head, indexes, earlier)
    header = Header(
        origin=head.origin,
        epoch=stored.epoch,
        asked=dict(asked.in_words()),
        indexes=ranges_of(indexes),
        entries=len(indexes),
        made_at=instant_text(at),
        made_by=made_by,
        key=key,
        voucher=keys.voucher,
        checkpoint=bytes(stored.note),
        earlier=bytes(earlier.note) if earlier else b"",
        consistency=consistency,
    )
    digest = hashlib.sha256()
    for line in _written(header, stored.epoch, indexes, proofs, keys.ledger):
        digest.update(line)
        out.write(line)
    return ExportMade(len(indexes), indexes[0], indexes[-1], head.size, digest.hexdigest())


def _written(
    header: Header,
    epoch: int,
    indexes: Sequence[int],
    proofs: Mapping[int, tuple[bytes, ...]],
    ledger: Signer,
) -> Iterator[bytes]:
    tally = Tally()
    yield tally.take_header(header.line())
    for index, body in _bodies(epoch, indexes):
        yield tally.take(entry_line(index, body, proofs[index]))
    text = summary_text(header.origin, header=tally.header, entries=len(indexes), lines=tally.lines)
    yield end_line(ledger.sign_note(text))


def _chosen(asked: RecordFilter, viewer: Viewer, *, epoch: int, size: int) -> list[int]:
    places = places_found(asked, seen_by=viewer, limit=MOST_ENTRIES + 1)
    if len(places) > MOST_ENTRIES:
        raise ExportTooLargeError(limit=MOST_ENTRIES)
    indexes = [index for each, index in places if each == epoch and index < size]
    if not indexes:
        raise NothingToExportError()
    return indexes


def _proved(
    epoch: int, head: Checkpoint, indexes: Sequence[int], earlier: LedgerCheckpoint | None
) -> tuple[Mapping[int, tuple[bytes, ...]], tuple[bytes, ...]]:
    """Return the proof of each entry, and that the earlier head leads to this one."""
    old = earlier.size if earlier else 0
    wanted = sorted({*indexes, old - 1} if old else indexes)
    root, proofs = proofs_along(leaves_of(epoch, head.size), indexes=wanted, size=head.size)
    if root != head.root:
        raise RecordNotWholeError(size=head.size)
    if not old:
        return proofs, ()
    frontier = Frontier().extend(leaves_of(epoch, old))
    return proofs, consistency_from(proofs[old - 1], old=old, last_subtree=frontier.hashes[-1])


def _head_before(epoch: int, index: int, size: int) -> LedgerCheckpoint | None:
    """Return the last head signed before an entry was recorded; none when there is no earlier."""
    heads = LedgerCheckpoint.objects.filter(epoch=epoch, size__lte=index, size__lt=size)
    found = heads.order_by("-size").first()
    # A damaged head is verification's to name; an export goes on without it.
    return found if found and _is_readable(found) else None


def _is_readable(stored: LedgerCheckpoint) -> bool:
    try:
        text = parse(bytes(stored.note), limit=_CHECKPOINT_LIMIT).text
        return read_checkpoint(text).size == stored.size
    except ComityError:
        return False


def _bodies(epoch: int, indexes: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(indexes), _FETCHED):
        some = indexes[start : start + _FETCHED]
        found = LedgerEntry.objects.filter(epoch=epoch, index__in=some).order_by("index")
        for index, body in found.values_list("index", "body"):
            yield index, bytes(body)
