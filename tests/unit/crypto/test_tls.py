"""The certificate of the partners' door."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from comity.crypto.tls import self_signed


def test_a_certificate_is_for_its_host_and_its_key() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    certificate_pem, key_pem = self_signed("ua.localhost", at=at, days=3)
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    key = serialization.load_pem_private_key(key_pem, password=None)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["ua.localhost"]
    assert certificate.public_key() == key.public_key()
    assert certificate.not_valid_after_utc == at + timedelta(days=3)
    assert certificate.not_valid_before_utc < at
    certificate.verify_directly_issued_by(certificate)
