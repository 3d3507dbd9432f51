"""clamd's INSTREAM protocol: content goes out in counted pieces, one line comes back.

The scanner reads hostile files for a living, so it is believed in nothing but its last line, and
that only when it has the form the protocol gives it. Source: clamd(8), "COMMANDS".
"""

import re
import select
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from comity.evidence.scans import (
    LONGEST_FINDING,
    ScannerBrokeOffError,
    ScannerError,
    ScannerFaultError,
    ScannerReplyError,
    ScannerSlowError,
    ScanState,
    Verdict,
)

_FOUND = re.compile(rf"stream: ([\x21-\x7e][\x20-\x7e]{{0,{LONGEST_FINDING - 1}}}) FOUND")
_TOO_LARGE = "INSTREAM size limit exceeded. ERROR"
_REPLY_LIMIT = 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd, by its place.

    Attributes:
        place: the path of a unix socket, or `host:port`.
        piece_seconds: how long it may leave a piece, or the connection itself, untaken.
        reply_seconds: how long it may take over its answer once it has everything.
    """

    place: str
    piece_seconds: float = 30.0
    reply_seconds: float = 300.0

    def scan(self, pieces: Iterator[bytes]) -> Verdict:
        """Stream content to the scanner and return what it says.

        Args:
            pieces: the content.

        Raises:
            ScannerError: it cannot be asked, or its answer cannot be believed.
        """
        with self._connected() as line:
            told_early = _stream(line, pieces)
            reply = self._reply(line)
        return _verdict(reply, early=told_early)

    def answers(self) -> None:
        """Demand that the scanner answers a greeting.

        Raises:
            ScannerError: it does not.
        """
        with self._connected() as line:
            line.sendall(b"zPING\0")
            line.settimeout(self.piece_seconds)
            if _read_reply(line, ends=time.monotonic() + self.piece_seconds) != "PONG":
                raise ScannerReplyError()

    def _reply(self, line: socket.socket) -> str:
        return _read_reply(line, ends=time.monotonic() + self.reply_seconds)

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        try:
            with _connect(self.place, self.piece_seconds) as line:
                yield line
        except TimeoutError as error:
            raise ScannerSlowError() from error
        except OSError as error:
            raise ScannerError() from error


def host_and_port(place: str) -> tuple[str, int] | None:
    """Return what a place names over TCP; None when it is no `host:port`."""
    host, colon, port = place.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        return None
    return host.strip("[]"), int(port)


def _connect(place: str, seconds: float) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(seconds)
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    address = host_and_port(place)
    if address is None:
        raise ScannerError()
    return socket.create_connection(address, timeout=seconds)


def _stream(line: socket.socket, pieces: Iterator[bytes]) -> bool:
    """Send everything; return whether the scanner spoke before it had heard all."""
    try:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            for start in range(0, len(piece), _PIECE):
                part = piece[start : start + _PIECE]
                if _speaks(line):
                    return True
                line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        # It hangs up on what is too large; its reason is on the line already.
        return True
    return False


def _speaks(line: socket.socket) -> bool:
    return bool(select.select([line], [], [], 0)[0])


def _read_reply(line: socket.socket, *, ends: float) -> str:
    """Return the one line that the scanner says, without the NUL that ends it."""
    said = b""
    while not said.endswith(b"\0"):
        left = ends - time.monotonic()
        if left <= 0:
            raise ScannerSlowError()
        line.settimeout(left)
        try:
            more = line.recv(_REPLY_LIMIT)
        except ConnectionResetError:
            more = b""
        if not more:
            raise ScannerBrokeOffError()
        said += more
        if len(said) > _REPLY_LIMIT:
            raise ScannerReplyError()
    return said[:-1].decode("utf-8", "replace")


def _verdict(reply: str, *, early: bool) -> Verdict:
    """Return what a reply says; before everything was heard, only that it is too much counts."""
    if reply == _TOO_LARGE:
        return Verdict(ScanState.TOO_LARGE)
    if reply.endswith(" ERROR"):
        raise ScannerFaultError()
    if not early and reply == "stream: OK":
        return Verdict(ScanState.CLEAN)
    if not early and (found := _FOUND.fullmatch(reply)):
        return Verdict(ScanState.FOUND, found[1])
    raise ScannerReplyError()
