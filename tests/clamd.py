"""A small server that speaks clamd's protocol on a real socket, honestly or as a test says."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# The industry's harmless test file, in two parts so that no scanner takes this very file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = "Eicar-Test-Signature"
CLEAN = b"stream: OK\0"
FOUND = f"stream: {SIGNATURE} FOUND\0".encode()
TOO_LARGE = b"INSTREAM size limit exceeded. ERROR\0"


@dataclass
class Server:
    """What it heard, and how it answers.

    Attributes:
        place: as the setting names it.
        limit: most bytes of one stream, as clamd's StreamMaxLength.
        early: said before anything was heard.
        answer: says something else than an honest clamd would, of what it heard.
        heard: the whole of each stream.
    """

    place: str
    limit: int = 1024 * 1024
    early: bytes = b""
    answer: Callable[[bytes], bytes] | None = None
    heard: list[bytes] = field(default_factory=list)

    def speak(self, line: socket.socket) -> None:
        """Serve one connection."""
        command = _exactly(line, 1)
        while not command.endswith(b"\0"):
            command += _exactly(line, 1)
        if command == b"zPING\0":
            line.sendall(self.answer(b"") if self.answer else b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        if self.early:
            line.sendall(self.early)
        while size := struct.unpack("!L", _exactly(line, 4))[0]:
            if len(content) + size > self.limit:
                line.sendall(TOO_LARGE)
                return
            content += _exactly(line, size)
        self.heard.append(content)
        honest = FOUND if EICAR in content else CLEAN
        line.sendall(self.answer(content) if self.answer else honest)


@contextmanager
def clamd(unix: Path | None = None) -> Iterator[Server]:
    """Serve until the block ends: on a unix socket, or on a free port of this machine."""
    if unix is None:
        listening = socket.create_server(("127.0.0.1", 0))
        server = Server(f"127.0.0.1:{listening.getsockname()[1]}")
    else:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(str(unix))
        listening.listen()
        server = Server(str(unix))
    thread = threading.Thread(target=_serve, args=(listening, server))
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
        listening.close()


def _serve(listening: socket.socket, server: Server) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with line:
            try:
                server.speak(line)
            except (ConnectionError, EOFError):
                continue


def _exactly(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = line.recv(size - len(got))
        if not more:
            raise EOFError
        got += more
    return got
