"""Where a file waits between a form and the vault: on disk, but never in the clear.

A browser sends a file in the middle of a form, so it cannot be sealed while it is read. It waits in
a file without a name, encrypted under a key that lives in memory only: a killed process leaves
neither a file nor anything that could be read.
"""

import os
import tempfile
from pathlib import Path
from types import TracebackType

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes


class EncryptedSpool:
    """Bytes written once, then read once from the start.

    AES-256 in counter mode with a fresh random key: it keeps the bytes secret. Whether they are
    whole is checked by whoever takes them in, by digest.

    Args:
        folder: where the nameless file lies.
        keep: bytes beyond this many are counted and dropped; the reader refuses for size.
    """

    def __init__(self, folder: Path | None, *, keep: int) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  closed by close()
        self._cipher = Cipher(algorithms.AES256(os.urandom(32)), modes.CTR(os.urandom(16)))
        self._writing: CipherContext = self._cipher.encryptor()
        self._reading: CipherContext | None = None
        self._room = keep
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        kept = data[: self._room]
        self._room -= len(kept)
        self.size += len(kept)
        self._file.write(self._writing.update(kept))

    def rewind(self) -> None:
        """End writing and go back to the start for reading."""
        self._file.seek(0)
        self._reading = self._cipher.decryptor()

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes in the clear, or all that is left; empty at the end."""
        if self._reading is None:
            self.rewind()
        assert self._reading is not None
        return self._reading.update(self._file.read(size))

    def close(self) -> None:
        """Drop the bytes."""
        self._file.close()

    def __enter__(self) -> "EncryptedSpool":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()
