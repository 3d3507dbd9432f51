"""Run one node: two server processes, both ended when either ends or this one is told to stop."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from comity.crypto.keys import open_keystore
from comity.node.configuration import DoorSettings, NodeSettings, home_folder
from comity.node.home import Home
from comity.node.logs import SERVER_LOG
from comity.node.milestones import demand_founded, restored_and_unconfirmed
from comity.node.occupancy import occupied
from comity.node.opening import ENROLMENT, Opening
from comity.node.passphrase import handed_on, keystore_passphrase


def officers_command(settings: NodeSettings) -> list[str]:
    """Return the command of the officers' door: WSGI, a few threads in each process."""
    door = settings.officers_door
    return [
        *_granian("comity.node.doors:officers", "wsgi", door, settings.web_processes),
        # A caller who sends slowly holds a thread; a proxy that buffers bodies stands in front
        # of this door in production (docs/how-to/operate.md).
        *("--blocking-threads", "16", "--backpressure", "64"),
    ]


def partners_command(settings: NodeSettings, home: Home) -> list[str]:
    """Return the command of the partners' door: ASGI over TLS 1.3, a worker in each process."""
    door = settings.partners_door
    return [
        *_granian("comity.node.partners:application", "asgi", door, settings.workers),
        "--ssl-certificate",
        str(home.certificate),
        "--ssl-keyfile",
        str(home.certificate_key),
        "--ssl-protocol-min",
        "tls1.3",
    ]


def _granian(target: str, interface: str, door: DoorSettings, processes: int) -> list[str]:
    # A door of one process ends with it, and the node with the door; of several, the others go on
    # until the one that fell is replaced.
    replaced = ("--respawn-failed-workers", "--respawn-interval", "1") if processes > 1 else ()
    return [
        *(sys.executable, "-m", "granian", target, "--interface", interface),
        *("--host", door.host, "--port", str(door.port), "--workers", str(processes), *replaced),
        *("--log-level", "warning", "--no-ws", "--http", "1"),
        *("--log-config", str(SERVER_LOG)),
        *("--http1-header-read-timeout", "10000"),
    ]


def serve() -> int:
    """Unlock the keystore, open the doors and wait.

    Returns:
        0 when told to stop, 1 when a door ended by itself.

    Raises:
        KeystoreError: the passphrase is missing or wrong; no door was opened.
        NotFoundedError: the home's set-up was never finished.
        NodeRunsError: this node runs already.
    """
    settings, home = NodeSettings(), Home(home_folder())
    demand_founded(home)
    with occupied(home.folder) as lock:
        passphrase = keystore_passphrase(home.folder)
        # A wrong passphrase is told here, in words, and not by a door in its log.
        open_keystore(home.keystore, passphrase)
        ended = _enrol(settings, home, passphrase, lock)
        if ended is not None:
            return ended
        with handed_on(passphrase) as (lent, environment):
            return _serve(_commands(settings, home), (lock, lent), environment, home.folder)


def _enrol(settings: NodeSettings, home: Home, passphrase: str, lock: int) -> int | None:
    """Open for administrators alone until two of them have a second factor.

    Returns:
        None once the node may open; what `serve` returns when it was told to stop before.
    """
    opening = Opening(home.folder)
    if settings.demo or opening.may_open():
        return None
    print(opening.in_words(settings.officers_door.name), file=sys.stderr, flush=True)
    door = [officers_command(settings)]
    with handed_on(passphrase) as (lent, environment):
        enrolling = environment | {ENROLMENT: "yes"}
        ended = _serve(door, (lock, lent), enrolling, home.folder, until=opening.has_come)
    if not opening.come:
        return ended
    print("Enough administrators can sign in: the node opens.", file=sys.stderr, flush=True)
    return None


def _commands(settings: NodeSettings, home: Home) -> list[list[str]]:
    """Return the doors to open; a node set back speaks to no partner until someone confirms."""
    if restored_and_unconfirmed(home):
        told = "Restored from a backup and not confirmed: the partners' door stays shut."
        print(f"{told} See `comity node confirm-restore`.", file=sys.stderr, flush=True)
        return [officers_command(settings)]
    return [officers_command(settings), partners_command(settings, home)]


def _serve(
    commands: list[list[str]],
    inherited: tuple[int, ...],
    environment: dict[str, str],
    folder: Path,
    until: Callable[[], bool] = lambda: False,
) -> int:
    stop = threading.Event()

    def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, told_to_stop)
    doors = [
        subprocess.Popen(command, cwd=folder, env=environment, pass_fds=inherited)  # noqa: S603  our own commands
        for command in commands
    ]
    try:
        while not stop.wait(0.2):
            if any(door.poll() is not None for door in doors):
                return 1
            if until():
                return 0
        return 0
    finally:
        _close(doors)


def _close(doors: list[subprocess.Popen[bytes]]) -> None:
    for door in doors:
        door.terminate()
    for door in doors:
        try:
            door.wait(timeout=8)
        except subprocess.TimeoutExpired:
            door.kill()
            door.wait()
