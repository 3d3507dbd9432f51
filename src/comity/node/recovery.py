"""Recovery keys: what opens backups. They are made here and kept elsewhere."""

import os
import stat
from pathlib import Path

from comity.crypto.age_text import identity_text, read_identity, recipient_text
from comity.crypto.errors import KeyMalformedError
from comity.crypto.keys import SealingKey
from comity.kernel.errors import ComityError

_LIMIT = 16 * 1024
_REMARK = "# recipient: "


class RecoveryKeyRefusedError(ComityError):
    """A recovery key cannot be written there, or is none."""

    code = "recovery_key_refused"


def make_recovery_key(path: Path, *, home: Path) -> str:
    """Write a new recovery key, in the form stock age tools read, and return its recipient.

    Args:
        path: a new file, best on a medium that leaves this machine.
        home: the node's home folder, in which the key must not lie.

    Raises:
        RecoveryKeyRefusedError: inside the home folder, a file stands there, or it cannot be
            written.
    """
    if path.resolve().is_relative_to(home.resolve()):
        raise RecoveryKeyRefusedError(path=path, reason="it would lie in the home it recovers")
    key = SealingKey.generate()
    recipient = recipient_text(key.public())
    text = f"{_REMARK}{recipient}\n{identity_text(key)}\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError as error:
        raise RecoveryKeyRefusedError(path=path, reason="a file stands there already") from error
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise RecoveryKeyRefusedError(path=path, reason=reason) from error
    return recipient


def read_recovery_key(path: Path) -> SealingKey:
    """Return the recovery key in a file that only its owner may read.

    Raises:
        RecoveryKeyRefusedError: with what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                reason = "other users of this machine may read it (chmod 600)"
                raise RecoveryKeyRefusedError(path=path, reason=reason)
            lines = file.read(_LIMIT).decode().splitlines()
    except OSError as error:
        raise RecoveryKeyRefusedError(path=path, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise RecoveryKeyRefusedError(path=path, reason="it is no text") from error
    told = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if len(told) != 1:
        raise RecoveryKeyRefusedError(path=path, reason="one line AGE-SECRET-KEY-PQ-1… is wanted")
    try:
        return read_identity(told[0])
    except KeyMalformedError as error:
        reason = "its line is not a whole AGE-SECRET-KEY-PQ-1…"
        raise RecoveryKeyRefusedError(path=path, reason=reason) from error
