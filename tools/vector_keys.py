"""The two nodes of the published vectors: their keys, from seeds that everybody knows."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

from comity.crypto.errors import SignatureRefusedError
from comity.crypto.hashing import sha256
from comity.crypto.keys import LetterKey, NodeKeys, SealingKey, SigningKey, StorageKey
from comity.crypto.notes import parse
from comity.exchange.refusals import LinkRefusedError, ParcelRefusedError

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def seed(of: str) -> bytes:
    """Return the seed of one key; everybody knows it, for nothing real is ever behind it."""
    return sha256(f"comity test vectors: {of}".encode())


def signing_key(name: str, *, draw: str = "") -> SigningKey:
    """Return a key pair under a name; with `draw` another one under the same name."""
    return SigningKey(name, seed(f"{name}{draw} ed25519"), seed(f"{name}{draw} mldsa44"))


def keys_of(code: str) -> NodeKeys:
    """Return the keys of a node, the same in every run."""
    return NodeKeys(
        sender=signing_key(f"{code}/sender"),
        holder=signing_key(f"{code}/holder"),
        ledger=signing_key(f"{code}/ledger"),
        sealing=SealingKey(seed(f"{code} sealing")),
        storage=StorageKey(seed(f"{code} storage")),
        letters=LetterKey(seed(f"{code} letters")),
    )


def base(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def kept(made: bytes, before: object, verifies: Callable[[bytes], object]) -> str:
    """Return what stands in the file, if it says the same and still verifies; else what is made."""
    if isinstance(before, str):
        try:
            old = base64.b64decode(before)
            if parse(old, limit=len(old)).text == parse(made, limit=len(made)).text:
                verifies(old)
                return before
        except (SignatureRefusedError, LinkRefusedError, ParcelRefusedError, ValueError):
            pass
    return base(made)
