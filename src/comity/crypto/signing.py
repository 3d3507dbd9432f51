"""What a signature must be, for whoever checks one. Holds public keys only.

Every signer signs twice, with Ed25519 and with ML-DSA-44, and both must verify: the first is old
and trusted, the second stands against a quantum computer. Which algorithm is expected follows
from the pinned key; nothing in a message chooses it.

Signature types, as a byte of the key id (see `notes.key_id`):

- `0x01` Ed25519 over the note text. Source: [c2sp-signed-note 1.0 §Ed25519 signatures].
- `0x04` Ed25519 cosignature with its time. Source: [c2sp-tlog-cosignature 1.0.1 §Format].
- `0x06` ML-DSA-44 over a log's head, with the signer's name and a time, which is zero on a log's
  own head. Source: [c2sp-tlog-cosignature 1.1.0-rc.1].
- `0xff` + `comity/ml-dsa-44` ML-DSA-44 over any other note text; the list has no type for it and
  reserves 0xff for such. Source: [c2sp-signed-note 1.0 §Signature types].
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from comity.crypto.errors import (
    KeyMalformedError,
    SignatureMissingError,
    SignatureWrongError,
)
from comity.crypto.hashing import sha256
from comity.crypto.notes import SignatureLine, is_key_name, key_id, parse

ED25519_TEXT: Final = b"\x01"
ED25519_COSIGNATURE: Final = b"\x04"
ML_DSA_44_HEAD: Final = b"\x06"
ML_DSA_44_TEXT: Final = b"\xffcomity/ml-dsa-44"
# The ML-DSA context string parts our own type from 0x06, which has none (FIPS 204 §5.2).
TEXT_CONTEXT: Final = b"comity note text v1"

ED25519_PUBLIC_SIZE = 32
ML_DSA_44_PUBLIC_SIZE = 1312


@dataclass(frozen=True, slots=True)
class HybridVerifier:
    """The public half of a signer: its name and its two pinned keys.

    Attributes:
        name: the name under which it signs, such as `customs.example/ua/sender`.
        ed25519: Ed25519 public key, 32 bytes.
        mldsa44: ML-DSA-44 public key, 1,312 bytes.
    """

    name: str
    ed25519: bytes = field(repr=False)
    mldsa44: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a name or key that no signature could stand under."""
        if not is_key_name(self.name):
            raise KeyMalformedError(what="the key's name")
        if len(self.ed25519) != ED25519_PUBLIC_SIZE:
            raise KeyMalformedError(what="Ed25519 public key")
        if len(self.mldsa44) != ML_DSA_44_PUBLIC_SIZE:
            raise KeyMalformedError(what="ML-DSA-44 public key")

    def digest(self) -> bytes:
        """Return SHA-256 over name and both keys, by which two sides may compare them."""
        return sha256(self.name.encode() + b"\n" + self.ed25519 + self.mldsa44)

    def verify(self, text: bytes, lines: Sequence[SignatureLine]) -> None:
        """Check both signatures over a note's text.

        1. The Ed25519 signature (type 0x01) is over the text.
        2. The ML-DSA-44 signature (our own type) is over the text.

        Raises:
            SignatureMissingError: one of the two is absent or stands there twice.
            SignatureWrongError: one of the two does not verify.
        """
        # 1
        self.check_ed25519(text, self.ed25519_value(lines, kind=ED25519_TEXT))
        # 2
        signature = self.mldsa44_value(lines, kind=ML_DSA_44_TEXT)
        self.check_mldsa44(text, signature, context=TEXT_CONTEXT)

    def open(self, raw: bytes, *, limit: int) -> bytes:
        """Return the text of a signed note after checking both signatures.

        Args:
            raw: the note.
            limit: most bytes it may have.

        Raises:
            SignatureRefusedError: it is no note, too long, or not signed by this key pair.
        """
        note = parse(raw, limit=limit)
        self.verify(note.text, note.signatures)
        return note.text

    def ed25519_value(self, lines: Sequence[SignatureLine], *, kind: bytes) -> bytes:
        """Return what stands on this key's one Ed25519 line of type `kind`."""
        return self._value(lines, "Ed25519", key_id(self.name, kind=kind, public=self.ed25519))

    def mldsa44_value(self, lines: Sequence[SignatureLine], *, kind: bytes) -> bytes:
        """Return what stands on this key's one ML-DSA-44 line of type `kind`."""
        return self._value(lines, "ML-DSA-44", key_id(self.name, kind=kind, public=self.mldsa44))

    def check_ed25519(self, message: bytes, signature: bytes) -> None:
        """Raise SignatureWrongError unless `signature` is this key's over `message`."""
        try:
            _ed25519(self.ed25519).verify(signature, message)
        except InvalidSignature as error:
            raise SignatureWrongError(algorithm="Ed25519", name=self.name) from error

    def check_mldsa44(self, message: bytes, signature: bytes, *, context: bytes = b"") -> None:
        """Raise SignatureWrongError unless `signature` is this key's over `message`."""
        try:
            _mldsa44(self.mldsa44).verify(signature, message, context)
        except InvalidSignature as error:
            raise SignatureWrongError(algorithm="ML-DSA-44", name=self.name) from error

    def _value(self, lines: Sequence[SignatureLine], algorithm: str, identifier: bytes) -> bytes:
        """Return the value of the only line under this name and key id.

        Lines of other keys are passed over, as the specification asks; two lines of the same key
        are refused, so that a note says one thing.
        """
        values = [
            line.value for line in lines if line.name == self.name and line.key_id == identifier
        ]
        if len(values) != 1:
            raise SignatureMissingError(algorithm=algorithm, name=self.name)
        return values[0]


@lru_cache(maxsize=256)
def _ed25519(public: bytes) -> Ed25519PublicKey:
    """Return the key object; reading a key again for each signature would cost a tenth of it."""
    return Ed25519PublicKey.from_public_bytes(public)


@lru_cache(maxsize=256)
def _mldsa44(public: bytes) -> MLDSA44PublicKey:
    """Return the key object."""
    return MLDSA44PublicKey.from_public_bytes(public)
