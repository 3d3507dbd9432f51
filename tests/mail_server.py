"""A mail server that takes what it is given and shows it: as little of SMTP as will do."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_DATA = b"."


@dataclass
class Inbox:
    """What came, and where the server listens."""

    port: int = 0
    mails: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    inbox: Inbox

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().strip():
            word = line.split(b" ")[0].split(b":")[0].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.inbox.mails.append(self._mail())
            if word == b"RCPT":
                self.inbox.receivers.append(line.decode())
            if word == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 OK")

    def _mail(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().rstrip(b"\r\n")) != _DATA:
            lines.append(line.decode())
        return "\n".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[Inbox]:
    """Listen on a free port of this machine until the end of the block."""
    inbox = Inbox()
    talk = type("Talk", (_Talk,), {"inbox": inbox})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        inbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield inbox
        finally:
            server.shutdown()
            thread.join()
