"""The ground a demonstration stands on: a folder of its own, free ports, nothing left over."""

import contextlib
import fcntl
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from comity.kernel.errors import ComityError
from comity.node.demo.cast import NODES, Place
from comity.node.home import Home

_HELD = "held"


class PortTakenError(ComityError):
    """Something else listens where a node of the demonstration should."""

    code = "port_taken"


class FolderNotOursError(ComityError):
    """The folder holds something that no demonstration made; nothing of it is touched."""

    code = "folder_not_ours"


class AlreadyRunningError(ComityError):
    """Another demonstration runs in that folder."""

    code = "demo_already_running"


@contextlib.contextmanager
def demo_folder(folder: Path) -> Iterator[None]:
    """Hold a folder for one demonstration; what an earlier one left there may be made anew.

    Raises:
        FolderNotOursError: something else lies in it, or it cannot be made.
        AlreadyRunningError: another demonstration holds it.
    """
    ours = {*(cast.name for cast in NODES), _HELD}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = sorted(path.name for path in folder.iterdir() if path.name not in ours)
        homes = [folder / cast.name for cast in NODES]
        strange += [home.name for home in homes if home.exists() and not _is_demo_home(home)]
        held = (folder / _HELD).open("w")
    except OSError as error:
        raise FolderNotOursError(folder=folder, found=error.strerror or "?") from error
    with held:
        if strange:
            raise FolderNotOursError(folder=folder, found=strange[0])
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunningError(folder=folder) from error
        yield


def _is_demo_home(home: Path) -> bool:
    # A home whose making was cut short has no settings yet.
    settings = Home(home).settings
    return not settings.exists() or "demo = true" in settings.read_text()


def refuse_taken_ports(all_places: tuple[Place, ...]) -> None:
    """Name the first port that something else already listens on.

    Raises:
        PortTakenError: with the port and the node that wanted it.
    """
    for place in all_places:
        for port in (place.officers_port, place.partners_port):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError as error:
                    raise PortTakenError(port=port, node=place.cast.name) from error


def end_left_over(folder: Path) -> None:
    """End what an earlier run in this folder left behind, if its supervisor was killed."""
    marks = tuple(f"COMITY_HOME={folder / cast.name}".encode() for cast in NODES)
    ended = [process for process in _processes() if _bears_one_of(process, marks)]
    for process in ended:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process.name), signal.SIGKILL)
    if ended:
        time.sleep(0.3)


def _processes() -> Iterator[Path]:
    return (path for path in Path("/proc").iterdir() if path.name.isdigit())


def _bears_one_of(process: Path, marks: tuple[bytes, ...]) -> bool:
    try:
        environment = (process / "environ").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or another user's
        return False
    return any(mark in environment for mark in marks)
