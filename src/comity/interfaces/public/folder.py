"""Putting a whole edition in the place of the one before, so that no reader meets half of each."""

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from comity.kernel.errors import ComityError

# Tells a folder that this software made from one that holds somebody's files.
MARK = ".comity-public-register"
_HERE = -100  # AT_FDCWD: paths are read from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_NOT_SUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


class NotOurFolderError(ComityError):
    """The folder named holds something else; nothing of it was touched."""

    code = "public_folder_not_ours"


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder beside, then let the two change places at once.

    Args:
        folder: where the edition shall be; missing, empty, or made by an earlier call.
        files: the bytes of each file, by its path below the folder.

    Raises:
        NotOurFolderError: the folder holds other files.
    """
    target = folder.resolve()
    if target.exists() and not _is_ours(target):
        raise NotOurFolderError(folder=target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        _write(beside, {**files, MARK: b""})
        if target.exists():
            _exchange(beside, target)
        else:
            beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return (folder / MARK).exists() or not any(folder.iterdir())


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    # A temporary folder is closed to others; what a web server serves must be open to it.
    folder.chmod(0o755)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o644)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change names in one step of the kernel, or in two where it cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    exchange = getattr(libc, "renameat2", None)
    if exchange and not exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        return
    if exchange and ctypes.get_errno() not in _NOT_SUPPORTED:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    aside = one.with_name(f"{one.name}.before")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
