"""The way to a partner's door as far as its certificate, each step on its own.

The transport says only that it failed; here each step is taken alone, so that the one that fails
has a name. The look at the certificate trusts nothing and sends nothing: it only reads what the
door shows, and whoever goes on through `PinnedConnection` checks it again.
"""

import hmac
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509

from comity.exchange.connection import Patience
from comity.exchange.descriptor import Descriptor, Trust
from comity.exchange.ladder.rungs import Bounds, Rung, fault, good, watch
from comity.kernel.checks import Check, Side, Tone, instant_in_words

_LOOPBACK = "127.0.0.1"


def climb_to_certificate(
    descriptor: Descriptor, *, patience: Patience, bounds: Bounds, at: datetime
) -> Iterator[Check]:
    """Yield what is found on each rung, up to the first that is broken.

    Args:
        descriptor: the pinned one.
        patience: how long the door may take.
        bounds: from where on something is a fault.
        at: aware UTC instant, against which the certificate's days are held.
    """
    address = urlsplit(descriptor.address)
    host, port = str(address.hostname), address.port or 443
    named = _resolve(descriptor, host)
    yield named
    if named.tone is Tone.STOP:
        return
    try:
        sock = socket.create_connection((_reached_by(host), port), patience.connect)
    except OSError as error:
        yield _closed(descriptor, host, port, error)
        return
    with sock:
        yield good(Rung.PORT, "ladder_port_open", host=host, port=port)
        sock.settimeout(patience.silence)
        try:
            shown = _shown_certificate(sock, host)
        except OSError as error:
            yield _no_tls(descriptor, error)
            return
    yield good(Rung.TLS, "ladder_tls_made")
    yield from judge_certificate(shown, descriptor, host=host, bounds=bounds, at=at)


def judge_certificate(
    shown: bytes, descriptor: Descriptor, *, host: str, bounds: Bounds, at: datetime
) -> Iterator[Check]:
    """Yield what a door's certificate shows, up to the first rung that is broken.

    Args:
        shown: DER, as the door showed it.
        descriptor: the pinned one.
        host: the name in the address.
        bounds: from where on something is a fault.
        at: aware UTC instant.
    """
    certificate = x509.load_der_x509_certificate(shown)
    is_pinned = hmac.compare_digest(shown, descriptor.certificate)
    # A certificate that is pinned as a whole needs no name of its own.
    if not is_pinned and not _names(certificate, host):
        yield fault(
            Rung.CERTIFICATE_NAME,
            "ladder_certificate_of_another_name",
            Side.PARTNER,
            partner=descriptor.code,
            host=host,
            shown=", ".join(_names_in(certificate)) or "?",
        )
        return
    yield good(Rung.CERTIFICATE_NAME, "ladder_certificate_name_fits", host=host)
    period = _period(certificate, descriptor, bounds=bounds, at=at)
    yield period
    if period.tone is Tone.STOP:
        return
    if descriptor.trust is Trust.CERTIFICATE and not is_pinned:
        yield fault(
            Rung.CERTIFICATE,
            "ladder_certificate_not_pinned",
            Side.PARTNER,
            partner=descriptor.code,
            host=host,
        )


def certificate_not_vouched(descriptor: Descriptor, reason: str) -> Check:
    """Return that the pinned authority does not vouch for what the door shows."""
    return fault(
        Rung.CERTIFICATE,
        "ladder_certificate_not_vouched",
        Side.PARTNER,
        partner=descriptor.code,
        reason=reason,
    )


def _resolve(descriptor: Descriptor, host: str) -> Check:
    try:
        found = socket.getaddrinfo(_reached_by(host), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a name"
        return fault(
            Rung.NAME,
            "ladder_name_unknown",
            Side.BOTH,
            partner=descriptor.code,
            host=host,
            reason=reason,
        )
    addresses = sorted({str(entry[4][0]) for entry in found})
    return good(Rung.NAME, "ladder_name_found", host=host, addresses=", ".join(addresses))


def _reached_by(host: str) -> str:
    """Return the name that is looked up. As in `connection`."""
    return _LOOPBACK if host.endswith(".localhost") else host


def _closed(descriptor: Descriptor, host: str, port: int, error: OSError) -> Check:
    timed_out = isinstance(error, TimeoutError)
    return fault(
        Rung.PORT,
        "ladder_port_silent" if timed_out else "ladder_port_closed",
        Side.BOTH if timed_out else Side.PARTNER,
        partner=descriptor.code,
        host=host,
        port=port,
        reason=error.strerror or type(error).__name__,
    )


def _no_tls(descriptor: Descriptor, error: OSError) -> Check:
    reason = error.reason if isinstance(error, ssl.SSLError) else error.strerror
    return fault(
        Rung.TLS,
        "ladder_tls_refused",
        Side.PARTNER,
        partner=descriptor.code,
        reason=reason or type(error).__name__,
    )


def _shown_certificate(sock: socket.socket, host: str) -> bytes:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # Only to read what is shown, whoever shows it; nothing is sent over this connection.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with context.wrap_socket(sock, server_hostname=host) as secured:
        return secured.getpeercert(binary_form=True) or b""


def _period(
    certificate: x509.Certificate, descriptor: Descriptor, *, bounds: Bounds, at: datetime
) -> Check:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    facts = {
        "partner": descriptor.code,
        "begins": instant_in_words(begins),
        "ends": instant_in_words(ends),
        "now": instant_in_words(at),
    }
    if at > ends:
        return fault(
            Rung.CERTIFICATE_PERIOD, "ladder_certificate_expired", Side.PARTNER, None, **facts
        )
    if at < begins:
        return fault(
            Rung.CERTIFICATE_PERIOD, "ladder_certificate_not_yet", Side.BOTH, None, **facts
        )
    if at + bounds.certificate_left > ends:
        return watch(
            Rung.CERTIFICATE_PERIOD, "ladder_certificate_ends_soon", Side.PARTNER, None, **facts
        )
    return good(Rung.CERTIFICATE_PERIOD, "ladder_certificate_valid", **facts)


def _names_in(certificate: x509.Certificate) -> list[str]:
    try:
        told = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    numbers = told.get_values_for_type(x509.IPAddress)
    return [*told.get_values_for_type(x509.DNSName), *(str(number) for number in numbers)]


def _names(certificate: x509.Certificate, host: str) -> bool:
    """Tell whether a certificate is for a name; a star stands for one label (RFC 9525, 6.3)."""
    try:
        wanted = str(ipaddress.ip_address(host))
    except ValueError:
        wanted = host.lower().rstrip(".")
    names = {name.lower() for name in _names_in(certificate)}
    _, _, above = wanted.partition(".")
    return wanted in names or (bool(above) and f"*.{above}" in names)
