"""How an export of the record is written: one JSON value a line, in canonical form. Pure."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comity.crypto.canonical import canonical_json
from comity.crypto.signing import HybridVerifier

FORMAT: Final = "comity-record-export/1"
SUMMARY: Final = "comity record export v1"
"""First line of what is signed at the end; no head of a log begins so."""
VOUCHER: Final = "comity record key v1"
"""First line of what the sender key signs about the record's key."""

MOST_ENTRIES: Final = 100_000
HEADER_LIMIT: Final = 4 * 1024 * 1024
LINE_LIMIT: Final = 512 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What an export says of itself before its entries.

    Attributes:
        origin: name of the record, with its epoch.
        epoch: of the record.
        asked: what was chosen, by name; empty when the whole record was.
        indexes: places of the entries that follow, as ranges such as `0-99,105`.
        entries: how many follow.
        made_at: when, RFC 3339.
        made_by: the officer's name.
        key: the record's public key.
        voucher: signed note by which the node's sender key names the record's key.
        checkpoint: the signed head that the entries lead to.
        earlier: a head signed before the first entry, where there is one.
        consistency: proof that the earlier head's tree is the beginning of the later one's.
    """

    origin: str
    epoch: int
    asked: Mapping[str, str]
    indexes: str
    entries: int
    made_at: str
    made_by: str
    key: HybridVerifier
    voucher: bytes
    checkpoint: bytes
    earlier: bytes
    consistency: tuple[bytes, ...]

    def line(self) -> bytes:
        """Return the header as it is written."""
        told = {
            "format": FORMAT,
            "origin": self.origin,
            "epoch": self.epoch,
            "asked": dict(self.asked),
            "indexes": self.indexes,
            "entries": self.entries,
            "made_at": self.made_at,
            "made_by": self.made_by,
            "key": {
                "name": self.key.name,
                "ed25519": text_of(self.key.ed25519),
                "mldsa44": text_of(self.key.mldsa44),
            },
            "voucher": text_of(self.voucher),
            "checkpoint": text_of(self.checkpoint),
            "earlier": text_of(self.earlier),
            "consistency": [text_of(each) for each in self.consistency],
        }
        return canonical_json(told) + b"\n"


def entry_line(index: int, body: bytes, proof: Sequence[bytes]) -> bytes:
    """Return one entry as it is written, with the proof of its place."""
    told = {"index": index, "body": text_of(body), "proof": [text_of(each) for each in proof]}
    return canonical_json(told) + b"\n"


def end_line(summary: bytes) -> bytes:
    """Return the last line: the signed summary of all lines before it."""
    return canonical_json({"summary": text_of(summary)}) + b"\n"


def summary_text(origin: str, *, header: bytes, entries: int, lines: bytes) -> bytes:
    """Return what is signed at the end of an export.

    Args:
        origin: name of the record.
        header: SHA-256 of the header's line.
        entries: how many entries there are.
        lines: SHA-256 over the lines of the entries.
    """
    told = (SUMMARY, origin, f"header {header.hex()}", f"entries {entries}", f"lines {lines.hex()}")
    return "".join(f"{line}\n" for line in told).encode()


def voucher_text(key: HybridVerifier) -> bytes:
    """Return what a node's sender key signs so that the record's key is known by it."""
    return f"{VOUCHER}\n{key.name}\n{key.digest().hex()}\n".encode()


def ranges_of(indexes: Iterable[int]) -> str:
    """Return ascending indexes as ranges, such as `0-99,105`."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index - 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def indexes_in(ranges: str) -> Iterator[int]:
    """Yield the indexes of ranges, ascending.

    Raises:
        ValueError: these are no such ranges, or more than an export may hold.
    """
    before, count = -1, 0
    for part in ranges.split(",") if ranges else ():
        first, _, last = part.partition("-")
        low, high = _number(first), _number(last or first)
        count += high - low + 1
        if low <= before or high < low or count > MOST_ENTRIES:
            raise ValueError(part[:40])
        yield from range(low, high + 1)
        before = high


class Tally:
    """Digests over the lines as they pass by."""

    def __init__(self) -> None:
        self.header = b""
        self._lines = hashlib.sha256()

    def take_header(self, line: bytes) -> bytes:
        """Note the header's line, and return it."""
        self.header = hashlib.sha256(line).digest()
        return line

    def take(self, line: bytes) -> bytes:
        """Note one more entry's line, and return it."""
        self._lines.update(line)
        return line

    @property
    def lines(self) -> bytes:
        """SHA-256 over the lines of all entries so far."""
        return self._lines.digest()


def text_of(value: bytes) -> str:
    """Return bytes as the file writes them."""
    return base64.b64encode(value).decode()


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise ValueError(text[:40])
    return int(text)
