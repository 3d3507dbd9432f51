"""The private keys of a node. Each is made from 32-byte seeds, which are all that is stored."""

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from comity.crypto.errors import (
    KeyMalformedError,
    KeyNotKeptError,
    NoteMalformedError,
    NotForThisKeyError,
    WrapAlteredError,
)
from comity.crypto.keys.in_token import HalfInToken
from comity.crypto.keys.letter import LetterKey
from comity.crypto.notes import Note, SignatureLine, is_key_name, is_note_text, key_id
from comity.crypto.sealing import SUITE
from comity.crypto.signing import ED25519_TEXT, ML_DSA_44_TEXT, TEXT_CONTEXT, HybridVerifier

SEED_SIZE = 32
_NONCE_SIZE = 12


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 and an ML-DSA-44 key that always sign together.

    Attributes:
        name: the name under which it signs; a log's origin begins with it by custom.
        ed25519_seed: RFC 8032 private key, 32 bytes; empty where that half lies in a token.
        mldsa44_seed: FIPS 204 seed, 32 bytes.
        ed25519_public: of a half that lies in a token, under the key's name; empty otherwise.
    """

    name: str
    ed25519_seed: bytes = field(repr=False)
    mldsa44_seed: bytes = field(repr=False)
    ed25519_public: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        """Refuse a name or seed that no key could have."""
        if not is_key_name(self.name):
            raise KeyMalformedError(what="the key's name")
        # Exactly one of the two: whatever is of another length, together or alone, is neither.
        _require_seed(self.ed25519_seed + self.ed25519_public, "Ed25519 private key")
        _require_seed(self.mldsa44_seed, "ML-DSA-44 private key")

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Return a new pair of keys under `name`."""
        return cls(name, secrets.token_bytes(SEED_SIZE), secrets.token_bytes(SEED_SIZE))

    @classmethod
    def beside_token(cls, name: str, public: bytes) -> "SigningKey":
        """Return a new key whose Ed25519 half lies in a token under `name`."""
        return cls(name, b"", secrets.token_bytes(SEED_SIZE), public)

    @property
    def is_in_token(self) -> bool:
        """Whether its Ed25519 half lies in a token."""
        return bool(self.ed25519_public)

    def public(self) -> HybridVerifier:
        """Return the public half, which partners pin."""
        return self._public

    def sign(self, text: bytes) -> tuple[SignatureLine, SignatureLine]:
        """Return both signature lines over a note's text.

        Raises:
            NoteMalformedError: the text could not be read back from a note.
        """
        if not is_note_text(text):
            raise NoteMalformedError(part="the text")
        return (
            self.ed25519_line(text, kind=ED25519_TEXT),
            self.mldsa44_line(text, kind=ML_DSA_44_TEXT, context=TEXT_CONTEXT),
        )

    def sign_note(self, text: bytes) -> bytes:
        """Return the text as a signed note; `HybridVerifier.open` takes it apart again."""
        return Note(text, self.sign(text)).to_bytes()

    def ed25519_line(self, message: bytes, *, kind: bytes, stamp: bytes = b"") -> SignatureLine:
        """Return the signature line of the Ed25519 half over `message`.

        Args:
            message: what is signed.
            kind: the signature type, for the key id.
            stamp: what stands before the signature on the line, for types with a time.
        """
        identifier = key_id(self.name, kind=kind, public=self._public.ed25519)
        return SignatureLine(self.name, identifier, stamp + self._ed25519.sign(message))

    def mldsa44_line(
        self, message: bytes, *, kind: bytes, stamp: bytes = b"", context: bytes = b""
    ) -> SignatureLine:
        """Return the signature line of the ML-DSA-44 half over `message`.

        Args:
            message: what is signed.
            kind: the signature type, for the key id.
            stamp: what stands before the signature on the line, for types with a time.
            context: FIPS 204 context string; empty for the C2SP types.
        """
        identifier = key_id(self.name, kind=kind, public=self._public.mldsa44)
        return SignatureLine(self.name, identifier, stamp + self._mldsa44.sign(message, context))

    @cached_property
    def _ed25519(self) -> Ed25519PrivateKey | HalfInToken:
        if self.ed25519_public:
            return HalfInToken(self.name, self.ed25519_public)
        return Ed25519PrivateKey.from_private_bytes(self.ed25519_seed)

    @cached_property
    def _mldsa44(self) -> MLDSA44PrivateKey:
        return MLDSA44PrivateKey.from_seed_bytes(self.mldsa44_seed)

    @cached_property
    def _public(self) -> HybridVerifier:
        return HybridVerifier(
            self.name,
            ed25519=self.ed25519_public or _public_of(self.ed25519_seed),
            mldsa44=self._mldsa44.public_key().public_bytes_raw(),
        )


@dataclass(frozen=True)
class SealingKey:
    """An X-Wing private key: what is sealed to its public half, it opens.

    Attributes:
        seed: 32 bytes, from which both halves are derived as the X-Wing draft says; the same
            32 bytes are an age identity (`AGE-SECRET-KEY-PQ-1…`).
    """

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a seed of another size."""
        _require_seed(self.seed, "X-Wing private key")

    @classmethod
    def generate(cls) -> "SealingKey":
        """Return a new key."""
        return cls(secrets.token_bytes(SEED_SIZE))

    def public(self) -> bytes:
        """Return the public key: ML-KEM-768 then X25519, 1,216 bytes."""
        mlkem, x25519 = self._halves
        return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    def open(self, encapsulated: bytes, sealed: bytes, *, info: bytes) -> bytes:
        """Return the secret that `sealing.seal_to` sealed.

        Raises:
            NotForThisKeyError: it is sealed to another key, was changed, or is for something else.
        """
        try:
            return SUITE.decrypt(encapsulated + sealed, self._key, info)
        except (InvalidTag, ValueError) as error:
            raise NotForThisKeyError() from error

    @cached_property
    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        expanded = hashlib.shake_256(self.seed).digest(96)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            X25519PrivateKey.from_private_bytes(expanded[64:]),
        )

    @cached_property
    def _key(self) -> MLKEM768X25519PrivateKey:
        return MLKEM768X25519PrivateKey(*self._halves)


@dataclass(frozen=True)
class StorageKey:
    """The key under which file keys are kept at rest, so that a stolen disk opens nothing.

    Attributes:
        secret: ChaCha20-Poly1305 key, 32 bytes.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another size."""
        _require_seed(self.secret, "storage key")

    @classmethod
    def generate(cls) -> "StorageKey":
        """Return a new key."""
        return cls(secrets.token_bytes(SEED_SIZE))

    def wrap(self, file_key: bytes, *, purpose: str) -> bytes:
        """Return `file_key` wrapped for keeping.

        Args:
            file_key: what is wrapped.
            purpose: what the key opens, such as an exhibit's id; unwrapping needs the same, so
                that rows cannot be swapped in the database.
        """
        nonce = secrets.token_bytes(_NONCE_SIZE)
        return nonce + self._aead.encrypt(nonce, file_key, purpose.encode())

    def unwrap(self, wrapped: bytes, *, purpose: str) -> bytes:
        """Return the file key that was wrapped for `purpose`.

        Raises:
            WrapAlteredError: it was changed, or wrapped for another purpose or by another node.
        """
        nonce, sealed = wrapped[:_NONCE_SIZE], wrapped[_NONCE_SIZE:]
        try:
            return self._aead.decrypt(nonce, sealed, purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise WrapAlteredError() from error

    @cached_property
    def _aead(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(self.secret)


@dataclass(frozen=True)
class NodeKeys:
    """All private keys of one node.

    Attributes:
        sender: signs the heads of the channels this node sends on.
        holder: states what this node durably holds of its partners' channels.
        ledger: signs the heads of this node's own record.
        sealing: opens what partners seal to this node.
        storage: wraps the file keys of what this node keeps.
        letters: seals the letters of this administration.
        later: sender and holder keys of later generations, in the order of their making.
        later_sealing: sealing keys of later generations, in the order of their making.
        recovery: name and X-Wing public key of each officer, any two of whom can recover these
            keys. They stand here because whoever could change them would be given the keys.
    """

    sender: SigningKey
    holder: SigningKey
    ledger: SigningKey
    sealing: SealingKey
    storage: StorageKey
    letters: LetterKey
    later: tuple[SigningKey, ...] = ()
    later_sealing: tuple[SealingKey, ...] = ()
    recovery: tuple[tuple[str, bytes], ...] = ()

    @classmethod
    def generate(cls, node_name: str) -> "NodeKeys":
        """Return new keys for the node of that name, such as `ua`."""
        return cls(
            sender=SigningKey.generate(f"{node_name}/sender"),
            holder=SigningKey.generate(f"{node_name}/holder"),
            ledger=SigningKey.generate(f"{node_name}/ledger"),
            sealing=SealingKey.generate(),
            storage=StorageKey.generate(),
            letters=LetterKey(secrets.token_bytes(SEED_SIZE)),
        )

    def signing(self) -> tuple[SigningKey, ...]:
        """Return every sender and holder key kept, oldest first."""
        return (self.sender, self.holder, *self.later)

    def opening(self) -> tuple[SealingKey, ...]:
        """Return every sealing key kept, newest first: what comes now is mostly sealed to that."""
        return (*reversed(self.later_sealing), self.sealing)

    def fingerprint(self) -> bytes:
        """Return a digest of all public halves, by which a copy is known to be of these keys."""
        signing = [key.public().digest() for key in (*self.signing(), self.ledger)]
        opening = [key.public() for key in self.opening()]
        return hashlib.sha256(b"comity keys v1\n" + b"".join(signing + opening)).digest()

    def that_signs(self, digest: bytes) -> SigningKey:
        """Return the key whose public half has this digest.

        Raises:
            KeyNotKeptError: it is not in the keystore.
        """
        for key in reversed(self.signing()):
            if key.public().digest() == digest:
                return key
        raise KeyNotKeptError(digest=digest.hex()[:16])


def _public_of(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _require_seed(seed: bytes, what: str) -> None:
    """Raise KeyMalformedError unless `seed` has 32 bytes."""
    if len(seed) != SEED_SIZE:
        raise KeyMalformedError(what=what)
