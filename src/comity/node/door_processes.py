"""The processes of a node's doors: the program is read once, then each door is forked from it.

    python -m comity.node.door_processes [officers] [partners]

opens the doors named, of the node in `COMITY_HOME`, and ends when one of them ends or when it is
told to stop. Where none is named it opens both as a node does: the officers' door alone until
enough administrators can sign in, and no partners' door after a restore that nobody confirmed.
Reading the program is what takes time when a node starts, and what was read is most of a process's
memory: forked, the doors share both.
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
from multiprocessing import get_context, set_start_method
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from django.conf import settings as django_settings
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from comity.node.configuration import NodeSettings, home_folder
from comity.node.django_start import reading_program, start_django
from comity.node.home import Home
from comity.node.logs import logging_settings
from comity.node.milestones import restored_and_unconfirmed
from comity.node.opening import BEHIND, OPENED, Opening

# What the doors need beside Django. None of it may start a thread or open the database when it is
# read: neither outlives a fork.
_PROGRAM = (
    "django.core.wsgi",
    "comity.node.urls",
    "comity.interfaces.peer.door",
    "comity.node.working",
)
_CLOSING_SECONDS = 8
# How long a door goes on beside the one that takes its place: both may listen at one port, and a
# door forked from here listens within a fraction of it.
_BESIDE_SECONDS = 2


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

    Args:
        names: which; where there are none, as the node stands.

    Returns:
        0 when told to stop, 1 when a door ended by itself.
    """
    # Ctrl-C reaches every process of a terminal at once. The one that supervises listens to it and
    # tells this one to stop; each is told once, for a server told twice may not end in order.
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    # A server that would start its workers anew, as later Pythons do, would give them neither what
    # was read nor whether the node is open yet.
    set_start_method("fork", force=True)
    _read_program()
    supervisor = _Supervisor()
    ended = None if names else _enrol(supervisor)
    if ended is not None:
        return ended
    return supervisor.watch(names or _doors(Home(home_folder()))) or 0


def _read_program() -> None:
    with reading_program():
        start_django()
        for module in _PROGRAM:
            import_module(module)
    # Nothing that was read goes away: left alone by the collector, its memory stays shared.
    gc.collect()
    gc.freeze()
    assert threading.active_count() == 1, "a thread would not be there after the fork"


def _enrol(supervisor: "_Supervisor") -> int | None:
    """Open for administrators alone until two of them have a second factor.

    Returns:
        None once the node may open; what `open_doors` returns when it was told to stop before, or
        when the tables are not of this version.
    """
    settings, opening = NodeSettings(), Opening()
    may_open = opening.may_open()
    if opening.is_behind:
        print(BEHIND, file=sys.stderr, flush=True)
        return 1
    if settings.demo or may_open:
        return None
    print(opening.in_words(settings.officers_door.name), file=sys.stderr, flush=True)
    return supervisor.watch(["officers"], enrolment=True, until=opening.has_come)


def _doors(home: Home) -> list[str]:
    """Return the doors to open; a node set back speaks to no partner until someone confirms."""
    if restored_and_unconfirmed(home):
        told = "Restored from a backup and not confirmed: the partners' door stays shut."
        print(f"{told} See `comity node confirm-restore`.", file=sys.stderr, flush=True)
        return ["officers"]
    return ["officers", "partners"]


class _Supervisor:
    """Forks doors and watches over them, until it is told to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        # Doors that were asked to give way, until those that take their place surely listen.
        self._giving_way: list[BaseProcess] = []
        # What is told while doors are forked waits until somebody listens.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM,))
        signal.signal(signal.SIGTERM, self._told_to_stop)

    def _told_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def watch(
        self,
        names: list[str],
        *,
        enrolment: bool = False,
        until: Callable[[], bool] = lambda: False,
    ) -> int | None:
        """Open doors and close them at the end, or when the next ones have taken their place.

        Whoever knocks meanwhile is served by the one or the other, and never turned away.

        Returns:
            0 when told to stop, 1 when a door ended by itself, None when `until` said yes.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM,))
        doors = [_forked(name, enrolment) for name in names]
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
        taken_over_at = time.monotonic() + _BESIDE_SECONDS
        try:
            while not self._stop.wait(0.2):
                if not all(door.is_alive() for door in doors):
                    return 1
                if self._giving_way and time.monotonic() >= taken_over_at:
                    self._close_those_giving_way()
                if until():
                    self._giving_way, doors = doors, []
                    return None
            return 0
        finally:
            _close(doors)
            if doors:
                _close(self._giving_way)

    def _close_those_giving_way(self) -> None:
        gone, self._giving_way = self._giving_way, []
        _close(gone)
        if gone:
            print(OPENED, file=sys.stderr, flush=True)


def _forked(name: str, enrolment: bool) -> BaseProcess:
    door = get_context("fork").Process(target=_serve, args=(name, enrolment), name=name)
    door.start()
    return door


def _serve(name: str, enrolment: bool) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    # What `ps` shows; the command line is the same for every door.
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"{name} door")
    django_settings.ENROLMENT = enrolment
    _DOORS[name](NodeSettings()).serve()


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
