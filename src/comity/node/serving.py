"""Run one node: two server processes, both ended when either ends or this one is told to stop."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home


def officers_command(settings: NodeSettings) -> list[str]:
    """Return the command of the officers' door: WSGI, a few threads."""
    door = settings.officers_door
    return [
        *_granian("comity.node.doors:officers", "wsgi", door.host, door.port),
        # A caller who sends slowly holds a thread; a proxy that buffers bodies stands in front
        # of this door in production (docs/how-to/operate.md).
        *("--blocking-threads", "16", "--backpressure", "64"),
    ]


def partners_command(settings: NodeSettings, home: Home) -> list[str]:
    """Return the command of the partners' door: ASGI over TLS 1.3."""
    door = settings.partners_door
    return [
        *_granian("comity.node.partners:application", "asgi", door.host, door.port),
        "--ssl-certificate",
        str(home.certificate),
        "--ssl-keyfile",
        str(home.certificate_key),
        "--ssl-protocol-min",
        "tls1.3",
    ]


def _granian(target: str, interface: str, host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", target, "--interface", interface),
        *("--host", host, "--port", str(port), "--workers", "1"),
        *("--log-level", "warning", "--no-ws", "--http", "1"),
        *("--http1-header-read-timeout", "10000"),
    ]


def serve() -> int:
    """Open both doors and wait.

    Returns:
        0 when told to stop, 1 when a door ended by itself.
    """
    settings, home = NodeSettings(), Home(home_folder())
    stop = threading.Event()

    def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, told_to_stop)
    commands = (officers_command(settings), partners_command(settings, home))
    doors = [subprocess.Popen(command, cwd=_folder(home.folder)) for command in commands]  # noqa: S603  our own commands
    try:
        while not stop.wait(0.2):
            if any(door.poll() is not None for door in doors):
                return 1
        return 0
    finally:
        _close(doors)


def _folder(home: Path) -> Path:
    return home if home.is_dir() else Path.cwd()


def _close(doors: list[subprocess.Popen[bytes]]) -> None:
    for door in doors:
        door.terminate()
    for door in doors:
        try:
            door.wait(timeout=8)
        except subprocess.TimeoutExpired:
            door.kill()
            door.wait()
