"""The public half of a key of a link, and the statement a new key makes of itself. Pure."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from comity.crypto.errors import KeyMalformedError, SignatureRefusedError
from comity.crypto.hashing import sha256
from comity.crypto.sealing import check_sealing_public
from comity.crypto.signing import ED25519_PUBLIC_SIZE, HybridVerifier
from comity.exchange.key_terms import KeyRole
from comity.exchange.refusals import KeyFault, KeyRefusedError

LONGEST_STATEMENT = 16 * 1024


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a key of a link.

    Attributes:
        role: what it is for.
        name: under which it signs, or by which it is told apart.
        raw: Ed25519 then ML-DSA-44; of a sealing key, the 1,216 bytes of X-Wing.
    """

    role: KeyRole
    name: str
    raw: bytes

    def __post_init__(self) -> None:
        """Refuse what is no such key."""
        if self.role is KeyRole.SEALING:
            check_sealing_public(self.raw)
        else:
            self.verifier()

    @classmethod
    def of(cls, role: KeyRole, verifier: HybridVerifier) -> "PublicKey":
        """Return the public key of a signer."""
        return cls(role, verifier.name, verifier.ed25519 + verifier.mldsa44)

    def verifier(self) -> HybridVerifier:
        """Return what checks its signatures."""
        ed25519, mldsa44 = self.raw[:ED25519_PUBLIC_SIZE], self.raw[ED25519_PUBLIC_SIZE:]
        return HybridVerifier(self.name, ed25519=ed25519, mldsa44=mldsa44)

    def digest(self) -> bytes:
        """Return SHA-256 over name and key, by which two sides may compare it."""
        return sha256(self.name.encode() + b"\n" + self.raw)

    def statement(self, *, link: str, replaces: bytes) -> bytes:
        """Return what the new key signs of itself, so that nobody can introduce another's key.

        Args:
            link: identifier of the link.
            replaces: digest of the key it will replace.
        """
        lines = (
            "comity/key/1",
            f"role {self.role}",
            f"name {self.name}",
            f"digest {self.digest().hex()}",
            f"link {link}",
            f"replaces {replaces.hex()}",
        )
        return "".join(f"{line}\n" for line in lines).encode()

    def told(self, *, replaces: bytes, note: bytes) -> dict[str, object]:
        """Return the body of `key.introduced`."""
        return {
            "role": self.role.value,
            "name": self.name,
            "public": base64.b64encode(self.raw).decode(),
            "replaces": replaces.hex(),
            "note": note.decode(),
        }


def read_introduced(body: Mapping[str, object], *, link: str) -> tuple[PublicKey, bytes, bytes]:
    """Return the key that a message introduces, the digest it replaces, and its own statement.

    1. It is a key of the role it names.
    2. A key that signs has signed where it belongs and what it replaces. A sealing key cannot
       sign; the head of the log vouches for it.

    Args:
        body: of `key.introduced`, fit for its schema.
        link: identifier of the link it came over.

    Raises:
        KeyRefusedError: one of these is not so.
    """
    # 1
    replaces, note = bytes.fromhex(str(body["replaces"])), str(body["note"]).encode()
    try:
        raw = base64.b64decode(str(body["public"]), validate=True)
        key = PublicKey(KeyRole(str(body["role"])), str(body["name"]), raw)
    except (KeyMalformedError, binascii.Error) as error:
        raise KeyRefusedError(KeyFault.MALFORMED) from error
    # 2
    if key.role is not KeyRole.SEALING:
        _demand_possession(key, note, key.statement(link=link, replaces=replaces))
    return key, replaces, note


def _demand_possession(key: PublicKey, note: bytes, statement: bytes) -> None:
    try:
        stated = key.verifier().open(note, limit=LONGEST_STATEMENT)
    except SignatureRefusedError as error:
        raise KeyRefusedError(KeyFault.NOT_POSSESSED, name=key.name) from error
    if stated != statement:
        raise KeyRefusedError(KeyFault.OTHER_STATEMENT, name=key.name)
