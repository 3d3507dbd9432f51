"""Start the node that browsers visit, in a process and a home of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from comity.node.demo.cast import US
from comity.node.home import make_home
from tests.nodes.databases import own_database

PASSPHRASE = "only-for-tests"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Node:
    """A running node: its address, and which case stands under which name."""

    process: subprocess.Popen[bytes]
    address: str
    places: dict[str, str]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=15)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def start(folder: Path, port: int, *, world: str = "tests.browser.world", **more: object) -> Node:
    """Make a home in `folder`, fill it, and serve its officers' door on `port`.

    Other settings than a demonstration's are `more`; another module than `world` may fill it.
    """
    settings: dict[str, object] = {
        "country": US.country,
        "administration": US.administration,
        "demo": True,
        "database": own_database(),
        "officers_door": {"host": "127.0.0.1", "port": port, "name": "us.localhost"},
        "partners_door": {"host": "127.0.0.1", "port": 1, "name": "localhost"},
        "agencies": [{"code": code, "name": name} for code, name in US.agencies],
        **more,
    }
    make_home(
        folder,
        settings=settings,
        passphrase=PASSPHRASE,
        host="127.0.0.1",
        at=datetime.now(UTC),
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    own = {
        "COMITY_HOME": str(folder),
        "COMITY_KEYSTORE_PASSPHRASE": PASSPHRASE,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "comity.node.django_start", world]
    process = subprocess.Popen(command, env=kept | own, cwd=ROOT)
    _wait(process, port)
    _answer_once(port)
    places = json.loads((folder / "places.json").read_text())
    return Node(process, f"http://us.localhost:{port}", places)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the node ended while it was being filled"
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    process.kill()
    raise TimeoutError(f"no officers' door on port {port} after {PATIENCE_SECONDS} s")


def _answer_once(port: int) -> None:
    """Let the door answer: what it reads for its first page is no part of what a test waits for."""
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    asked.request("GET", "/accounts/login/", headers={"Host": f"us.localhost:{port}"})
    asked.getresponse().read()
    asked.close()
