"""Run one node: unlock it, open its doors, and end when they end or when told to stop."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from comity.crypto.keys import open_keystore
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.milestones import demand_founded, restored_and_unconfirmed
from comity.node.occupancy import occupied
from comity.node.opening import ENROLMENT, Opening
from comity.node.passphrase import handed_on, keystore_passphrase


def door_command(*doors: str) -> list[str]:
    """Return the command that opens `officers`, `partners`, or both."""
    return [sys.executable, "-m", "comity.node.door_processes", *doors]


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
            return _serve(door_command(*_doors(home)), (lock, lent), environment, home.folder)


def _enrol(settings: NodeSettings, home: Home, passphrase: str, lock: int) -> int | None:
    """Open for administrators alone until two of them have a second factor.

    Returns:
        None once the node may open; what `serve` returns when it was told to stop before.
    """
    opening = Opening(home.folder)
    if settings.demo or opening.may_open():
        return None
    print(opening.in_words(settings.officers_door.name), file=sys.stderr, flush=True)
    with handed_on(passphrase) as (lent, environment):
        enrolling = environment | {ENROLMENT: "yes"}
        door = door_command("officers")
        ended = _serve(door, (lock, lent), enrolling, home.folder, until=opening.has_come)
    if not opening.come:
        return ended
    print("Enough administrators can sign in: the node opens.", file=sys.stderr, flush=True)
    return None


def _doors(home: Home) -> list[str]:
    """Return the doors to open; a node set back speaks to no partner until someone confirms."""
    if restored_and_unconfirmed(home):
        told = "Restored from a backup and not confirmed: the partners' door stays shut."
        print(f"{told} See `comity node confirm-restore`.", file=sys.stderr, flush=True)
        return ["officers"]
    return ["officers", "partners"]


def _serve(
    command: list[str],
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
    doors = subprocess.Popen(command, cwd=folder, env=environment, pass_fds=inherited)  # noqa: S603  our own command
    try:
        while not stop.wait(0.2):
            if doors.poll() is not None:
                return 1
            if until():
                return 0
        return 0
    finally:
        _close(doors)


def _close(doors: subprocess.Popen[bytes]) -> None:
    doors.terminate()
    try:
        doors.wait(timeout=10)
    except subprocess.TimeoutExpired:
        doors.kill()
        doors.wait()
