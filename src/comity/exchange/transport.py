"""How parcels get to a partner's door, and exhibits from it.

Identity never comes from here: whatever TLS says, a receipt counts by its signatures. TLS keeps
strangers from reading along, and it trusts the one certificate of the partner's descriptor alone,
whatever authorities this machine or its environment trusts otherwise.
"""

import http.client
import re
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from comity.exchange.connection import Answer, Patience, PinnedConnection, ask
from comity.exchange.descriptor import Descriptor
from comity.exchange.raw_json import Fields, Limits, read_object
from comity.exchange.receipt import RECEIPT_LIMIT
from comity.exchange.refill import MOST_ANSWER, REFILL_TYPE
from comity.exchange.refusals import JsonRefusedError, TransportError, TransportFault
from comity.kernel.errors import ComityError, Problem
from comity.kernel.texts import without_hidden_characters

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

    def post_refill(self, partner: str, ask: bytes) -> bytes | Problem:
        """Ask a partner for what was lost and return its answer, or the problem the door named.

        Raises:
            TransportError: the door was not reached, or its answer is not in form.
        """
        headers = {"Content-Type": REFILL_TYPE}
        answer = self._request(partner, "POST", "/refill", ask + b"\n", headers, MOST_ANSWER)
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
    ) -> Answer:
        connection, used_before = self._connection(partner)
        try:
            try:
                return ask(connection, method, path, body, headers, limit)
            except _STALE:
                if not used_before:
                    raise
                self._forget(partner)
                connection, _ = self._connection(partner)
                return ask(connection, method, path, body, headers, limit)
        except TransportError:
            self._forget(partner)
            raise
        except TimeoutError as error:
            self._forget(partner)
            raise TransportError(TransportFault.TOO_SLOW, partner=partner) from error
        except (http.client.HTTPException, OSError) as error:
            self._forget(partner)
            raise _unreachable(partner, error) from error

    def _connection(self, partner: str) -> tuple[PinnedConnection, bool]:
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

    def _kept(self) -> dict[str, PinnedConnection]:
        kept: dict[str, PinnedConnection] = self._open.__dict__.setdefault("kept", {})
        return kept

    def _forget(self, partner: str) -> None:
        connection = self._kept().pop(partner, None)
        if connection is not None:
            connection.close()
            self._all.remove(connection)

    def _problem(self, partner: str, answer: Answer) -> Problem:
        try:
            return problem_in(answer.body)
        except JsonRefusedError as error:
            raise TransportError(TransportFault.ANSWER_MALFORMED, partner=partner) from error


def problem_in(body: bytes) -> Problem:
    """Return the problem a door named.

    Raises:
        JsonRefusedError: it named none in form.
    """
    fields = Fields(read_object(body, limits=_PROBLEM_LIMITS))
    code = fields.text("code", _CODE)
    facts = fields.values.get("facts")
    named = facts.items() if isinstance(facts, dict) else ()
    # They reach pages and the log: one clean line each.
    facts_kept = tuple(
        (without_hidden_characters(name), without_hidden_characters(str(value)[:200]))
        for name, value in named
    )
    return Problem(code, facts=facts_kept)


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
