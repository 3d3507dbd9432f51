"""The processes of a node's doors: the program is read once, then each door is forked from it.

    python -m comity.node.door_processes officers partners

opens the doors named, of the node in `COMITY_HOME`, and ends when one of them ends or when it is
told to stop. Reading the program is what takes time when a node starts, and what was read is most
of a process's memory: forked, the doors share both.
"""

import contextlib
import gc
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from comity.node.configuration import NodeSettings, home_folder
from comity.node.django_start import start_django
from comity.node.home import Home
from comity.node.logs import logging_settings

# What the doors need beside Django. None of it may start a thread or open the database when it is
# read: neither outlives a fork.
_PROGRAM = (
    "django.core.wsgi",
    "comity.node.urls",
    "comity.interfaces.peer.door",
    "comity.node.working",
)
_CLOSING_SECONDS = 8


def _server(settings: NodeSettings, processes: int) -> "partial[MPServer]":
    log = settings.log
    return partial(
        MPServer,
        workers=processes,
        # A door of one process ends with it, and the node with the door; of several, the others go
        # on until the one that fell is replaced.
        respawn_failed_workers=processes > 1,
        respawn_interval=1,
        workers_kill_timeout=6,  # one told to stop while it still starts does not hear it
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        log_level=LogLevels.warning,
        log_dictconfig=logging_settings(log.format, log.level),
    )


def _officers(settings: NodeSettings) -> MPServer:
    """WSGI, a few threads in each process."""
    return _server(settings, settings.web_processes)(
        "comity.node.doors:officers",
        interface=Interfaces.WSGI,
        address=settings.officers_door.host,
        port=settings.officers_door.port,
        # A caller who sends slowly holds a thread; a proxy that buffers bodies stands in front of
        # this door in production (docs/how-to/operate.md).
        blocking_threads=16,
        backpressure=64,
    )


def _partners(settings: NodeSettings) -> MPServer:
    """ASGI over TLS 1.3, a worker of the exchange in each process."""
    home = Home(home_folder())
    return _server(settings, settings.workers)(
        "comity.node.partners:application",
        interface=Interfaces.ASGI,
        address=settings.partners_door.host,
        port=settings.partners_door.port,
        ssl_cert=home.certificate,
        ssl_key=home.certificate_key,
        ssl_protocol_min=SSLProtocols.tls13,
    )


_DOORS: Mapping[str, Callable[[NodeSettings], MPServer]] = {
    "officers": _officers,
    "partners": _partners,
}


def open_doors(names: list[str]) -> int:
    """Open doors, and wait until one ends or this process is told to stop.

    Returns:
        0 when told to stop, 1 when a door ended by itself.
    """
    # Ctrl-C reaches every process of a terminal at once. The one that supervises listens to it and
    # tells this one to stop; each is told once, for a server told twice may not end in order.
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    start_django()
    for module in _PROGRAM:
        import_module(module)
    assert threading.active_count() == 1, "a thread would not be there after the fork"
    # Nothing that was read goes away: left alone by the collector, its memory stays shared.
    gc.collect()
    gc.freeze()
    settings, stop = NodeSettings(), threading.Event()

    def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    # What is told while the doors are forked waits until somebody listens.
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM,))
    doors = [_forked(name, settings) for name in names]
    signal.signal(signal.SIGTERM, told_to_stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    try:
        while not stop.wait(0.2):
            if not all(door.is_alive() for door in doors):
                return 1
        return 0
    finally:
        _close(doors)


def _forked(name: str, settings: NodeSettings) -> BaseProcess:
    door = get_context("fork").Process(target=_serve, args=(name, settings), name=name)
    door.start()
    return door


def _serve(name: str, settings: NodeSettings) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    # What `ps` shows; the command line is the same for every door.
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"{name} door")
    _DOORS[name](settings).serve()


def _close(doors: list[BaseProcess]) -> None:
    for door in doors:
        door.terminate()
    until = time.monotonic() + _CLOSING_SECONDS
    for door in doors:
        door.join(max(0, until - time.monotonic()))
        if door.is_alive():
            door.kill()
            door.join()


if __name__ == "__main__":
    raise SystemExit(open_doors(sys.argv[1:]))
