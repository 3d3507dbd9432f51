"""What checks an export, and what checking it found. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.crypto.signing import HybridVerifier


@dataclass(frozen=True, slots=True)
class Pinned:
    """The key a checker holds from elsewhere; one of the two is given.

    Attributes:
        fingerprint: SHA-256 (hex) of the record's key, as the node shows it.
        sender: the node's sender key, from its descriptor, which vouches for the record's key.
    """

    fingerprint: str = ""
    sender: HybridVerifier | None = None


@dataclass(frozen=True, slots=True)
class ExportFault:
    """One thing that is wrong with an export; its sentence stands in `wording`."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What checking an export found.

    Attributes:
        whole: nothing is wrong.
        origin: name of the record; empty when the file does not get that far.
        size: entries the signed head covers.
        entries: how many entries of the file hold.
        whole_upto: index of the last entry before the first fault; None when there is none.
        asked: what was chosen, by name.
        made_at: when the file was made, as it says.
        made_by: by whom, as it says.
        faults: everything that is wrong, as it was come across.
    """

    whole: bool
    origin: str
    size: int
    entries: int
    whole_upto: int | None
    asked: Mapping[str, str]
    made_at: str
    made_by: str
    faults: tuple[ExportFault, ...]
