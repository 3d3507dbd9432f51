"""One connection to a partner's door, which trusts the certificate of its descriptor alone."""

import contextlib
import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from comity.exchange.descriptor import Descriptor, Trust
from comity.exchange.refusals import TransportError, TransportFault


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a partner's door may take.

    Attributes:
        connect: seconds for the connection.
        silence: seconds between two pieces of an answer.
        whole: seconds for a request as a whole, beside what its bytes take on a slow line.
        slowest_line: bytes a second below which a line is taken for a partner that stalls.
    """

    connect: float = 5.0
    silence: float = 15.0
    whole: float = 60.0
    slowest_line: float = 4096.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door answered, as far as anybody here looks at it."""

    status: int
    content_range: str
    body: bytes
    date: str = ""


class PinnedConnection(http.client.HTTPSConnection):
    """A connection to the door of one descriptor.

    A door with its own certificate must show exactly that one. A door of an authority must show
    one that this authority alone vouches for, in the name of the address.
    """

    def __init__(self, descriptor: Descriptor, patience: Patience) -> None:
        """Prepare the connection; nothing is opened yet."""
        self.descriptor = descriptor
        self.patience = patience
        address = urlsplit(descriptor.address)
        super().__init__(
            str(address.hostname),
            address.port or 443,
            timeout=patience.connect,
            context=_context_of(descriptor),
        )

    def connect(self) -> None:
        """Connect, and look at the certificate before a byte is sent.

        Raises:
            TransportError: the door shows another certificate than the one pinned.
        """
        # http.client resolves here; only the address is ours, the name stays for TLS.
        self._create_connection = _connect
        super().connect()
        self.sock.settimeout(self.patience.silence)
        if self.descriptor.trust is not Trust.CERTIFICATE:
            return
        shown = self.sock.getpeercert(binary_form=True) or b""
        if not hmac.compare_digest(shown, self.descriptor.certificate):
            self.close()
            raise TransportError(TransportFault.NOT_PINNED, partner=self.descriptor.code)


def ask(
    connection: PinnedConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: Mapping[str, str],
    limit: int,
) -> Answer:
    """Make one request and return the answer, if it is no longer than agreed.

    Raises:
        TimeoutError: it took too long as a whole.
        HTTPException: the answer is longer than `limit`, or is not HTTP.
        OSError: the connection failed.
    """
    patience, size = connection.patience, limit + len(body or b"")
    with _Deadline(connection, patience.whole + size / patience.slowest_line):
        connection.request(method, path, body=body, headers=dict(headers))
        response = connection.getresponse()
        content = response.read(limit + 1)
        if len(content) > limit:
            raise http.client.HTTPException("the answer is longer than agreed")
        if not response.isclosed():
            response.read()
    told = response.headers
    return Answer(response.status, told.get("Content-Range", ""), content, told.get("Date", ""))


class _Deadline:
    """Ends a request that takes too long as a whole.

    Each read has its own time limit, but a door that lets through one byte at a time keeps within
    every one of them for ever.
    """

    def __init__(self, connection: http.client.HTTPSConnection, seconds: float) -> None:
        self._connection = connection
        self._over = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._over:
            raise TimeoutError

    def _cut(self) -> None:
        self._over = True
        sock = self._connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _connect(
    address: tuple[str, int], timeout: float | None, source: tuple[str, int] | None
) -> socket.socket:
    """Open a connection; names below `localhost` are loopback.

    Source: [rfc6761 §6.3]; the C library does not resolve them.
    """
    host, port = address
    return socket.create_connection(
        ("127.0.0.1" if host.endswith(".localhost") else host, port), timeout, source
    )


def _context_of(descriptor: Descriptor) -> ssl.SSLContext:
    # PROTOCOL_TLS_CLIENT loads no authority of the machine; the one below stays the only one.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=descriptor.certificate)
    # A pinned certificate is compared as a whole, so its names say nothing more.
    context.check_hostname = descriptor.trust is Trust.AUTHORITY
    return context
