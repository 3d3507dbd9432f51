"""The tables of the record as a stranger reads them: as bytes, and without believing any.

A damaged text must not stop the reading, so texts are taken as bytes; and a record that grows
meanwhile must not look damaged, so its extent is fixed first, in the order in which it grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Func, Max
from django.db.models.sql.compiler import SQLCompiler

from comity.crypto.merkle import Frontier
from comity.ledger.mentions import Mention
from comity.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerMention

TEXTS: Final = ("at", "event", "about", "by", "agency")
_BLOBS: Final = ("body", "leaf_hash")
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """An entry's columns as they stand in the database."""

    number: int
    epoch: int
    at: bytes
    event: bytes
    about: bytes
    by: bytes
    agency: bytes
    body: bytes
    leaf_hash: bytes


class Extent(NamedTuple):
    """How far the record reaches.

    Attributes:
        signed: size of the last signed head; 0 when there is none.
        entries: one more than the index of the last entry.
        size: number of entries by the record's head.
        frontier: the frontier of the record's head, in its stored form.
    """

    signed: int
    entries: int
    size: int
    frontier: bytes

    @property
    def reach(self) -> int:
        """How many entries there should be."""
        return max(self.entries, self.size)


def epochs_stored() -> list[int]:
    """Return the epochs of which the database has a head or an entry, in order."""
    heads = set(LedgerHead.objects.values_list("epoch", flat=True))
    found = LedgerEntry.objects.order_by("epoch").values_list("epoch", flat=True).distinct()
    return sorted(heads | set(found))


def extent_of(epoch: int) -> Extent:
    """Return how far the record reaches now.

    Signed heads are read before entries, and entries before the head: what is recorded in between
    is then counted by the later ones and never looks like a stranger.
    """
    heads = LedgerCheckpoint.objects.filter(epoch=epoch)
    signed = heads.aggregate(last=Max("size"))["last"] or 0
    last = LedgerEntry.objects.filter(epoch=epoch).aggregate(last=Max("index"))["last"]
    entries = 0 if last is None else last + 1
    head = LedgerHead.objects.filter(epoch=epoch).first()
    if head is None:
        return Extent(signed, entries, 0, Frontier().to_bytes())
    return Extent(signed, entries, head.size, bytes(head.frontier))


def rows_of(epoch: int, *, below: int) -> Iterator[Row]:
    """Yield the entries below an index in order, without ever holding them all."""
    entries = LedgerEntry.objects.filter(epoch=epoch, index__lt=below).order_by("index")
    texts = [_Bytes(name) for name in TEXTS]
    columns = entries.values_list("index", "epoch", *texts, *_BLOBS)
    for number, kept, *texts_and_blobs in columns.iterator(chunk_size=_AT_ONCE):
        yield Row(number, kept, *(bytes(value) for value in texts_and_blobs))


class Names:
    """What the database holds for finding each entry, followed in the order of the record."""

    def __init__(self, epoch: int, *, below: int) -> None:
        named = LedgerMention.objects.filter(epoch=epoch, index__lt=below).order_by("index")
        columns = named.values_list("index", "agency", "by", "value", "kind")
        self._rows = iter(columns.iterator(chunk_size=_AT_ONCE))
        self._next = next(self._rows, None)

    def of(self, index: int) -> frozenset[tuple[str, str, Mention]]:
        """Return what is held for an entry: whose act it was, who did it, and what it names.

        Those passed over are not asked about again.
        """
        found = set()
        while self._next is not None and self._next[0] <= index:
            number, agency, by, value, kind = self._next
            if number == index:
                found.add((agency, by, (value, kind)))
            self._next = next(self._rows, None)
        return frozenset(found)


def signed_heads_of(epoch: int, *, upto: int) -> Iterator[tuple[int, bytes]]:
    """Yield size and note of each signed head up to a size, in order."""
    heads = LedgerCheckpoint.objects.filter(epoch=epoch, size__lte=upto).order_by("size")
    for size, note in heads.values_list("size", "note").iterator(chunk_size=_AT_ONCE):
        yield size, bytes(note)


class _Bytes(Func):
    """A column's text as bytes, whether or not it still is text."""

    output_field = BinaryField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: object
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS BLOB)")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: object
    ) -> tuple[str, Any]:
        as_text = "convert_to(%(expressions)s::text, 'UTF8')"
        return self.as_sql(compiler, connection, template=as_text)
