"""One node of the demonstration as a running process."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from comity.kernel.errors import ComityError
from comity.node.demo.cast import Place
from comity.node.occupancy import NodeRunsError, occupied

READY_SECONDS = 60
GONE_SECONDS = 10


class NodeNotReadyError(ComityError):
    """A node did not answer in time; its log says why."""

    code = "node_not_ready"


@dataclass
class Running:
    """One node of the demonstration while it runs."""

    place: Place
    home: Path
    passphrase: str
    database: str = "sqlite"
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What the node's processes are started with."""
        # What this process was told of itself must not reach another node: the environment wins.
        kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
        return {
            **kept,
            "COMITY_HOME": str(self.home),
            "COMITY_KEYSTORE_PASSPHRASE": self.passphrase,
            "PYTHONUNBUFFERED": "1",
        }

    def command(self, *words: str) -> list[str]:
        """Return the command line of a verb of this node."""
        return [sys.executable, "-m", "comity.node.main", *words]

    def start(self) -> None:
        """Start both doors in a process group of their own."""
        log = (self.home / "node.log").open("ab")
        with log:
            self.process = subprocess.Popen(  # noqa: S603  our own command
                self.command("node", "serve"),
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Stop in order; whoever does not listen is killed."""
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=10)
        self.kill()

    def kill(self) -> None:
        """Kill every process of the node at once, as a power cut would, and see them gone."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
        # The first process is gone; those it started may hold doors and folder a moment longer. A
        # node started meanwhile would be taken for ready by an old door, then find itself running.
        until = time.monotonic() + GONE_SECONDS
        while _is_held(self.home) and time.monotonic() < until:
            time.sleep(0.02)

    def wait_ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until both doors accept connections.

        Raises:
            NodeNotReadyError: they did not in time, or the node ended.
        """
        until = time.monotonic() + seconds
        for port in (self.place.officers_port, self.place.partners_port):
            while not _answers(port):
                ended = self.process is not None and self.process.poll() is not None
                if ended or time.monotonic() > until:
                    raise NodeNotReadyError(node=self.place.cast.name, log=self.home / "node.log")
                time.sleep(0.05)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_held(home: Path) -> bool:
    try:
        with occupied(home):
            return False
    except NodeRunsError:
        return True
    except FileNotFoundError:  # whoever made the home has taken it away
        return False
