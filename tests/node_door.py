"""A door that speaks HTTP as a node's does, answers what a test tells it, and writes down calls."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

API = "/api/v1"
NOTHING = (404, {"code": "not_found", "detail": "There is no such item."})


@dataclass(frozen=True)
class Call:
    """One call as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: bytes
    token: str

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Door:
    """What the door answers by method and path below `/api/v1`, and who called."""

    address: str = ""
    answers: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    def answer(self, method: str, path: str, told: Any, *, status: int = 200) -> None:
        self.answers[method, path] = (status, told)


def keep_sign_in(folder: Path, door: Door) -> None:
    """What `comity sign-in` would leave below `XDG_CONFIG_HOME`."""
    kept = folder / "comity" / "session.json"
    kept.parent.mkdir()
    kept.write_text(json.dumps({"address": door.address, "token": "t"}))


@contextmanager
def open_door() -> Iterator[Door]:
    door = Door()

    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            url = urlsplit(self.path)
            path = unquote(url.path).removeprefix(API)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            token = self.headers.get("X-Session-Token", "")
            door.calls.append(Call(self.command, path, parse_qs(url.query), body, token))
            status, told = door.answers.get((self.command, path), NOTHING)
            raw = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PATCH = do_DELETE = _take  # noqa: N815  as the base class calls them

        def log_message(self, *told: Any) -> None:
            """Say nothing: the calls are kept."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    door.address = f"http://127.0.0.1:{server.server_port}"
    worker = Thread(target=server.serve_forever)
    worker.start()
    try:
        yield door
    finally:
        server.shutdown()
        worker.join()
        server.server_close()
