"""A PKCS#11 token in software (SoftHSM2), in a folder of its own, with keys and certificates."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
LABEL, PIN, SO_PIN = "Seals", "246810", "13579135"
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
FROM = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2126, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class SoftToken:
    """A token that was just made; what lies in it is put there by its own tool."""

    folder: Path

    def key(self, label: str, private: Private, number: str = "01") -> None:
        file = self.folder / f"{label}.pem"
        file.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        named = ("--token", LABEL, "--label", label, "--id", number, "--pin", PIN)
        util("--import", str(file), *named)
        file.unlink()

    def change_pin(self, new: str) -> None:
        with _session() as session:
            session.set_pin(PIN, new)

    def certificate(self, label: str, certificate: x509.Certificate) -> None:
        with _session() as session:
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
                }
            )


@contextmanager
def soft_token(folder: Path) -> Iterator[SoftToken]:
    """Make a token in a folder that only this test's module looks into."""
    tokens = folder / "tokens"
    tokens.mkdir(parents=True)
    told = folder / "softhsm2.conf"
    told.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(told)
    try:
        util("--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", SO_PIN)
        yield SoftToken(folder)
    finally:
        os.environ.pop("SOFTHSM2_CONF")
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before


@contextmanager
def _session() -> Iterator[pkcs11.Session]:
    module = pkcs11.lib(str(MODULE))
    try:
        yield module.get_token(token_label=LABEL).open(rw=True, user_pin=PIN)
    finally:
        module.finalize()


def util(*told: str) -> None:
    subprocess.run(["softhsm2-util", *told], check=True, capture_output=True)


def certificate_of(
    private: Private,
    *,
    name: str = "United States customs",
    by: tuple[x509.Certificate, Private] | None = None,
    begins: datetime = FROM,
    ends: datetime = UNTIL,
) -> x509.Certificate:
    """Return a certificate for seals, signed by its own key or by an authority's."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "US"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    issuer, signing = (by[0].subject, by[1]) if by else (subject, private)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_FOR_SEALS, critical=True)
        .sign(signing, hashes.SHA256())
    )


def authority() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return a certificate that vouches for others, with its key."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of the test")])
    made = (
        x509.CertificateBuilder(
            name, name, private.public_key(), 1, FROM, UNTIL + timedelta(days=1)
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_FOR_VOUCHING, critical=True)
        .sign(private, hashes.SHA256())
    )
    return made, private


def _usage(*, seals: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=seals,
        content_commitment=seals,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not seals,
        crl_sign=not seals,
        encipher_only=False,
        decipher_only=False,
    )


_FOR_SEALS, _FOR_VOUCHING = _usage(seals=True), _usage(seals=False)
