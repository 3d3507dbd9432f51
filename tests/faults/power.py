"""Power loss: what no fsync covers is dropped, or torn, once a node's processes are dead."""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.faults.shims import shim

_ENTRY = struct.Struct("=QQQQQ")
_WRITTEN = 1


class Loss(Enum):
    """What a disk makes of writes that no fsync covers."""

    DROPPED = 0
    """None of them is there."""
    TORN_512 = 512
    """Each may be there, or not, or only some of its sectors of 512 bytes."""
    TORN_4096 = 4096
    """The same with sectors of 4 KiB."""


@dataclass(frozen=True)
class Write:
    """One write, or one cut, of which the disk was never told to make sure."""

    kind: int
    offset: int
    size_before: int
    fresh: bytes
    stale: bytes


@dataclass(frozen=True)
class Power:
    """The power of one node: the folder that is on its disk, and the journals of the shim."""

    root: Path
    journal: Path

    def environment(self) -> dict[str, str]:
        self.journal.mkdir(parents=True, exist_ok=True)
        return {
            "LD_PRELOAD": str(shim("power")),
            "FAULTS_POWER_ROOT": str(self.root),
            "FAULTS_POWER_JOURNAL": str(self.journal),
        }

    def begin_anew(self) -> None:
        """Everything is on the disk."""
        shutil.rmtree(self.journal, ignore_errors=True)
        self.journal.mkdir(parents=True)

    def lose(self, how: Loss, chance: random.Random) -> int:
        """Take from the disk what it was never told to keep; return how many writes that were."""
        files = {path.stat().st_ino: path for path in self.root.rglob("*") if path.is_file()}
        lost = 0
        for journal in sorted(self.journal.iterdir()):
            writes = list(entries(journal.read_bytes()))
            path = files.get(int(journal.name))
            if path is not None and writes:
                path.write_bytes(after_the_loss(path.read_bytes(), writes, how, chance))
                lost += len(writes)
        for path in files.values():
            if path.name.endswith("-shm"):
                path.unlink()
        self.begin_anew()
        return lost


def entries(raw: bytes) -> Iterator[Write]:
    """Read a journal; an entry that a kill cut short is of a write that was never made."""
    at = 0
    while at + _ENTRY.size <= len(raw):
        kind, offset, size_before, fresh, stale = _ENTRY.unpack_from(raw, at)
        begins = at + _ENTRY.size
        at = begins + fresh + stale
        if at > len(raw):
            return
        yield Write(kind, offset, size_before, raw[begins : begins + fresh], raw[at - stale : at])


def after_the_loss(content: bytes, writes: list[Write], how: Loss, chance: random.Random) -> bytes:
    """Return what a file is once the power has gone."""
    kept = bytearray(content)
    for write in reversed(writes):
        _resize(kept, max(len(kept), write.offset + len(write.stale)))
        kept[write.offset : write.offset + len(write.stale)] = write.stale
        _resize(kept, write.size_before)
    if how is Loss.DROPPED:
        return bytes(kept)
    for write in writes:
        if write.kind != _WRITTEN:
            if chance.random() < 0.5:
                _resize(kept, write.offset)
            continue
        _tear(kept, write, sector=how.value, chance=chance)
    return bytes(kept)


def _tear(kept: bytearray, write: Write, *, sector: int, chance: random.Random) -> None:
    fate = chance.choice(("there", "gone", "torn"))
    for at in range(0, len(write.fresh), sector):
        if fate == "gone" or (fate == "torn" and chance.random() < 0.5):
            continue
        piece = write.fresh[at : at + sector]
        begins = write.offset + at
        _resize(kept, max(len(kept), begins + len(piece)))
        kept[begins : begins + len(piece)] = piece


def _resize(kept: bytearray, size: int) -> None:
    if size < len(kept):
        del kept[size:]
    else:
        kept.extend(bytes(size - len(kept)))
