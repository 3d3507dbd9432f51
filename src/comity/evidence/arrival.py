"""The arrival of one exhibit: fetched in strides, checked from end to end, held or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from comity.crypto.age import HEADER_LIMIT, decrypt_payload, payload_size_of, read_header, unwrap
from comity.crypto.age_header import Header
from comity.crypto.errors import NotForThisKeyError, SealError
from comity.crypto.keys import NodeKeys
from comity.evidence.custody import Hand, add_link
from comity.evidence.kinds import Head
from comity.evidence.models import Exhibit
from comity.evidence.parts import alone_at
from comity.evidence.quota import demand_partners_share
from comity.evidence.terms import (
    EXHIBIT_RECEIVED,
    EXHIBIT_REFUSED,
    AnnouncedTooLargeError,
    CustodyKind,
    DigestDiffersError,
    Fetcher,
    NoRoomError,
    SizesDisagreeError,
    WrongSizeError,
)
from comity.evidence.vault import append_to_part, cut_part, size_of_part, vault
from comity.ledger.services import append
from comity.ledger.terms import NODE

STRIDE = 1024 * 1024
# A stride that arrived whole is followed by a longer one: each costs a request and a sync. What a
# line that breaks off can lose is one stride, so a turn begins with a short one.
LONGEST_STRIDE = 4 * STRIDE
# What counts against the exhibit; anything else only delays it.
_FAULTS = (
    AnnouncedTooLargeError,
    SizesDisagreeError,
    NoRoomError,
    WrongSizeError,
    DigestDiffersError,
    SealError,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How exhibits arrive: from where, opened with what, and when.

    Attributes:
        transport: asks partners' doors.
        keys: the node's, to open headers and wrap file keys.
        clock: what time it is.
        refuses: whether an exhibit that is not what was announced is refused for good; not when it
            came by other hands than its partner's.
    """

    transport: Fetcher
    keys: NodeKeys
    clock: Callable[[], datetime]
    refuses: bool = True

    def go_on(self, exhibit: Exhibit, *, more: Callable[[], bool]) -> bool:
        """Fetch some more of an exhibit; once everything is here, check it and hold it.

        What arrived stays in a part file, so that this resumes where it stopped, also after a
        crash. An exhibit that is not what its message announced is refused and recorded.

        Args:
            exhibit: announced, and neither held nor refused.
            more: asked between two strides whether there is time for another.

        Returns:
            Whether it is held now.

        Raises:
            ComityError: the partner's door cannot be asked, or does not offer it now, or the
                partner has sent its share of the day.
        """
        part = vault().part(exhibit.id)
        with alone_at(part) as mine:
            return mine and self.go_on_alone(exhibit, part, more=more)

    def go_on_alone(self, exhibit: Exhibit, part: Path, *, more: Callable[[], bool]) -> bool:
        """Do as `go_on` with a part file that is this one's alone."""
        try:
            _demand_acceptable(exhibit)
            demand_partners_share(exhibit, at=self.clock())
            if not _is_whole(exhibit, part) and not self._fetched(exhibit, part, more):
                return False
            checked = _checked(exhibit, part, self.keys)
        except _FAULTS as fault:
            part.unlink(missing_ok=True)
            # What is wrong in the partner's own signed message stays so, whoever brings the file.
            if self.refuses or isinstance(fault, (AnnouncedTooLargeError, SizesDisagreeError)):
                _refuse(exhibit, fault.code, self.clock())
            if not self.refuses:
                raise
            return False
        vault().keep(part, exhibit.id)
        return _hold(exhibit, checked, self.clock())

    def _fetched(self, exhibit: Exhibit, part: Path, more: Callable[[], bool]) -> bool:
        """Fetch some more; return whether all that the door offers is here."""
        here = _resumed_at(exhibit, part)
        _demand_room(exhibit.payload_size + HEADER_LIMIT - here)
        stride = STRIDE
        while True:
            piece = self.transport.fetch_range(
                exhibit.partner, exhibit.capability, offset=here, length=stride
            )
            # Beside the payload there is one small header; a door that offers more fills our disk.
            if not exhibit.payload_size < piece.total <= exhibit.payload_size + HEADER_LIMIT:
                raise WrongSizeError(offered=piece.total, announced=exhibit.payload_size)
            data = piece.data[:stride]
            if data:
                append_to_part(part, data)
                here += len(data)
            stride = min(2 * stride, LONGEST_STRIDE)
            if here >= piece.total:
                return True
            if not data or not more():
                return False


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was learnt of a whole file: where its payload begins, its key, and what it seems."""

    offset: int
    wrapped_key: bytes
    first_bytes: str


def _demand_acceptable(exhibit: Exhibit) -> None:
    """Demand sizes that this node takes and that belong together, before a byte is fetched."""
    limit = vault().size_limit
    if exhibit.size > limit:
        raise AnnouncedTooLargeError(limit=limit)
    if exhibit.payload_size != payload_size_of(exhibit.size):
        raise SizesDisagreeError()


def _demand_room(missing: int) -> None:
    # Asked anew whenever it goes on: others were promised the same room meanwhile.
    if not vault().has_room_for(max(missing, 0)):
        raise NoRoomError()


def _is_whole(exhibit: Exhibit, part: Path) -> bool:
    """Tell whether a part holds all that was announced: a header, and the payload behind it."""
    here = size_of_part(part)
    if here <= exhibit.payload_size:
        return False
    with part.open("rb") as file:
        try:
            header = read_header(file)
        except SealError:
            return False
    return here == len(header.raw) + exhibit.payload_size


def _resumed_at(exhibit: Exhibit, part: Path) -> int:
    """Return from where to go on asking."""
    here = size_of_part(part)
    if here <= exhibit.payload_size:
        return here
    # Perhaps all that is offered lies here already, and a door refuses to give an empty range.
    cut_part(part, size=here - 1)
    return here - 1


def unwrapped(header: Header, keys: NodeKeys) -> bytes:
    """Return the file key of an exhibit that was sealed to a sealing key of ours still kept.

    Raises:
        NotForThisKeyError: it is sealed to none of them.
        SealError: the header was changed, or is not in form.
    """
    *likelier, last = keys.opening()
    for key in likelier:
        try:
            return unwrap(header, key)
        except NotForThisKeyError:
            continue
    return unwrap(header, last)


def _checked(exhibit: Exhibit, part: Path, keys: NodeKeys) -> _Checked:
    """Check a whole file and return what was learnt of it, its key wrapped for keeping.

    1. The header opens with this node's sealing key.
    2. The payload opens to its last chunk.
    3. Payload and content have the digests that the partner signed for.
    """
    seen = _Seen()
    with part.open("rb") as file:
        # 1
        header = read_header(file)
        file_key = unwrapped(header, keys)
        # 2
        payload = decrypt_payload(file_key, file, seen, limit=exhibit.size)
    # 3
    found = (payload.payload_digest.hex(), payload.plain_digest.hex(), payload.plain_size)
    if found != (exhibit.payload_digest, exhibit.digest, exhibit.size):
        raise DigestDiffersError()
    wrapped = keys.storage.wrap(file_key, purpose=str(exhibit.id))
    return _Checked(len(header.raw), wrapped, seen.head.kind)


def _hold(pulled: Exhibit, checked: _Checked, at: datetime) -> bool:
    with transaction.atomic(durable=True):
        exhibit = _still_awaited(pulled)
        if exhibit is None:
            return False
        exhibit.payload_offset, exhibit.wrapped_key = checked.offset, checked.wrapped_key
        exhibit.held_at, exhibit.capability = at, ""
        exhibit.first_bytes = checked.first_bytes
        exhibit.save(
            update_fields=["payload_offset", "wrapped_key", "held_at", "capability", "first_bytes"]
        )
        add_link(exhibit, CustodyKind.RECEIVED, hand=Hand(NODE, "", at))
        append(
            EXHIBIT_RECEIVED,
            about=exhibit.case,
            by=NODE,
            agency=exhibit.owner_on_record,
            at=at,
            exhibit=exhibit.record_name,
            partner=exhibit.partner,
            size=exhibit.size,
        )
    return True


def _refuse(pulled: Exhibit, code: str, at: datetime) -> None:
    with transaction.atomic(durable=True):
        exhibit = _still_awaited(pulled)
        if exhibit is None:
            return
        exhibit.fault = code
        exhibit.save(update_fields=["fault"])
        add_link(exhibit, CustodyKind.REFUSED, hand=Hand(NODE, "", at), reason=code)
        append(
            EXHIBIT_REFUSED,
            about=exhibit.case,
            by=NODE,
            agency=exhibit.owner_on_record,
            at=at,
            exhibit=exhibit.record_name,
            partner=exhibit.partner,
            code=code,
        )


def _still_awaited(pulled: Exhibit) -> Exhibit | None:
    """Return an exhibit as it stands now, locked; None when it was erased since it was listed.

    Pulling takes minutes: a key that came after the erasure would keep what was to be gone.
    """
    found = Exhibit.objects.select_for_update(no_key=True).filter(pk=pulled.pk).first()
    if found is not None and found.held_at is None and not found.fault:
        return found
    if found is None or found.held_at is None:
        vault().remove(pulled.pk)
    return None


class _Seen:
    """Takes bytes and keeps none but the first: the content is checked, not written."""

    def __init__(self) -> None:
        self.head = Head()

    def write(self, data: bytes, /) -> int:
        return len(self.head.note(data))
