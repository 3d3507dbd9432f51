"""Makes three homes, starts three nodes, and leaves no process behind."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.link_number import link_number
from comity.kernel.errors import ComityError
from comity.node.demo.cast import NODES, PASSWORD, Cast, Place
from comity.node.home import Home, make_home

READY_SECONDS = 60
_HELD = "held"
Say = Callable[[str], None]


class PortTakenError(ComityError):
    """Something else listens where a node of the demonstration should."""

    code = "port_taken"


class FolderNotOursError(ComityError):
    """The folder holds something that no demonstration made; nothing of it is touched."""

    code = "folder_not_ours"


class AlreadyRunningError(ComityError):
    """Another demonstration runs in that folder."""

    code = "demo_already_running"


class NodeNotReadyError(ComityError):
    """A node did not answer in time; its log says why."""

    code = "node_not_ready"


@dataclass
class Running:
    """One node of the demonstration while it runs."""

    place: Place
    home: Path
    passphrase: str
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
        """Kill every process of the node at once, as a power cut would."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

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


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


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


def settings_of(place: Place, register: Path) -> dict[str, object]:
    """Return what the node's `node.toml` says."""
    cast = place.cast
    return {
        "country": cast.country,
        "administration": cast.administration,
        "demo": True,
        "register_folder": str(register),
        "officers_door": {"host": "127.0.0.1", "port": place.officers_port, "name": place.host},
        "partners_door": {"host": "127.0.0.1", "port": place.partners_port, "name": place.host},
        "agencies": [{"code": code, "name": name} for code, name in cast.agencies],
    }


def _people(cast: Cast) -> list[dict[str, object]]:
    return [
        {
            "username": person.username,
            "name": person.name,
            "agency": person.agency,
            "roles": [role.value for role in person.roles],
            "password": PASSWORD,
        }
        for person in cast.people
    ]


def make_homes(
    folder: Path, all_places: tuple[Place, ...], *, register: Path, at: datetime
) -> tuple[Running, ...]:
    """Make the three home folders anew, with keys, settings and signed descriptors."""
    for place in all_places:
        shutil.rmtree(folder / place.cast.name, ignore_errors=True)
    nodes = []
    for place in all_places:
        running = Running(place, folder / place.cast.name, secrets.token_urlsafe(24))
        keys = make_home(
            running.home,
            settings=settings_of(place, register),
            passphrase=running.passphrase,
            host=place.host,
            at=at,
        )
        draft = DescriptorDraft(
            code=place.cast.country,
            name=place.cast.administration,
            agencies=place.cast.agencies,
            address=f"https://{place.host}:{place.partners_port}",
            certificate=Home(running.home).certificate.read_bytes(),
        )
        descriptor = make_own_descriptor(keys, draft, at=at)
        (running.home / "descriptor").write_bytes(descriptor)
        nodes.append(running)
    return tuple(nodes)


def _descriptor_of(running: Running) -> Descriptor:
    return read_descriptor((running.home / "descriptor").read_bytes())


def _plan(running: Running, nodes: tuple[Running, ...]) -> dict[str, object]:
    cast = running.place.cast
    own = _descriptor_of(running)
    administrators = [p.username for p in cast.people if "node_administrator" in p.roles]
    links = [
        {
            "descriptor": str(other.home / "descriptor"),
            "number": link_number(own, _descriptor_of(other)),
            "confirmed_by": administrators[:2],
        }
        for other in nodes
        if other is not running
    ]
    return {"people": _people(cast), "links": links}


def found_all(nodes: tuple[Running, ...], say: Say) -> None:
    """Make the three databases side by side; the second and third start from the first's tables.

    Raises:
        NodeNotReadyError: a founding failed; the log says why.
    """
    for running in nodes:
        plan = running.home / "plan.json"
        plan.write_text(json.dumps(_plan(running, nodes), ensure_ascii=False))
    template = _found_tables(nodes[0])
    for running in nodes[1:]:
        shutil.copyfile(template, Home(running.home).database)
    founders = [(running, _start_founding(running)) for running in nodes]
    for running, founder in founders:
        if founder.wait():
            raise NodeNotReadyError(node=running.place.cast.name, log=running.home / "node.log")
        (running.home / "plan.json").unlink()
        say(f"{running.place.cast.administration}: founded, register read, partners linked")


def _found_tables(running: Running) -> Path:
    founder = _start_founding(running, "tables-only")
    if founder.wait():
        raise NodeNotReadyError(node=running.place.cast.name, log=running.home / "node.log")
    return Home(running.home).database


def _start_founding(running: Running, what: str = "plan.json") -> subprocess.Popen[bytes]:
    with (running.home / "node.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603  our own command
            running.command("node", "found", str(running.home / what)),
            env=running.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )


@contextlib.contextmanager
def three_nodes(
    folder: Path, all_places: tuple[Place, ...], *, register: Path, say: Say
) -> Iterator[dict[str, Running]]:
    """Found and start the three nodes; stop them all on the way out, whatever happened."""
    folder = folder.resolve()
    with demo_folder(folder):
        end_left_over(folder)
        refuse_taken_ports(all_places)
        yield from _running(folder, all_places, register=register, say=say)


def _running(
    folder: Path, all_places: tuple[Place, ...], *, register: Path, say: Say
) -> Iterator[dict[str, Running]]:
    say(f"Making {len(NODES)} homes in {folder.name}/ (keys, settings, certificates)")
    nodes = make_homes(folder, all_places, register=register, at=datetime.now(UTC))
    found_all(nodes, say)
    try:
        for running in nodes:
            running.start()
        for running in nodes:
            running.wait_ready()
            say(f"{running.place.cast.administration}: both doors open")
        yield {running.place.cast.name: running for running in nodes}
    finally:
        for running in nodes:
            if running.process is not None:
                running.process.terminate()
        for running in nodes:
            running.stop()
