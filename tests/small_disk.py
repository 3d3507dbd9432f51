"""A disk of a few megabytes, filled to the last byte or mounted to be read only.

Mounting needs root, or a namespace in which one is: `unshare --user --map-root-user --mount`.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_CLOSED_WITHIN = 20.0
_BUSY = 32  # what `mount` says of a disk on which a file is still open for writing


@dataclass(frozen=True)
class SmallDisk:
    """A disk that can be filled, emptied and shut."""

    folder: Path

    def fill(self) -> None:
        """Leave not one byte free."""
        with (self.folder / "ballast").open("ab", buffering=0) as out:
            for size in (65536, 4096, 1):
                with suppress(OSError):
                    while True:
                        out.write(b"\x00" * size)

    def empty(self) -> None:
        """Take away what fills it."""
        (self.folder / "ballast").unlink()

    def shut(self) -> None:
        """Let it be read only, once the files of whoever has just ended are closed."""
        ends = time.monotonic() + _CLOSED_WITHIN
        while True:
            try:
                return _run("mount", "-o", "remount,ro", str(self.folder))
            except subprocess.CalledProcessError as refused:
                if refused.returncode != _BUSY or time.monotonic() > ends:
                    raise
            time.sleep(0.05)

    def open(self) -> None:
        """Let it be written again."""
        _run("mount", "-o", "remount,rw", str(self.folder))


@contextmanager
def small_disk(folder: Path, *, kilobytes: int = 2048) -> Iterator[SmallDisk]:
    """Mount a small disk at a folder, for as long as the test needs it."""
    if os.geteuid():
        raise PermissionError(
            "mounts a disk: run it below `unshare --user --map-root-user --mount`"
        )
    folder.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "comity-test", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "-l", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
