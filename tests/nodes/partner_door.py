"""A partner's door on a real socket: TLS, HTTP and a simulated node behind it, each to be broken.

What is planted is real: a certificate that is expired is one, a closed port is closed, and a clock
that is wrong stands in the header of a real answer.
"""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from comity.crypto.keys import NodeKeys
from comity.crypto.tls import self_signed
from comity.exchange.channel import Origin
from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    Trust,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.link_number import link_id
from comity.kernel.errors import Problem
from tests.nodes.partner_simulator import Log, PartnerSimulator

Pair = tuple[bytes, bytes]
HOST = "127.0.0.1"


def certificate_of(host: str = HOST, *, made: datetime | None = None, days: int = 825) -> Pair:
    """A certificate for a name, made at an instant; just now by default."""
    return self_signed(host, at=made or datetime.now(UTC), days=days)


@dataclass
class Faults:
    """What is wrong with a door; nothing unless told.

    Attributes:
        shows: the certificate shown instead of the one pinned.
        newest: the newest TLS spoken.
        clock: how far the clock of its answers is off.
        descriptor: what it hands out instead of its own.
        status: what it answers instead, whatever is asked.
        problem: what it answers to a parcel instead.
    """

    shows: Pair | None = None
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    clock: timedelta = timedelta()
    descriptor: bytes = b""
    status: int = 0
    problem: Problem | None = None


@dataclass
class PartnerDoor:
    """A partner's node behind a door that is open.

    Attributes:
        partner: the simulated node.
        address: of the door.
        asked: the requests that came, by method and path.
        faults: what is wrong now.
    """

    partner: PartnerSimulator
    address: str
    faults: Faults
    asked: list[str] = field(default_factory=list)


@contextmanager
def open_door(
    own: Descriptor,
    folder: Path,
    *,
    pinned: Pair | None = None,
    trust: Trust = Trust.CERTIFICATE,
    host: str = HOST,
    **faults: Any,
) -> Iterator[PartnerDoor]:
    """Open the door of UA for a node that `own` describes.

    Args:
        own: descriptor of the node under test.
        folder: where the certificate is written for the server.
        pinned: certificate that the descriptor pins, shown unless `shows` says otherwise.
        trust: what the pinned certificate is.
        host: name in the address.
        faults: as `Faults` names them.
    """
    pinned = pinned or certificate_of()
    told = Faults(**faults)
    server = _Listening((HOST, 0), _Answering)
    address = f"https://{host}:{server.server_address[1]}"
    partner = _partner_at(address, own, pinned=pinned, trust=trust)
    door = server.door = PartnerDoor(partner, address, told)
    server.socket = _context(folder, told.shows or pinned, told.newest).wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield door
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _partner_at(address: str, own: Descriptor, *, pinned: Pair, trust: Trust) -> PartnerSimulator:
    partner = PartnerSimulator("UA", own)
    partner.descriptor = descriptor_at(partner.keys, address, pinned=pinned, trust=trust)
    link = link_id(own, read_descriptor(partner.descriptor))
    partner.sent = Log(Origin(link, "UA", own.code, 1))
    partner.held = Log(Origin(link, own.code, "UA", 1))
    return partner


def descriptor_at(
    keys: NodeKeys,
    address: str,
    *,
    code: str = "UA",
    pinned: Pair | None = None,
    trust: Trust = Trust.CERTIFICATE,
) -> bytes:
    """The signed descriptor of a node at an address."""
    pem, _ = pinned or certificate_of()
    draft = DescriptorDraft(code, f"Customs of {code}", (), address, pem, trust)
    return make_own_descriptor(keys, draft, at=datetime.now(UTC))


def _context(folder: Path, pair: Pair, newest: ssl.TLSVersion) -> ssl.SSLContext:
    path = folder / "shown.pem"
    path.write_bytes(pair[0] + pair[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = newest
    context.load_cert_chain(path)
    return context


class _Listening(ThreadingHTTPServer):
    """A caller that hangs up is no error here."""

    daemon_threads = True
    door: PartnerDoor

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class _Answering(BaseHTTPRequestHandler):
    """Answers as the partner's door does, or as its faults tell."""

    protocol_version = "HTTP/1.1"

    @property
    def door(self) -> PartnerDoor:
        assert isinstance(self.server, _Listening)
        return self.server.door

    def do_GET(self) -> None:
        faults = self.door.faults
        raw = faults.descriptor or self.door.partner.descriptor
        self._answer(faults.status or 200, raw)

    def do_POST(self) -> None:
        parcel = self.rfile.read(int(self.headers["Content-Length"]))
        faults = self.door.faults
        answer = faults.problem or self.door.partner.post_parcel("UA", parcel)
        if isinstance(answer, Problem):
            told = {"code": answer.code, "facts": dict(answer.facts)}
            self._answer(faults.status or 409, json.dumps(told).encode())
        else:
            self._answer(faults.status or 200, answer)

    def _answer(self, status: int, body: bytes) -> None:
        self.door.asked.append(f"{self.command} {self.path}")
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(datetime.now(UTC) + self.door.faults.clock, usegmt=True)

    def log_message(self, *_: object) -> None:
        pass
