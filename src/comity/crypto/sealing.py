"""Sealing to a public key: HPKE with X-Wing, the hybrid of ML-KEM-768 and X25519.

Source: RFC 9180 §6.1 (base mode), [draft-connolly-cfrg-xwing-kem]. A thief of today's traffic
with tomorrow's quantum computer must break both halves.
"""

from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PublicKey, Suite

from comity.crypto.errors import KeyMalformedError

SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

ML_KEM_768_PUBLIC_SIZE = 1184
PUBLIC_SIZE = ML_KEM_768_PUBLIC_SIZE + 32
ENCAPSULATED_SIZE = 1120


def check_sealing_public(public: bytes) -> None:
    """Raise KeyMalformedError unless `public` is an X-Wing public key of 1,216 bytes."""
    _public_key(public)


def seal_to(public: bytes, secret: bytes, *, info: bytes) -> tuple[bytes, bytes]:
    """Seal a short secret to a public key.

    Args:
        public: X-Wing public key: ML-KEM-768 then X25519, 1,216 bytes.
        secret: what is sealed.
        info: what it is for; opening needs the same.

    Returns:
        The encapsulated key, 1,120 bytes, and the sealed secret, 16 bytes longer than `secret`.

    Raises:
        KeyMalformedError: `public` is no such key.
    """
    sealed = SUITE.encrypt(secret, _public_key(public), info)
    return sealed[:ENCAPSULATED_SIZE], sealed[ENCAPSULATED_SIZE:]


@lru_cache(maxsize=256)
def _public_key(public: bytes) -> MLKEM768X25519PublicKey:
    """Return the key object of an X-Wing public key."""
    if len(public) != PUBLIC_SIZE:
        raise KeyMalformedError(what="X-Wing public key")
    try:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:ML_KEM_768_PUBLIC_SIZE]),
            X25519PublicKey.from_public_bytes(public[ML_KEM_768_PUBLIC_SIZE:]),
        )
    except ValueError as error:
        raise KeyMalformedError(what="X-Wing public key") from error
