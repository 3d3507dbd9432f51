"""SHA-256 digests, plain and salted."""

import hashlib

DIGEST_SIZE = 32
SALT_SIZE = 16


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 digest of `data`, 32 bytes."""
    return hashlib.sha256(data).digest()


def salted_digest(salt: bytes, body: bytes) -> bytes:
    """Return SHA-256(salt ‖ body), the name under which a body may stand in a log for ever.

    Salt and body are destroyed together when retention ends; the digest that stays then names
    nothing anybody could find again by guessing bodies.

    Args:
        salt: 16 random bytes, one salt per body; a fixed size keeps salt and body apart.
        body: the bytes named.

    Returns:
        32 bytes.

    Raises:
        ValueError: the salt is not 16 bytes, which is an error in the caller.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return hashlib.sha256(salt + body).digest()
