"""What the worker does for exhibits: it pulls what partners have announced."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction

from comity.crypto.age import HEADER_LIMIT, decrypt_payload, read_header, unwrap
from comity.crypto.errors import SealError
from comity.crypto.keys import NodeKeys
from comity.evidence.custody import Hand, add_link
from comity.evidence.models import Exhibit
from comity.evidence.terms import (
    EXHIBIT_RECEIVED,
    EXHIBIT_REFUSED,
    CustodyKind,
    DigestDiffersError,
    Fetcher,
    Origin,
    WrongSizeError,
)
from comity.evidence.vault import append_to_part, size_of_part, vault
from comity.kernel.errors import ComityError
from comity.ledger.services import append
from comity.ledger.terms import NODE, UNALLOCATED

log = logging.getLogger(__name__)

STRIDE = 1024 * 1024
# One pass fetches at most this much of an exhibit, so that messages never wait for a large file.
STRIDES_A_PASS = 32
LEFT_ALONE_FOR = timedelta(days=1)


def pull_exhibits(transport: Fetcher, keys: NodeKeys, at: datetime) -> int:
    """Go on pulling every exhibit that was announced and has not arrived.

    What arrived stays in a part file, so that pulling resumes where it stopped, also after a
    crash. An exhibit that is not what its message announced is refused and recorded.

    Args:
        transport: asks partners' doors.
        keys: the node's, to open headers and wrap file keys.
        at: aware UTC instant.

    Returns:
        How many exhibits became whole.
    """
    awaited = Exhibit.objects.filter(
        origin=Origin.RECEIVED.value, held_at__isnull=True, fault=""
    ).order_by("taken_in_at")
    return sum(_go_on(exhibit, transport, keys, at) for exhibit in awaited)


def sweep(at: datetime) -> int:
    """Remove sealed files that nobody waits for: left by a crash between disk and database.

    Args:
        at: aware UTC instant; only what is older than a day is removed, so that nothing is that
            a running act is about to record.

    Returns:
        How many files were removed.
    """
    before = (at - LEFT_ALONE_FOR).timestamp()
    old = [path for path in vault().files() if path.stat().st_mtime < before]
    known = Exhibit.objects.filter(pk__in={UUID(path.stem) for path in old})
    held = dict(known.values_list("pk", "held_at"))
    strays = [path for path in old if not _is_wanted(path, held)]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _is_wanted(path: Path, held: dict[UUID, datetime | None]) -> bool:
    """A whole file belongs to an exhibit that is held, a part to one that is awaited."""
    exhibit_id = UUID(path.stem)
    return exhibit_id in held and bool(path.suffix) == (held[exhibit_id] is None)


def _go_on(exhibit: Exhibit, transport: Fetcher, keys: NodeKeys, at: datetime) -> bool:
    part = vault().part(exhibit.id)
    try:
        if not _fetched(exhibit, part, transport):
            return False
        offset, wrapped = _checked(exhibit, part, keys)
    except (DigestDiffersError, WrongSizeError, SealError) as fault:
        part.unlink(missing_ok=True)
        _refuse(exhibit, fault.code, at)
        return False
    except ComityError as hindrance:
        # The partner cannot be reached, or does not offer it now; the next pass goes on.
        log.info("exhibit %s waits: %s", exhibit.id, hindrance.code)
        return False
    vault().keep(part, exhibit.id)
    _hold(exhibit, offset, wrapped, at)
    return True


def _fetched(exhibit: Exhibit, part: Path, transport: Fetcher) -> bool:
    """Fetch some more; return whether all of it is here."""
    here = size_of_part(part)
    for _ in range(STRIDES_A_PASS):
        piece = transport.fetch_range(
            exhibit.partner, exhibit.capability, offset=here, length=STRIDE
        )
        # Beside the payload there is one small header; a door that offers more fills our disk.
        if not exhibit.payload_size < piece.total <= exhibit.payload_size + HEADER_LIMIT:
            raise WrongSizeError(offered=piece.total, announced=exhibit.payload_size)
        data = piece.data[:STRIDE]
        if data:
            append_to_part(part, data)
            here += len(data)
        if here >= piece.total:
            return True
        if not data:
            return False
    return False


def _checked(exhibit: Exhibit, part: Path, keys: NodeKeys) -> tuple[int, bytes]:
    """Check a whole file and return where its payload begins and its key, wrapped for keeping.

    1. The header opens with this node's sealing key.
    2. The payload opens to its last chunk.
    3. Payload and content have the digests that the partner signed for.
    """
    with part.open("rb") as file:
        # 1
        header = read_header(file)
        file_key = unwrap(header, keys.sealing)
        # 2
        payload = decrypt_payload(file_key, file, _Nowhere(), limit=exhibit.size)
    # 3
    found = (payload.payload_digest.hex(), payload.plain_digest.hex(), payload.plain_size)
    if found != (exhibit.payload_digest, exhibit.digest, exhibit.size):
        raise DigestDiffersError()
    return len(header.raw), keys.storage.wrap(file_key, purpose=str(exhibit.id))


def _hold(exhibit: Exhibit, offset: int, wrapped: bytes, at: datetime) -> None:
    agency = exhibit.agency.code if exhibit.agency else UNALLOCATED
    with transaction.atomic(durable=True):
        exhibit.payload_offset, exhibit.wrapped_key = offset, wrapped
        exhibit.held_at, exhibit.capability = at, ""
        exhibit.save(update_fields=["payload_offset", "wrapped_key", "held_at", "capability"])
        add_link(exhibit, CustodyKind.RECEIVED, hand=Hand(NODE, "", at))
        append(
            EXHIBIT_RECEIVED,
            about=exhibit.case,
            by=NODE,
            agency=agency,
            at=at,
            exhibit=exhibit.record_name,
            partner=exhibit.partner,
            size=exhibit.size,
        )


def _refuse(exhibit: Exhibit, code: str, at: datetime) -> None:
    agency = exhibit.agency.code if exhibit.agency else UNALLOCATED
    with transaction.atomic(durable=True):
        exhibit.fault = code
        exhibit.save(update_fields=["fault"])
        add_link(exhibit, CustodyKind.REFUSED, hand=Hand(NODE, "", at), reason=code)
        append(
            EXHIBIT_REFUSED,
            about=exhibit.case,
            by=NODE,
            agency=agency,
            at=at,
            exhibit=exhibit.record_name,
            partner=exhibit.partner,
            code=code,
        )


class _Nowhere:
    """Takes bytes and keeps none: the content is checked, not written."""

    def write(self, data: bytes, /) -> int:
        return len(data)
