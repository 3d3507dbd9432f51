"""Vocabulary of evidence. Pure. The words are explained in `docs/reference/glossary.md`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from comity.evidence.scans import EVENTS as SCAN_EVENTS
from comity.kernel.errors import ComityError, NotFoundError, Problem
from comity.kernel.texts import has_hidden_characters
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

NAME_LIMIT = 200
SOURCE_LIMIT = 1000
REASON_LIMIT = 500
MB = 1024 * 1024
UNNAMED_TYPE = "application/octet-stream"
# The code under which a `Fetcher` says that the door does not offer this one exhibit now.
NOT_OFFERED = "exhibit_not_offered"
# The fault of an exhibit that was erased, and what it is called since.
ERASED_FAULT = "exhibit_erased"
ERASED_NAME = "erased"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}")


class Origin(StrEnum):
    """Where an exhibit came into this node from."""

    OWN = "own"
    RECEIVED = "received"


class CustodyKind(StrEnum):
    """What can happen to an exhibit while this node has it."""

    TAKEN_IN = "taken_in"
    TRANSFERRED = "transferred"
    ANNOUNCED = "announced"
    RECEIVED = "received"
    REFUSED = "refused"
    COPIED = "copied"
    SHARED = "shared"
    UNSHARED = "unshared"
    SCANNED = "scanned"
    FINDING = "finding"
    NOT_SCANNABLE = "not_scannable"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Intake:
    """What is said of a file when it is taken in.

    Attributes:
        file_name: as its owner calls it; never used as a path.
        media_type: as its owner says; never believed when it is shown.
        source: where, how and from whom it was obtained.
    """

    file_name: str
    media_type: str = UNNAMED_TYPE
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that lies sealed on this node's disk and is not yet anybody's exhibit.

    Attributes:
        id: names the file on disk, and the exhibit it may become.
        wrapped_key: its file key under the node's storage key.
        digest: SHA-256 of the content.
        payload_digest: SHA-256 of the sealed payload.
        size: bytes of the content.
        payload_size: bytes of the sealed payload.
        first_bytes: what the first bytes of the content say it is (`kinds.kind_in`).
    """

    id: UUID
    wrapped_key: bytes
    digest: bytes
    payload_digest: bytes
    size: int
    payload_size: int
    first_bytes: str


@dataclass(frozen=True, slots=True)
class Announced:
    """An exhibit that a partner's message names and that is still to be pulled.

    Attributes:
        id: the partner's identifier of it.
        file_name: as the partner calls it.
        media_type: as the partner says.
        source: as the partner tells it.
        digest: SHA-256 (hex) of the content.
        payload_digest: SHA-256 (hex) of the sealed payload.
        size: bytes of the content.
        payload_size: bytes of the sealed payload.
        capability: what it is pulled with.
    """

    id: str
    file_name: str
    media_type: str
    source: str
    digest: str
    payload_digest: str
    size: int
    payload_size: int
    capability: str


@dataclass(frozen=True, slots=True)
class OpenedExhibit:
    """An exhibit whose digest has just been checked, ready to be handed out as a download.

    Attributes:
        exhibit_id: which it is.
        file_name: as its owner calls it.
        size: bytes of the content.
        pieces: the content.
    """

    exhibit_id: UUID
    file_name: str
    size: int
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class SealedRange:
    """Sealed bytes of an exhibit, made for one partner, from an offset on.

    Attributes:
        total: bytes of the whole: the age header for the partner, then the payload.
        pieces: the bytes from the offset on.
    """

    total: int
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Shares:
    """Bytes that are taken within 24 hours: of one officer, and from one partner."""

    officer: int = 20_480 * MB
    partner: int = 102_400 * MB


class Piece(Protocol):
    """What a partner gave of an exhibit."""

    @property
    def data(self) -> bytes:
        """The bytes from the offset asked for."""

    @property
    def total(self) -> int:
        """Bytes of the whole."""


class Fetcher(Protocol):
    """Who can ask a partner's door for part of an exhibit; the exchange's transport does."""

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        """Return up to `length` bytes from `offset` on.

        Raises:
            ComityError: with the code `NOT_OFFERED` when the door does not offer this exhibit,
                with any other when the partner cannot be served now.
        """


class ExhibitNotFoundError(NotFoundError):
    """There is no such exhibit, or none that the viewer may see."""


class TooLargeError(ComityError):
    """A file is larger than this node takes in."""

    code = "exhibit_too_large"


class EmptyExhibitError(ComityError):
    """A file without content proves nothing."""

    code = "exhibit_empty"


class DigestDiffersError(ComityError):
    """The bytes are not those that were taken in, or that the partner signed for."""

    code = "exhibit_digest_differs"


class WrongSizeError(ComityError):
    """The partner's door offers another number of bytes than its message announced."""

    code = "exhibit_wrong_size"


class AnnouncedTooLargeError(ComityError):
    """A partner's message announces more content than this node takes in."""

    code = "exhibit_announced_too_large"


class SizesDisagreeError(ComityError):
    """No content of the size announced is sealed into a payload of the size announced."""

    code = "exhibit_sizes_disagree"


class OfficersShareError(ComityError):
    """An officer takes in more than one's share of a day."""

    code = "exhibit_over_officers_share"


class PartnersShareError(ComityError):
    """A partner sends more than its share of a day; what is over waits."""

    code = "exhibit_over_partners_share"


class NoRoomError(ComityError):
    """This node's disk has no room for an exhibit beside what the node itself needs."""

    code = "exhibit_no_room"


class NotHeldError(ComityError):
    """The exhibit has been announced and is still on its way."""

    code = "exhibit_not_held"


class ErasedExhibitError(NotHeldError):
    """The exhibit was erased; its chain of custody is all that stays."""

    code = ERASED_FAULT


class BytesMissingError(ComityError):
    """The sealed file is gone from the disk, or cannot be read."""

    code = "exhibit_bytes_missing"


class AnnouncedTwiceError(ComityError):
    """A partner announces an exhibit that it has announced before."""

    code = "exhibit_announced_twice"


def problems_in_intake(intake: Intake) -> tuple[Problem, ...]:
    """Return what is wrong with what is said of a file; empty when it may be taken in."""
    problems = []
    if not intake.file_name.strip():
        problems.append(Problem("missing", "file_name"))
    if "/" in intake.file_name or "\\" in intake.file_name:
        problems.append(Problem("file_name_is_path", "file_name"))
    if not _MEDIA_TYPE.fullmatch(intake.media_type):
        problems.append(Problem("media_type_malformed", "media_type"))
    texts = (
        ("file_name", intake.file_name, NAME_LIMIT),
        ("source", intake.source, SOURCE_LIMIT),
    )
    for field, text, limit in texts:
        problems += problems_in_words(text, field=field, limit=limit)
    return tuple(problems)


def problems_in_reason(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with the reason given for a download."""
    if not reason.strip():
        return (Problem("missing", "reason"),)
    return problems_in_words(reason, field="reason", limit=REASON_LIMIT)


def problems_in_words(text: str, *, field: str, limit: int) -> tuple[Problem, ...]:
    """Return whether a text is too long, or holds what cannot be seen."""
    problems = []
    if len(text) > limit:
        problems.append(Problem("too_long", field, (("limit", str(limit)),)))
    if has_hidden_characters(text, lines=field != "file_name"):
        problems.append(Problem("control_characters", field))
    return tuple(problems)


EXHIBIT_TAKEN_IN = EventKind(
    "exhibit.taken_in", ("exhibit", "size"), N_("An exhibit of {size} bytes was taken in.")
)
EXHIBIT_RECEIVED = EventKind(
    "exhibit.received",
    ("exhibit", "partner", "size"),
    N_("An exhibit of {partner} arrived whole: {size} bytes, both digests as signed."),
)
EXHIBIT_REFUSED = EventKind(
    "exhibit.refused",
    ("exhibit", "partner", "code"),
    N_("An exhibit of {partner} did not arrive as it was signed: {code}."),
)
EXHIBIT_COPIED = EventKind(
    "exhibit.copied",
    ("exhibit",),
    N_("A copy of an exhibit was downloaded, after its digest had been checked again."),
)
EVENTS = (EXHIBIT_TAKEN_IN, EXHIBIT_RECEIVED, EXHIBIT_REFUSED, EXHIBIT_COPIED, *SCAN_EVENTS)
