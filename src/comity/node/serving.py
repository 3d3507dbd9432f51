"""Run one node: unlock it, open its doors, and end when they end or when told to stop."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

from comity.crypto.keys import open_keystore
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.milestones import demand_founded
from comity.node.occupancy import occupied
from comity.node.passphrase import handed_on, keystore_passphrase


def door_command(*doors: str) -> list[str]:
    """Return the command that opens `officers`, `partners`, or both; with none, as a node does."""
    return [sys.executable, "-m", "comity.node.door_processes", *doors]


def serve() -> int:
    """Unlock the keystore, open the doors and wait.

    Returns:
        0 when told to stop, 1 when a door ended by itself.

    Raises:
        SettingsRefusedError: the settings are wrong; no door was opened.
        KeystoreError: the passphrase is missing or wrong; no door was opened.
        NotFoundedError: the home's set-up was never finished.
        NodeRunsError: this node runs already.
    """
    home = Home(home_folder())
    demand_founded(home)
    NodeSettings()  # what is wrong in them is told here, in words, as a wrong passphrase is
    with occupied(home.folder) as lock:
        passphrase = keystore_passphrase(home.folder)
        open_keystore(home.keystore, passphrase)
        with handed_on(passphrase) as (lent, environment):
            return _serve(door_command(), (lock, lent), environment, home.folder)


def _serve(
    command: list[str], inherited: tuple[int, ...], environment: dict[str, str], folder: Path
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
