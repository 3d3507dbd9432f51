"""Where the keystore's passphrase comes from when a process starts, and how doors are handed it.

In this order: a file descriptor named by `COMITY_KEYSTORE_FD`, a systemd credential, the variable
`COMITY_KEYSTORE_PASSPHRASE`, and an operator at a terminal. A file that lies beside the keystore
is none of them: whoever takes the disk would take both.
"""

import getpass
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from comity.crypto.errors import KeystoreError

DESCRIPTOR = "COMITY_KEYSTORE_FD"
VARIABLE = "COMITY_KEYSTORE_PASSPHRASE"
CREDENTIALS = "CREDENTIALS_DIRECTORY"
CREDENTIAL = "comity-keystore"
_LIMIT = 4096


class PassphraseMissingError(KeystoreError):
    """Nobody gave the passphrase, and there is no terminal to ask at."""

    code = "passphrase_missing"


class PassphraseRefusedError(KeystoreError):
    """A passphrase was offered in a way or form that is not taken."""

    code = "passphrase_refused"


def keystore_passphrase(home: Path, *, environment: Mapping[str, str] = os.environ) -> str:
    """Return the passphrase from the first of its ways that is there.

    Args:
        home: the node's home folder, in which no passphrase may lie.
        environment: the process's variables.

    Raises:
        PassphraseMissingError: no way is there.
        PassphraseRefusedError: what is there is a file of the home, empty, or no text.
    """
    if DESCRIPTOR in environment:
        return _of_descriptor(environment[DESCRIPTOR])
    told = credential(CREDENTIAL, home, environment=environment)
    if told is not None:
        return told
    if VARIABLE in environment:
        return environment[VARIABLE]
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("Passphrase of the keystore: ")
    raise PassphraseMissingError()


def credential(name: str, home: Path, *, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return what the machine gives this process under a name; None when it gives nothing.

    Args:
        name: of the credential.
        home: the node's home folder, in which no secret may lie.
        environment: the process's variables.

    Raises:
        PassphraseRefusedError: what is there is a file of the home, empty, or no text.
    """
    if CREDENTIALS not in environment:
        return None
    return _of_credential(Path(environment[CREDENTIALS]) / name, home)


@contextmanager
def handed_on(passphrase: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Lend the passphrase to child processes without their environment holding it.

    It lies in a file of memory that has no name and no place on a disk.

    Yields:
        The descriptor they must inherit, and the variables they are started with.
    """
    descriptor = os.memfd_create("comity-passphrase")
    try:
        os.write(descriptor, passphrase.encode())
        kept = {name: value for name, value in os.environ.items() if name != VARIABLE}
        yield descriptor, {**kept, DESCRIPTOR: str(descriptor)}
    finally:
        os.close(descriptor)


def _of_descriptor(named: str) -> str:
    if not named.isdecimal():
        raise PassphraseRefusedError(reason=f"{DESCRIPTOR} is not the number of a descriptor")
    descriptor = int(named)
    try:
        kind = os.fstat(descriptor)
        # A file without a name is memory that the parent process lent.
        if stat.S_ISREG(kind.st_mode) and kind.st_nlink:
            raise PassphraseRefusedError(reason=f"descriptor {named} is a file on a disk")
        raw = _lent(descriptor) if stat.S_ISREG(kind.st_mode) else _piped(descriptor)
    except OSError as error:
        told = os.strerror(error.errno or 0)
        raise PassphraseRefusedError(reason=f"descriptor {named}: {told}") from error
    return _text(raw, f"descriptor {named}")


def _lent(descriptor: int) -> bytes:
    # Read without moving: several processes share this descriptor's place.
    return os.pread(descriptor, _LIMIT + 1, 0)


def _piped(descriptor: int) -> bytes:
    raw = bytearray()
    while len(raw) <= _LIMIT and (piece := os.read(descriptor, _LIMIT)):
        raw += piece
    return bytes(raw)


def _of_credential(found: Path, home: Path) -> str | None:
    """Return what a credential says; None when there is none of the name."""
    try:
        if not found.exists():
            return None
        if found.resolve().is_relative_to(home.resolve()):
            raise PassphraseRefusedError(reason=f"{found} lies beside the keystore it opens")
        with found.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except OSError as error:
        reason = f"{found}: {os.strerror(error.errno or 0)}"
        raise PassphraseRefusedError(reason=reason) from error
    return _text(raw, str(found))


def _text(raw: bytes, place: str) -> str:
    try:
        told = raw.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        told = ""
    if not told or len(raw) > _LIMIT or "\n" in told:
        raise PassphraseRefusedError(reason=f"{place}: one line of text is wanted")
    return told
