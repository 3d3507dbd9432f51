"""The key that seals letters: NIST P-256, because that is what every reader of PDFs checks."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from comity.crypto.errors import KeyMalformedError

_SEED_SIZE = 32
_LONGEST_NAME = 64  # RFC 5280, appendix A.1: ub-organization-name
_FROM: Final = datetime(2026, 1, 1, tzinfo=UTC)
# RFC 5280 §4.1.2.5: the certificate has no well-defined end.
_UNTIL: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
# Order of the curve. Source: FIPS 186-5 and SP 800-186 §3.2.1.3.
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True)
class LetterKey:
    """A P-256 key, made whole from a seed.

    Attributes:
        seed: 32 bytes, from which the key is derived.
    """

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a seed of another size."""
        if len(self.seed) != _SEED_SIZE:
            raise KeyMalformedError(what="letter key")

    @classmethod
    def beside(cls, secret: bytes) -> "LetterKey":
        """Return the key of a keystore that was written before letters had one.

        Derived, not drawn, so that every process that opens the keystore has the same.

        Args:
            secret: of the node's storage key.
        """
        return cls(_derived(secret, b"comity letter key seed", _SEED_SIZE))

    def sign(self, message: bytes) -> bytes:
        """Return the ECDSA signature over SHA-256 of `message`, as DER."""
        return self._key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    def certificate(self, *, name: str, country: str) -> bytes:
        """Return the certificate, signed by the key itself, as DER.

        The same key, name and country give the same bytes, so that nothing needs keeping and a
        partner that has compared its fingerprint once knows it again.

        Args:
            name: of the administration.
            country: its two-letter code.
        """
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, country),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:_LONGEST_NAME]),
                x509.NameAttribute(NameOID.COMMON_NAME, _shortened(name)),
            ]
        )
        public = self._key.public_key()
        spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        serial = int.from_bytes(hashlib.sha256(spki + name.encode()).digest()[:16])
        built = (
            x509.CertificateBuilder(subject, subject, public, serial, _FROM, _UNTIL)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_FOR_SEALS, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(self._key, hashes.SHA256(), ecdsa_deterministic=True)
        )
        return built.public_bytes(Encoding.DER)

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        # 64 bits more than the order: no scalar is likelier than another (FIPS 186-5 A.2.1).
        drawn = int.from_bytes(_derived(self.seed, b"comity letter key scalar", 40))
        return ec.derive_private_key(drawn % (_ORDER - 1) + 1, ec.SECP256R1())


@dataclass(frozen=True, slots=True)
class LetterSeal:
    """A key with the certificate that names whose it is: what a letter is sealed with.

    Attributes:
        key: the private half.
        certificate: as DER.
    """

    key: LetterKey
    certificate: bytes

    @classmethod
    def of(cls, key: LetterKey, *, name: str, country: str) -> "LetterSeal":
        """Return the seal of an administration."""
        return cls(key, key.certificate(name=name, country=country))

    def sign(self, message: bytes) -> bytes:
        """Return the key's signature over `message`."""
        return self.key.sign(message)


_FOR_SEALS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _shortened(name: str) -> str:
    """Return a name of at most 64 bytes: for common names some readers count bytes."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=purpose).derive(secret)
