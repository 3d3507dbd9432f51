"""The words of carrying by file: what a file is, how it is named, what became of it. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

MOST_FILES: Final = 20_000
"""Most files of one folder that are looked at."""
MOST_AHEAD: Final = 1024
"""Most parcels that are signed before the partner's receipt for them has come."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_EXHIBIT = re.compile(r"exhibit-([0-9a-f]{64})\.age")
_WANTED = re.compile(rb"comity exhibit wanted\n([0-9a-f]{64})\n")
_PART: Final = ".part"


class Way(StrEnum):
    """How a file is carried."""

    MEDIUM = "medium"
    FOLDER = "folder"


class FileKind(StrEnum):
    """What a file holds."""

    PARCEL = "parcel"
    RECEIPT = "receipt"
    EXHIBIT = "exhibit"


class FileFault(StrEnum):
    """Why a file of a medium was not taken."""

    NAME_STRANGE = "medium_name_strange"
    NO_FILE = "medium_no_file"
    UNFINISHED = "medium_unfinished"
    FOREIGN = "medium_foreign"
    TOO_LARGE = "medium_too_large"
    UNREADABLE = "medium_unreadable"
    TOO_MANY = "medium_too_many_files"
    NOT_NAMED = "medium_exhibit_not_named"
    BEING_FETCHED = "medium_exhibit_being_fetched"


class MediumFault(StrEnum):
    """Why nothing was written, or nothing was read at all."""

    CHANNEL_BUSY = "medium_channel_busy"
    NO_FOLDER = "medium_no_folder"
    FOLDER_UNWRITABLE = "medium_folder_unwritable"
    RESTORED = "medium_node_restored"


class Became(StrEnum):
    """What became of a file that was in order."""

    PARCEL_HELD = "medium_parcel_held"
    PARCEL_HELD_ALREADY = "medium_parcel_held_already"
    RECEIPT_SETTLED = "medium_receipt_settled"
    RECEIPT_KNOWN = "medium_receipt_known"
    EXHIBIT_HELD = "medium_exhibit_held"
    EXHIBIT_HELD_ALREADY = "medium_exhibit_held_already"
    EXHIBIT_WANTED = "medium_exhibit_wanted"
    WOULD_HOLD = "medium_would_hold"
    WOULD_SETTLE = "medium_would_settle"
    WOULD_TAKE = "medium_would_take"


@dataclass(frozen=True, slots=True)
class FileToCarry:
    """A file that is to be written.

    Attributes:
        name: says what it is and nothing of any case.
        kind: what it holds.
        size: of the channel with it; bytes of an exhibit.
        pieces: returns its bytes, made anew each time.
    """

    name: str
    kind: FileKind
    size: int
    pieces: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file, in a code and its facts.

    Attributes:
        name: as the folder has it; what cannot be printed is escaped.
        code: a member of `Became`, `FileFault`, or of the refusals of the exchange or of evidence.
        facts: named values for the sentence of the code.
        kind: what it holds; None where that was not seen.
        partner: whose it is; empty where that was not seen.
        size: of the channel with it; bytes of an exhibit.
    """

    name: str
    code: str
    facts: Mapping[str, str]
    kind: FileKind | None = None
    partner: str = ""
    size: int = 0

    @property
    def is_in_order(self) -> bool:
        """Whether the file was what it should be; another may still have to come before it."""
        return self.code in {each.value for each in Became}

    def shown(self) -> dict[str, object]:
        """Return it as a program reads it."""
        return {
            "name": self.name,
            "code": self.code,
            "facts": dict(self.facts),
            "kind": self.kind and self.kind.value,
            "partner": self.partner,
            "in_order": self.is_in_order,
        }

    @property
    def is_to_come_again(self) -> bool:
        """Whether reading the same file later can end otherwise."""
        return self.code in _LATER


_LATER: Final = frozenset(
    {
        "parcel_gap",
        "receipt_covers_less",
        FileFault.UNFINISHED.value,
        FileFault.UNREADABLE.value,
        FileFault.NOT_NAMED.value,
        FileFault.BEING_FETCHED.value,
        FileFault.TOO_MANY.value,
    }
)


def parcel_name(origin: str, size: int) -> str:
    """Return the name of the parcel that leads a channel to a size."""
    return f"parcel-{_short(origin)}-{size:012}.comity"


def receipt_name(origin: str, size: int) -> str:
    """Return the name of the receipt for a channel up to a size."""
    return f"receipt-{_short(origin)}-{size:012}.comity"


def exhibit_name(payload_digest: str) -> str:
    """Return the name of a sealed exhibit: the digest of its payload, which nobody can guess."""
    return f"exhibit-{payload_digest}.age"


def payload_digest_in(name: str) -> str | None:
    """Return the digest of the payload that a name tells; None when it is no exhibit's name."""
    found = _EXHIBIT.fullmatch(name)
    return None if found is None else found[1]


def wanted_name(payload_digest: str) -> str:
    """Return the name of the file that asks for an exhibit again."""
    return f"wanted-{payload_digest}.comity"


def wanted_text(payload_digest: str) -> bytes:
    """Return the file that asks for an exhibit again; it needs no signature.

    Whoever carries it could make one: all it brings about is that the same sealed file, which only
    the partner opens, is laid before the same carrier once more.
    """
    return f"comity exhibit wanted\n{payload_digest}\n".encode()


def payload_wanted_in(raw: bytes) -> str | None:
    """Return the digest of the payload that a file asks for; None when it asks for none."""
    found = _WANTED.fullmatch(raw)
    return None if found is None else found[1].decode()


def fault_of_name(name: str) -> FileFault | None:
    """Say what is wrong with a name; None when nothing is."""
    if name.endswith(_PART):
        return FileFault.UNFINISHED
    return None if _NAME.fullmatch(name) else FileFault.NAME_STRANGE


def printable(name: str) -> str:
    """Return a name as it may be shown and kept, whoever chose it."""
    return ascii(name)[1:-1][:100]


def in_order_of_taking(found: Iterable[tuple[str, int, str]]) -> list[str]:
    """Return names in the order in which their channels grow.

    Args:
        found: origin, size and name of each.
    """
    return [name for _, _, name in sorted(found)]


def _short(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()[:16]


MEDIUM_WRITTEN = EventKind(
    "medium.written",
    ("partner", "parcels", "size", "exhibits"),
    N_(
        "{parcels} parcels for {partner}, up to size {size}, and {exhibits} exhibits were written"
        " as files."
    ),
)
MEDIUM_READ = EventKind(
    "medium.read",
    ("files", "taken", "refused"),
    N_("A medium of {files} files was read: {taken} in order, {refused} not taken."),
)
CARRIED_BY_FOLDER = EventKind(
    "link.by_folder",
    ("partner", "by_folder"),
    N_("Whether a gateway's folder carries the link to {partner}: {by_folder}."),
)
CARRIED_EVENTS = (MEDIUM_WRITTEN, MEDIUM_READ, CARRIED_BY_FOLDER)
