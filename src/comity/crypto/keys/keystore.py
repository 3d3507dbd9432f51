"""The file a node's private keys are kept in, encrypted under a passphrase.

The passphrase is stretched with Argon2id (RFC 9106); the keys are sealed with ChaCha20-Poly1305
under what comes out, with the file's own head as associated data, so that no parameter can be
changed unseen. No other file helps to open it.
"""

import base64
import json
import os
import secrets
import stat
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from comity.crypto.canonical import canonical_json
from comity.crypto.errors import (
    KeystoreExposedError,
    KeystoreLockedError,
    KeystoreMalformedError,
    KeystoreMissingError,
    NotCanonicalError,
)
from comity.crypto.keys.letter import LetterKey
from comity.crypto.keys.private import NodeKeys, SealingKey, SigningKey, StorageKey

FORMAT: Final = "comity-keystore-1"
_LIMIT = 64 * 1024
_SALT_SIZE = 16
_NONCE_SIZE = 12
# Its lanes are threads of one pool of the process: two at once wait for each other for ever.
_one_derivation = threading.Lock()


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess of the passphrase is.

    Attributes:
        iterations: passes over the memory.
        lanes: parallel lanes.
        memory_kib: memory in KiB.
    """

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024

    def is_bearable(self) -> bool:
        """Return whether a file may ask this much: a changed file must not stop the machine."""
        return (
            1 <= self.iterations <= 64
            and 1 <= self.lanes <= 64
            and 8 * self.lanes <= self.memory_kib <= 1024 * 1024
        )


# RFC 9106 §4, second recommended option.
RECOMMENDED: Final = Cost()


def save_keystore(path: Path, keys: NodeKeys, passphrase: str, *, cost: Cost = RECOMMENDED) -> None:
    """Write the keys to `path`, readable by its owner only, whole or not at all.

    Args:
        path: where; a keystore that stands there is replaced.
        keys: what is kept.
        passphrase: what will open it.
        cost: how dear a guess is; the default is RFC 9106's second recommendation.
    """
    salt, nonce = secrets.token_bytes(_SALT_SIZE), secrets.token_bytes(_NONCE_SIZE)
    head = {
        "format": FORMAT,
        "kdf": {"name": "argon2id", **asdict(cost)},
        "salt": salt.hex(),
        "nonce": nonce.hex(),
    }
    cipher = _cipher(passphrase, salt=salt, cost=cost)
    sealed = cipher.encrypt(nonce, write_keys(keys), canonical_json(head))
    content = {**head, "sealed": base64.b64encode(sealed).decode()}
    _write_whole(path, json.dumps(content, indent=1).encode() + b"\n")


def open_keystore(path: Path, passphrase: str) -> NodeKeys:
    """Return the keys kept at `path`.

    1. The file exists, and nobody but its owner may read it.
    2. It is a keystore of a known version, asking for a bearable cost.
    3. The passphrase opens it, and its head is unchanged.

    Raises:
        KeystoreMissingError: there is no file.
        KeystoreExposedError: group or others may read or write it.
        KeystoreMalformedError: it is no keystore of a known version.
        KeystoreLockedError: the passphrase is wrong, or the file was changed.
    """
    # 1
    raw = _read_private(path)
    # 2
    try:
        kept = _parsed(raw)
        cipher = _cipher(passphrase, salt=kept.salt, cost=kept.cost)
    except (ValueError, TypeError, KeyError, AttributeError, NotCanonicalError) as error:
        raise KeystoreMalformedError(path=path, part="a field is missing or wrong") from error
    # 3
    try:
        return read_keys(cipher.decrypt(kept.nonce, kept.sealed, kept.head))
    except InvalidTag as error:
        raise KeystoreLockedError(path=path) from error


@dataclass(frozen=True, slots=True)
class _File:
    """What stands in the file; `head` is everything but the sealed keys, as it was sealed with."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    head: bytes


def _parsed(raw: bytes) -> _File:
    """Return the fields of the file; whatever is wrong with them raises."""
    content = json.loads(raw)
    sealed = base64.b64decode(content.pop("sealed"), validate=True)
    kdf = dict(content["kdf"])
    name, cost = kdf.pop("name"), Cost(**kdf)
    nonce = bytes.fromhex(content["nonce"])
    known = content["format"] == FORMAT and name == "argon2id" and len(nonce) == _NONCE_SIZE
    if not known or not cost.is_bearable():
        raise ValueError("another version, or a cost no machine should bear")
    head = canonical_json(content)
    return _File(cost, bytes.fromhex(content["salt"]), nonce, sealed, head)


def _cipher(passphrase: str, *, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    """Return the cipher under the stretched passphrase."""
    argon2id = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    with _one_derivation:
        return ChaCha20Poly1305(argon2id.derive(passphrase.encode()))


def write_keys(keys: NodeKeys) -> bytes:
    """Return the seeds of all keys as JSON."""

    def signing(key: SigningKey) -> dict[str, str]:
        seeds = {
            "name": key.name,
            "ed25519": key.ed25519_seed.hex(),
            "mldsa44": key.mldsa44_seed.hex(),
        }
        in_token = {"ed25519_public": key.ed25519_public.hex()} if key.is_in_token else {}
        return {**seeds, **in_token}

    return canonical_json(
        {
            "sender": signing(keys.sender),
            "holder": signing(keys.holder),
            "ledger": signing(keys.ledger),
            "sealing": keys.sealing.seed.hex(),
            "storage": keys.storage.secret.hex(),
            "letters": keys.letters.seed.hex(),
            "later": [signing(key) for key in keys.later],
            "later_sealing": [key.seed.hex() for key in keys.later_sealing],
            "recovery": [[name, public.hex()] for name, public in keys.recovery],
        }
    )


def read_keys(written: bytes) -> NodeKeys:
    """Return the keys from their seeds; these bytes are authenticated, so they are as written."""
    kept = json.loads(written)

    def signing(seeds: dict[str, str]) -> SigningKey:
        return SigningKey(
            seeds["name"],
            bytes.fromhex(seeds["ed25519"]),
            bytes.fromhex(seeds["mldsa44"]),
            bytes.fromhex(seeds.get("ed25519_public", "")),
        )

    storage = StorageKey(bytes.fromhex(kept["storage"]))
    # Keystores are older than letters.
    seed = kept.get("letters")
    letters = LetterKey(bytes.fromhex(seed)) if seed else LetterKey.beside(storage.secret)
    return NodeKeys(
        sender=signing(kept["sender"]),
        holder=signing(kept["holder"]),
        ledger=signing(kept["ledger"]),
        sealing=SealingKey(bytes.fromhex(kept["sealing"])),
        storage=storage,
        letters=letters,
        later=tuple(signing(seeds) for seeds in kept.get("later", ())),
        later_sealing=tuple(SealingKey(bytes.fromhex(s)) for s in kept.get("later_sealing", ())),
        recovery=tuple((name, bytes.fromhex(p)) for name, p in kept.get("recovery", ())),
    )


def _read_private(path: Path) -> bytes:
    """Return the file's bytes when only its owner may read or write it."""
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise KeystoreExposedError(path=path)
            raw = file.read(_LIMIT + 1)
    except FileNotFoundError as error:
        raise KeystoreMissingError(path=path) from error
    if len(raw) > _LIMIT:
        raise KeystoreMalformedError(path=path, part="the size")
    return raw


def _write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that after a crash either the old file or the new one stands there."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # The new name itself is durable only when the folder is.
        os.fsync(folder)
    finally:
        os.close(folder)
