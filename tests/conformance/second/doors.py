"""What a door waits for, and how much it reads: exchange.md §8."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.conformance.second.notes import LONGEST_HEAD
from tests.conformance.second.parcels import parted
from tests.conformance.second.refused import RefusedError

HEAD_SECONDS, SILENT_SECONDS, PARCEL_SECONDS = 10, 15, 1200
LONGEST_REST = 4 * 1024 * 1024 + 128 * 1024


def too_slow(seconds: int) -> RefusedError:
    return RefusedError("parcel_too_slow", seconds=seconds)


@dataclass
class Door:
    """Hears one caller, whose pieces come so many seconds after one another.

    Attributes:
        pieces: seconds after the one before, and bytes.
        ends: whether the caller ends, or is silent for ever.
        heard: how many bytes were read.
    """

    pieces: Iterator[tuple[int, bytes]]
    ends: bool
    heard: int = 0

    def hear(self, recognise: Callable[[bytes], object], take: Callable[[bytes], bytes]) -> bytes:
        """Answer with a receipt, or raise; nothing is read beyond a head that is nobody's."""
        raw = self._head()
        head, _ = parted(raw)
        recognise(head)
        return take(raw + self._rest(len(raw) - len(head) - 1))

    def _head(self) -> bytes:
        raw, took = b"", 0
        for after, data in self.pieces:
            took += after
            if took > HEAD_SECONDS:
                raise too_slow(HEAD_SECONDS)
            self.heard += len(data)
            raw += data
            if _ends_in(raw) or len(raw) >= LONGEST_HEAD:
                return raw
        if self.ends:
            return raw
        raise too_slow(HEAD_SECONDS)

    def _rest(self, read: int) -> bytes:
        rest, took = b"", 0
        for after, data in self.pieces:
            took += after
            if after > SILENT_SECONDS or took > PARCEL_SECONDS:
                raise too_slow(SILENT_SECONDS if after > SILENT_SECONDS else PARCEL_SECONDS)
            self.heard += len(data)
            rest += data
            if read + len(rest) > LONGEST_REST:
                raise RefusedError("parcel_too_large", limit=LONGEST_REST)
        if not self.ends:
            raise too_slow(SILENT_SECONDS)
        return rest


def _ends_in(raw: bytes) -> bool:
    text = raw.find(b"\n\n")
    return text >= 0 and raw.find(b"\n\n", text + 2) >= 0
