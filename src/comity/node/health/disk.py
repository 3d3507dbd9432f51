"""Whether this node can write: room on its disks, and whether they take anything at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from comity.exchange.ladder.rungs import Rung
from comity.interfaces.storage import DISK_FULL, DISK_READ_ONLY, trouble_at, trouble_of
from comity.kernel.checks import Check, Side, Tone
from comity.node.home import Home
from comity.node.watching_settings import HealthSettings

_MB = 1024 * 1024
_TRIED = b"\x00" * 4096


def check_disk(home: Home, told: HealthSettings) -> Check:
    """Return whether every place of the home takes what the node writes.

    A small file is written, synced and removed: neither a quota nor a read-only mount shows in
    the figures of the disk.
    """
    found = [_check_place(place, told) for place in _places(home)]
    order = (Tone.STOP, Tone.WATCH, Tone.GOOD)
    return min(found, key=lambda check: order.index(check.tone))


def is_writable(folder: Path, told: HealthSettings) -> bool:
    """Tell at a glance, without writing, whether a folder's disk would take something."""
    return not trouble_at(folder, least_mb=told.disk_full_mb)


def free_mb(place: Path) -> int:
    """Return the free room of a place in MB, as far as this process may use it."""
    return shutil.disk_usage(place).free // _MB


def _check_place(place: Path, told: HealthSettings) -> Check:
    code = _refusal_of(place)
    free = free_mb(place)
    facts = (
        ("place", str(place)),
        ("free", str(free)),
        ("limit", str(told.disk_full_mb)),
        ("low", str(told.disk_low_mb)),
    )
    if code == DISK_READ_ONLY:
        return Check(Rung.DISK.value, Tone.STOP, "health_disk_read_only", facts, Side.HERE)
    if code == DISK_FULL or free < told.disk_full_mb:
        return Check(Rung.DISK.value, Tone.STOP, "health_disk_full", facts, Side.HERE)
    if free < told.disk_low_mb:
        return Check(Rung.DISK.value, Tone.WATCH, "health_disk_low", facts, Side.HERE)
    return Check(Rung.DISK.value, Tone.GOOD, "health_disk_good", facts)


def _refusal_of(place: Path) -> str:
    """Try to write, and return the code of why it is refused; empty when it is not."""
    tried = place / f".tried-{secrets.token_hex(8)}"
    try:
        descriptor = os.open(tried, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, _TRIED)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
            tried.unlink()
    except OSError as error:
        return trouble_of(error) or DISK_READ_ONLY
    return ""


def _places(home: Home) -> Iterator[Path]:
    """Yield the home and whatever of it lies on a disk of its own."""
    seen: set[int] = set()
    for place in (home.folder, home.blobs, home.folder / "tmp"):
        if place.is_dir() and place.stat().st_dev not in seen:
            seen.add(place.stat().st_dev)
            yield place
