"""Exhibits on a medium: the sealed file as the partner's door would give it, in one piece."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import BinaryIO

from comity.crypto.age import read_header
from comity.crypto.keys import NodeKeys
from comity.evidence.arrival import Arrival, unwrapped
from comity.evidence.models import Exhibit, Grant
from comity.evidence.parts import alone_at
from comity.evidence.source import sealed_pieces
from comity.evidence.terms import Origin, WrongSizeError
from comity.evidence.vault import vault

_BEGINNING = 8 * 1024


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed exhibit that a partner has leave to have.

    Attributes:
        payload_digest: of the payload, hex; the file is named by it.
        size: bytes of the whole: the age header for the partner, then the payload.
        pieces: returns the bytes, from the disk.
    """

    payload_digest: str
    size: int
    pieces: Callable[[], Iterator[bytes]]


class Took(Enum):
    """What became of a sealed file."""

    HELD = auto()
    HELD_ALREADY = auto()
    WOULD_TAKE = auto()
    NOT_NAMED = auto()
    BEING_FETCHED = auto()


@dataclass(frozen=True, slots=True)
class _FromFile:
    """A partner's door that is a file."""

    file: BinaryIO
    total: int

    def fetch_range(self, _partner: str, _capability: str, *, offset: int, length: int) -> "_Piece":
        self.file.seek(offset)
        return _Piece(self.file.read(length), self.total)


@dataclass(frozen=True, slots=True)
class _Piece:
    data: bytes
    total: int


def sealed_files(partner: str, *, since: datetime) -> Iterator[SealedFile]:
    """Yield the sealed exhibits that a partner was given leave to have, the oldest leave first.

    Whether it has pulled them already this node does not know: a second copy harms nobody. What
    the malware scan holds back, and what was erased, does not leave by this way either.

    Args:
        partner: code of its administration.
        since: aware UTC instant; of leaves given from then on.
    """
    told = set()
    grants = Grant.objects.filter(partner=partner, made_at__gte=since).select_related("exhibit")
    for grant in grants.order_by("pk"):
        exhibit, header = grant.exhibit, bytes(grant.header)
        if exhibit.payload_digest in told or not exhibit.may_leave:
            continue
        told.add(exhibit.payload_digest)
        size = len(header) + exhibit.payload_size
        yield SealedFile(exhibit.payload_digest, size, _pieces(header, exhibit))


def awaited_payloads(partner: str, *, since: datetime, before: datetime) -> list[str]:
    """Return the digests of the payloads that a partner announced and that are still awaited.

    Args:
        partner: code of its administration.
        since: aware UTC instant; of what was announced from then on.
        before: aware UTC instant; of what was announced before it.

    Returns:
        Each once, hex.
    """
    named = Exhibit.objects.filter(origin=Origin.RECEIVED.value, partner=partner, fault="")
    awaited = named.filter(
        held_at__isnull=True, taken_in_at__gte=since, taken_in_at__lt=before
    ).order_by("payload_digest")
    return list(awaited.values_list("payload_digest", flat=True).distinct())


def take_sealed(
    payload_digest: str,
    file: BinaryIO,
    *,
    size: int,
    keys: NodeKeys,
    clock: Callable[[], datetime],
    look_only: bool = False,
) -> tuple[Took, str]:
    """Take a sealed file for every exhibit that awaits its payload; checked as if it was pulled.

    A file that is not what it should be is refused, and the exhibit goes on waiting: whoever made
    the medium need not be the partner, so it says nothing of what the partner's own door offers.

    Args:
        payload_digest: as the file is named, hex.
        file: open for reading.
        size: its bytes.
        keys: the node's.
        clock: what time it is.
        look_only: whether nothing is to be changed.

    Returns:
        What became of it, and whose it is; nobody's when no message names it.

    Raises:
        ComityError: with the cause, when it is refused.
    """
    rows = list(_named(payload_digest))
    if not rows:
        return Took.NOT_NAMED, ""
    awaited = [row for row in rows if row.held_at is None]
    if not awaited:
        return Took.HELD_ALREADY, rows[0].partner
    _demand_promising(awaited[0], file, size=size, keys=keys)
    if look_only:
        return Took.WOULD_TAKE, awaited[0].partner
    arrival = Arrival(_FromFile(file, size), keys, clock, refuses=False)
    # Every one is tried, whatever became of the one before.
    held = [_take(arrival, exhibit, file) for exhibit in awaited]
    return Took.HELD if all(held) else Took.BEING_FETCHED, awaited[0].partner


def _named(payload_digest: str) -> Iterator[Exhibit]:
    rows = Exhibit.objects.filter(payload_digest=payload_digest, origin=Origin.RECEIVED.value)
    # What was refused waits for somebody to have it pulled again; what was erased, for nothing.
    return iter(rows.filter(fault="").order_by("taken_in_at"))


def _demand_promising(exhibit: Exhibit, file: BinaryIO, *, size: int, keys: NodeKeys) -> None:
    """Demand a header that this node can open and the size announced, before a byte is copied."""
    file.seek(0)
    header = read_header(file)
    unwrapped(header, keys)
    if size != len(header.raw) + exhibit.payload_size:
        raise WrongSizeError(offered=size, announced=exhibit.payload_size)


def _take(arrival: Arrival, exhibit: Exhibit, file: BinaryIO) -> bool:
    part = vault().part(exhibit.id)
    with alone_at(part) as mine:
        if not mine:
            return False
        file.seek(0)
        with part.open("r+b") as out:
            # Two leaves for one exhibit have two headers: a part begun under the other is no use.
            begun = out.read(_BEGINNING)
            if begun != file.read(_BEGINNING)[: len(begun)]:
                out.truncate(0)
        return arrival.go_on_alone(exhibit, part, more=lambda: True)


def _pieces(header: bytes, exhibit: Exhibit) -> Callable[[], Iterator[bytes]]:
    return lambda: sealed_pieces(header, exhibit, 0)
