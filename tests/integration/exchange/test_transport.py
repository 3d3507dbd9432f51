"""HTTPS to a partner's door: the certificate of its descriptor is trusted, and nothing else."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from comity.crypto.keys import NodeKeys
from comity.crypto.tls import self_signed
from comity.exchange.connection import Patience
from comity.exchange.descriptor import Descriptor, Trust, read_descriptor
from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.transport import HttpsTransport, RefusedThereError
from comity.kernel.errors import Problem
from tests.nodes.partner_simulator import AT, certificate, descriptor_for

EXHIBIT = bytes(range(256)) * 8
ANSWERS: dict[bytes, tuple[int, bytes]] = {
    b"good": (200, b"receipt"),
    b"and close": (200, b"receipt"),
    b"gap": (409, b'{"code": "parcel_gap", "facts": {"expected": "7"}}'),
    b"letters": (500, b"<html>oops</html>"),
    b"no code": (500, b'{"code": "Not A Code"}'),
    b"long": (200, bytes(100_000)),
}


class Listening(ThreadingHTTPServer):
    """Keeps what came; a caller that hangs up is no error here."""

    daemon_threads = True

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.seen: list[tuple[bytes, object]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Door(BaseHTTPRequestHandler):
    """A door that answers what the test's parcel asks for."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        parcel = self.rfile.read(int(self.headers["Content-Length"]))
        assert isinstance(self.server, Listening)
        self.server.seen.append((parcel, self.client_address))
        if parcel == b"trickle":
            self._trickle()
        self._answer(*ANSWERS[parcel])
        self.close_connection = parcel == b"and close"

    def do_GET(self) -> None:
        if "unknown" in self.path:
            self._answer(404, b"{}")
            return
        first, last = self.headers["Range"].removeprefix("bytes=").split("-")
        begins, ends = int(first), min(int(last), len(EXHIBIT) - 1)
        shift = 1 if "shifted" in self.path else 0
        told = f"bytes {begins + shift}-{ends}/{len(EXHIBIT)}"
        status = 200 if "whole" in self.path else 206
        self._answer(status, EXHIBIT[begins : ends + 1], told)

    def _trickle(self) -> None:
        """Answer a byte at a time, each within every limit, for ever."""
        self.send_response(200)
        self.send_header("Content-Length", "9999")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b".")
            time.sleep(0.02)

    def _answer(self, status: int, body: bytes, told: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if told:
            self.send_header("Content-Range", told)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Served:
    """A running door and the descriptor that pins it."""

    server: Listening
    descriptor: Descriptor
    transport: HttpsTransport

    @property
    def seen(self) -> list[tuple[bytes, object]]:
        return self.server.seen


Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def honest() -> Descriptor:
    return read_descriptor(descriptor_for(NodeKeys.generate("UA"), "UA"))


@pytest.fixture
def serve(tmp_path: Path, honest: Descriptor) -> Iterator[Serve]:
    """Open a door with a certificate; it is closed when the test ends."""
    with ExitStack() as stack:

        def opened(
            pair: tuple[bytes, bytes] | None = None,
            *,
            newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
            **changes: Any,
        ) -> Served:
            pem, key = pair or certificate("127.0.0.1")
            (tmp_path / "pair.pem").write_bytes(pem + key)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.maximum_version = newest
            context.load_cert_chain(tmp_path / "pair.pem")
            server = stack.enter_context(Listening(("127.0.0.1", 0), Door))
            server.socket = context.wrap_socket(server.socket, server_side=True)
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            stack.callback(server.shutdown)
            address = f"https://127.0.0.1:{server.server_address[1]}"
            pinned = replace(honest, address=address, **changes)
            transport = HttpsTransport(lambda code: pinned)
            stack.callback(transport.close)
            return Served(server, pinned, transport)

        yield opened


def refusal_of(served: Served, parcel: bytes = b"good") -> TransportFault:
    with pytest.raises(TransportError) as refused:
        served.transport.post_parcel("UA", parcel)
    return refused.value.fault


def test_a_parcel_goes_over_one_connection_that_stays_open(serve: Serve) -> None:
    served = serve()
    assert [served.transport.post_parcel("UA", b"good") for _ in range(3)] == [b"receipt"] * 3
    assert len({address for _, address in served.seen}) == 1


def test_another_certificate_than_the_pinned_one_is_refused_before_a_byte_is_sent(
    serve: Serve,
) -> None:
    served = serve(self_signed("127.0.0.1", at=AT))
    assert refusal_of(served) is TransportFault.NOT_PINNED
    assert served.seen == []


def test_no_authority_of_the_machine_or_its_environment_is_trusted(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = self_signed("127.0.0.1", at=AT)
    (tmp_path / "outside.pem").write_bytes(outside[0])
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "outside.pem"))
    served = serve(outside)
    assert refusal_of(served) is TransportFault.NOT_PINNED
    assert served.seen == []


def test_a_pinned_authority_vouches_for_the_name_of_the_address_only(serve: Serve) -> None:
    # The pinned certificate is its own authority here; its name is a DNS name, not this address.
    served = serve(trust=Trust.AUTHORITY)
    assert refusal_of(served) is TransportFault.NOT_PINNED


def test_a_door_below_tls_1_3_is_refused(serve: Serve) -> None:
    served = serve(newest=ssl.TLSVersion.TLSv1_2)
    assert refusal_of(served) is TransportFault.TLS_REFUSED


def test_a_door_that_is_closed_is_unreachable(serve: Serve) -> None:
    served = serve()
    served.server.shutdown()
    served.server.server_close()
    assert refusal_of(served) is TransportFault.UNREACHABLE


def test_a_refusal_comes_back_with_its_code_and_facts(serve: Serve) -> None:
    answer = serve().transport.post_parcel("UA", b"gap")
    assert answer == Problem("parcel_gap", facts=(("expected", "7"),))
    assert RefusedThereError(answer).code == "parcel_gap"


@pytest.mark.parametrize("parcel", [b"letters", b"no code", b"long"])
def test_an_answer_out_of_form_is_named_as_that(serve: Serve, parcel: bytes) -> None:
    assert refusal_of(serve(), parcel) is TransportFault.ANSWER_MALFORMED


def test_a_rested_connection_that_the_door_has_closed_is_opened_again(serve: Serve) -> None:
    served = serve()
    served.transport.post_parcel("UA", b"and close")
    assert served.transport.post_parcel("UA", b"good") == b"receipt"


def test_a_door_that_lets_through_a_byte_at_a_time_is_given_up(
    serve: Serve, request: pytest.FixtureRequest
) -> None:
    pinned = serve().descriptor
    patience = Patience(silence=1.0, whole=0.2, slowest_line=1e6)
    transport = HttpsTransport(lambda code: pinned, patience=patience)
    request.addfinalizer(transport.close)
    with pytest.raises(TransportError) as refused:
        transport.post_parcel("UA", b"trickle")
    assert refused.value.fault is TransportFault.TOO_SLOW


def test_a_new_pin_counts_at_once(serve: Serve, request: pytest.FixtureRequest) -> None:
    served = serve()
    pins = [served.descriptor]
    transport = HttpsTransport(lambda code: pins[0])
    request.addfinalizer(transport.close)
    assert transport.post_parcel("UA", b"good") == b"receipt"
    other, _ = self_signed("127.0.0.1", at=AT)
    pins[0] = replace(served.descriptor, certificate=ssl.PEM_cert_to_DER_cert(other.decode()))
    with pytest.raises(TransportError) as refused:
        transport.post_parcel("UA", b"good")
    assert refused.value.fault is TransportFault.NOT_PINNED


def test_an_exhibit_is_fetched_piece_by_piece(serve: Serve) -> None:
    transport, whole = serve().transport, b""
    while len(whole) < len(EXHIBIT):
        piece = transport.fetch_range("UA", "c" * 43, offset=len(whole), length=900)
        assert piece.total == len(EXHIBIT)
        whole += piece.data
    assert whole == EXHIBIT


def test_an_exhibit_that_is_not_offered_is_named_as_that(serve: Serve) -> None:
    with pytest.raises(TransportError) as refused:
        serve().transport.fetch_range("UA", "unknown", offset=0, length=10)
    assert refused.value.fault is TransportFault.EXHIBIT_NOT_OFFERED


@pytest.mark.parametrize("capability", ["shifted", "whole"])
def test_other_bytes_than_asked_for_are_not_taken(serve: Serve, capability: str) -> None:
    with pytest.raises(TransportError) as refused:
        serve().transport.fetch_range("UA", capability, offset=5, length=10)
    assert refused.value.fault is TransportFault.ANSWER_MALFORMED
