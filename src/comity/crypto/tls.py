"""The certificate of the partners' door.

It only keeps strangers from reading traffic; who a partner is always follows from signatures.
Partners pin it, because it stands in the node descriptor, so it needs no authority.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def self_signed(host: str, *, at: datetime, days: int = 825) -> tuple[bytes, bytes]:
    """Make a certificate for `host` that its own key has signed.

    Args:
        host: the DNS name partners call.
        at: aware UTC instant of making; validity starts an hour earlier, for skewed clocks.
        days: how long it is valid.

    Returns:
        Certificate and private key, both PEM; the key is PKCS#8 without a passphrase, because the
        TLS server reads it at start. Write it readable by the node alone.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
