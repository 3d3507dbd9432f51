"""Sealing: age v1 files to one X-Wing recipient (C2SP age, RFC 9180, draft-ietf-hpke-pq)."""

import base64
import hmac
import re
import secrets
from hashlib import sha256, shake_256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.conformance.second.refused import RefusedError

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
KIND = "mlkem768x25519"
INFO = f"age-encryption.org/{KIND}".encode()
FIRST_LINE = b"age-encryption.org/v1\n"
CHUNK, TAG = 64 * 1024, 16
ENCAPSULATED = 1120


def private_of(seed: bytes) -> MLKEM768X25519PrivateKey:
    """draft-ietf-hpke-pq: SHAKE256 of the seed gives the seeds of both halves."""
    both = shake_256(seed).digest(96)
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(both[:64]),
        X25519PrivateKey.from_private_bytes(both[64:]),
    )


def public_of_seed(seed: bytes) -> bytes:
    both = shake_256(seed).digest(96)
    ml = MLKEM768PrivateKey.from_seed_bytes(both[:64]).public_key().public_bytes_raw()
    x = X25519PrivateKey.from_private_bytes(both[64:]).public_key().public_bytes_raw()
    return ml + x


def public_of(raw: bytes) -> MLKEM768X25519PublicKey:
    """The ML-KEM-768 key of 1,184 bytes, then the X25519 key of 32."""
    if len(raw) != 1216:
        raise ValueError("a sealing key has 1,216 bytes")
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:1184]),
        X25519PublicKey.from_public_bytes(raw[1184:]),
    )


def derived(file_key: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(file_key)


def seal(content: bytes, recipient: bytes) -> bytes:
    file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(16)
    wrapped = SUITE.encrypt(file_key, public_of(recipient), INFO)
    encapsulated, body = wrapped[:ENCAPSULATED], wrapped[ENCAPSULATED:]
    header = FIRST_LINE + f"-> {KIND} {raw64(encapsulated)}\n{raw64(body)}\n---".encode()
    mac = hmac.digest(derived(file_key, salt=b"", info=b"header"), header, "sha256")
    aead = ChaCha20Poly1305(derived(file_key, salt=nonce, info=b"payload"))
    chunks = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)] or [b""]
    sealed = [
        aead.encrypt(chunk_nonce(number, is_last=number == len(chunks) - 1), chunk, None)
        for number, chunk in enumerate(chunks)
    ]
    return header + f" {raw64(mac)}\n".encode() + nonce + b"".join(sealed)


def unseal(raw: bytes, seed: bytes, *, limit: int | None = None) -> bytes:
    """Open an age file; the codes are those of exchange.md §8."""
    header, mac, payload = _parted(raw)
    file_key = _file_key(header, seed)
    own = hmac.digest(derived(file_key, salt=b"", info=b"header"), header, "sha256")
    if not hmac.compare_digest(own, mac):
        raise RefusedError("seal_header_altered")
    if len(payload) < 16 + TAG:
        raise RefusedError("seal_payload_truncated")
    if limit is not None and len(payload) > 16 + limit + (limit // CHUNK + 1) * TAG:
        raise RefusedError("seal_too_large", limit=limit)
    aead = ChaCha20Poly1305(derived(file_key, salt=payload[:16], info=b"payload"))
    chunks = [payload[at : at + CHUNK + TAG] for at in range(16, len(payload), CHUNK + TAG)]
    opened = []
    for number, chunk in enumerate(chunks):
        opened.append(_opened_chunk(aead, number, chunk, is_last=number == len(chunks) - 1))
    if len(chunks) > 1 and not opened[-1]:
        raise RefusedError("seal_payload_altered")
    return b"".join(opened)


def _opened_chunk(aead: ChaCha20Poly1305, number: int, chunk: bytes, *, is_last: bool) -> bytes:
    if len(chunk) < TAG:
        raise RefusedError("seal_payload_truncated")
    try:
        return aead.decrypt(chunk_nonce(number, is_last=is_last), chunk, None)
    except InvalidTag:
        pass
    try:
        if is_last:
            aead.decrypt(chunk_nonce(number, is_last=False), chunk, None)
            raise RefusedError("seal_payload_truncated")
    except InvalidTag:
        pass
    raise RefusedError("seal_payload_altered")


def _parted(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """The header up to `---`, its MAC, and the payload."""
    found = re.match(
        rb"(age-encryption\.org/v1\n(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*"
        rb"[A-Za-z0-9+/]{0,63}\n)+---) ([A-Za-z0-9+/]{43})\n",
        raw,
    )
    mac = None if found is None else unraw64(found[2].decode())
    if found is None or mac is None:
        raise RefusedError("seal_header_malformed")
    return found[1], mac, raw[found.end() :]


def header_length(raw: bytes) -> int:
    """How many bytes of an age file stand before its payload."""
    return len(raw) - len(_parted(raw)[2])


def _file_key(header: bytes, seed: bytes) -> bytes:
    stanza = re.compile(r"-> (.+)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63})\n")
    for arguments, body in stanza.findall(header.decode()):
        kind, *more = arguments.split(" ")
        if kind != KIND:
            continue
        encapsulated = unraw64(more[0]) if len(more) == 1 else None
        wrapped = unraw64(body.replace("\n", ""))
        if encapsulated is None or len(encapsulated) != ENCAPSULATED:
            raise RefusedError("seal_header_malformed")
        if wrapped is None or len(wrapped) != 32:
            raise RefusedError("seal_header_malformed")
        try:
            return SUITE.decrypt(encapsulated + wrapped, private_of(seed), INFO)
        except InvalidTag:
            continue
    raise RefusedError("seal_not_for_this_key")


def chunk_nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def raw64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def unraw64(text: str) -> bytes | None:
    """Base64 without padding that is written in the one right way, else None."""
    if len(text) % 4 == 1:
        return None
    value = base64.b64decode(text + "=" * (-len(text) % 4))
    return value if raw64(value) == text else None


def digest_of(salt: bytes, body: bytes) -> str:
    """exchange.md §5: SHA-256(salt ‖ body)."""
    return sha256(salt + body).hexdigest()
