"""The Ed25519 half of a signing key that lies in a token: what asks the token is furnished."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.crypto.errors import KeyTokenDiffersError, KeyTokenUnknownError

Signer = Callable[[str, bytes], bytes]
"""Given the label of a key and a message, its Ed25519 signature; raises what is wrong else."""

_furnished: list[Signer] = []


def furnish_token(signer: Signer | None) -> None:
    """Say what asks the token of this process; None for nothing.

    Args:
        signer: loads and opens the token only once it is asked.
    """
    _furnished[:] = [] if signer is None else [signer]


@dataclass(frozen=True)
class HalfInToken:
    """A private key that never leaves its token.

    Attributes:
        label: of the key in the token, which is the name under which it signs.
        public: Ed25519 public key, 32 bytes.
    """

    label: str
    public: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """Return the token's signature over a message, which is checked before it is used.

        Raises:
            KeyTokenUnknownError: this process knows of no token.
            KeyTokenDiffersError: the token holds another key under this label.
        """
        for ask in _furnished:
            signature = ask(self.label, message)
            try:
                Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
            except InvalidSignature as error:
                raise KeyTokenDiffersError(key=self.label) from error
            return signature
        raise KeyTokenUnknownError(key=self.label)
