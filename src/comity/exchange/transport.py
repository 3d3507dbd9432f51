"""How parcels get to a partner's door, and exhibits from it.

Identity never comes from here: whatever TLS says, a receipt counts by its signatures. TLS keeps
strangers from reading along, and it trusts the one certificate of the partner's descriptor alone,
whatever authorities this machine or its environment trusts otherwise.
"""

import contextlib
import hmac
import http.client
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from comity.exchange.descriptor import Descriptor, Trust
from comity.exchange.raw_json import Fields, Limits, read_object
from comity.exchange.receipt import RECEIPT_LIMIT
from comity.exchange.refusals import JsonRefusedError, TransportError, TransportFault
from comity.kernel.errors import ComityError, Problem

PARCEL_TYPE = "application/vnd.comity.parcel"
RECEIPT_TYPE = "application/vnd.comity.receipt"
PROBLEM_TYPE = "application/problem+json"
_PROBLEM_LIMITS = Limits(size=16 * 1024, depth=4)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
# A connection that has rested too long may have been closed by the other end meanwhile. Asking
# once more is safe: a parcel sent twice is answered with the stored receipt.
_STALE = (
    http.client.RemoteDisconnected,
    BrokenPipeError,
    ConnectionResetError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)


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
class Piece:
    """A part of an exhibit.

    Attributes:
        data: the bytes.
        total: bytes of the whole sealed file.
    """

    data: bytes
    total: int


class RefusedThereError(ComityError):
    """A partner's door refused a parcel; the code is the one it named."""

    def __init__(self, problem: Problem) -> None:
        self.code = problem.code
        super().__init__(**dict(problem.facts))


class Transport(Protocol):
    """The way to partners' doors; tests put a misbehaving partner behind it."""

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        """Post a parcel and return the receipt, or the problem the door named."""

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        """Return up to `length` bytes of an exhibit from `offset` on."""


class HttpsTransport:
    """HTTPS with TLS 1.3 and a connection kept open for each partner and thread."""

    def __init__(
        self, descriptor_of: Callable[[str], Descriptor], *, patience: Patience | None = None
    ) -> None:
        """Take the way to look up the pinned descriptor of a partner.

        Args:
            descriptor_of: code to descriptor; asked each time, so that a new pin counts at once.
            patience: how long doors may take.
        """
        self._descriptor_of = descriptor_of
        self._patience = patience or Patience()
        self._open = threading.local()
        self._all: list[PinnedConnection] = []

    def close(self) -> None:
        """Close every connection, once no thread uses one any more."""
        for connection in self._all:
            connection.close()

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        """Post a parcel and return the receipt, or the problem the door named.

        Raises:
            TransportError: the door was not reached, or its answer is not in form.
        """
        headers = {"Content-Type": PARCEL_TYPE}
        answer = self._request(partner, "POST", "/parcels", parcel, headers, RECEIPT_LIMIT * 2)
        if answer.status == http.client.OK:
            return answer.body
        return self._problem(partner, answer)

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        """Return up to `length` bytes of an exhibit from `offset` on.

        Raises:
            TransportError: the door was not reached, or does not offer the exhibit.
        """
        wanted = {"Range": f"bytes={offset}-{offset + length - 1}"}
        answer = self._request(partner, "GET", f"/exhibits/{capability}", None, wanted, length)
        if answer.status == http.client.NOT_FOUND:
            raise TransportError(TransportFault.EXHIBIT_NOT_OFFERED, partner=partner)
        told = _RANGE.fullmatch(answer.content_range)
        if answer.status != http.client.PARTIAL_CONTENT or told is None:
            raise TransportError(TransportFault.ANSWER_MALFORMED, partner=partner)
        begins, ends, total = (int(number) for number in told.groups())
        if begins != offset or ends - begins + 1 != len(answer.body) or ends >= total:
            raise TransportError(TransportFault.ANSWER_MALFORMED, partner=partner)
        return Piece(answer.body, total)

    def _request(
        self,
        partner: str,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        limit: int,
    ) -> "_Answer":
        connection, used_before = self._connection(partner)
        try:
            try:
                return _exchange(connection, method, path, body, headers, limit)
            except _STALE:
                if not used_before:
                    raise
                self._forget(partner)
                connection, _ = self._connection(partner)
                return _exchange(connection, method, path, body, headers, limit)
        except TransportError:
            self._forget(partner)
            raise
        except TimeoutError as error:
            self._forget(partner)
            raise TransportError(TransportFault.TOO_SLOW, partner=partner) from error
        except (http.client.HTTPException, OSError) as error:
            self._forget(partner)
            raise _unreachable(partner, error) from error

    def _connection(self, partner: str) -> tuple["PinnedConnection", bool]:
        """Return this thread's connection to a partner, and whether it has been used."""
        descriptor = self._descriptor_of(partner)
        kept = self._kept()
        connection = kept.get(partner)
        if connection is not None and connection.descriptor == descriptor:
            return connection, True
        self._forget(partner)
        kept[partner] = PinnedConnection(descriptor, self._patience)
        self._all.append(kept[partner])
        return kept[partner], False

    def _kept(self) -> dict[str, "PinnedConnection"]:
        kept: dict[str, PinnedConnection] = self._open.__dict__.setdefault("kept", {})
        return kept

    def _forget(self, partner: str) -> None:
        connection = self._kept().pop(partner, None)
        if connection is not None:
            connection.close()
            self._all.remove(connection)

    def _problem(self, partner: str, answer: "_Answer") -> Problem:
        try:
            fields = Fields(read_object(answer.body, limits=_PROBLEM_LIMITS))
            code = fields.text("code", _CODE)
        except JsonRefusedError as error:
            raise TransportError(TransportFault.ANSWER_MALFORMED, partner=partner) from error
        facts = fields.values.get("facts")
        named = facts.items() if isinstance(facts, dict) else ()
        return Problem(code, facts=tuple((name, str(value)[:200]) for name, value in named))


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content_range: str
    body: bytes


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


def _exchange(
    connection: PinnedConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: Mapping[str, str],
    limit: int,
) -> _Answer:
    patience, size = connection.patience, limit + len(body or b"")
    with _Deadline(connection, patience.whole + size / patience.slowest_line):
        connection.request(method, path, body=body, headers=dict(headers))
        response = connection.getresponse()
        content = response.read(limit + 1)
        if len(content) > limit:
            raise http.client.HTTPException("the answer is longer than agreed")
        if not response.isclosed():
            response.read()
    return _Answer(response.status, response.headers.get("Content-Range", ""), content)


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


def _unreachable(partner: str, error: Exception) -> TransportError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return TransportError(TransportFault.NOT_PINNED, partner=partner)
    if isinstance(error, ssl.SSLError):
        return TransportError(
            TransportFault.TLS_REFUSED, partner=partner, cause=error.reason or "TLS"
        )
    if isinstance(error, http.client.HTTPException):
        return TransportError(TransportFault.ANSWER_MALFORMED, partner=partner)
    cause = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return TransportError(TransportFault.UNREACHABLE, partner=partner, cause=cause)
