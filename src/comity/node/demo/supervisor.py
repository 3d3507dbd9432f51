"""Makes three homes, starts three nodes, and leaves no process behind."""

import contextlib
import json
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.link_number import link_number
from comity.node.demo.cast import NODES, PASSWORD, Cast, Place
from comity.node.demo.ground import demo_folder, end_left_over, refuse_taken_ports
from comity.node.demo.running import NodeNotReadyError, Running
from comity.node.home import Home, make_home

Say = Callable[[str], None]
SQLITE = "sqlite"
_EMBEDDED: Mapping[str, str] = {}


def settings_of(place: Place, register: Path, database: str = SQLITE) -> dict[str, object]:
    """Return what the node's `comity.toml` says."""
    cast = place.cast
    return {
        "country": cast.country,
        "administration": cast.administration,
        "demo": True,
        "database": database,
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
    folder: Path,
    all_places: tuple[Place, ...],
    *,
    register: Path,
    at: datetime,
    databases: Mapping[str, str] = _EMBEDDED,
) -> tuple[Running, ...]:
    """Make the three home folders anew, with keys, settings and signed descriptors.

    Args:
        folder: where they are made.
        all_places: the nodes.
        register: the register folder they read.
        at: aware UTC instant.
        databases: by name of the node the empty database it gets; SQLite where none is named.
    """
    for place in all_places:
        shutil.rmtree(folder / place.cast.name, ignore_errors=True)
    nodes = []
    for place in all_places:
        database = databases.get(place.cast.name, SQLITE)
        home, passphrase = folder / place.cast.name, secrets.token_urlsafe(24)
        running = Running(place, home, passphrase, database)
        keys = make_home(
            running.home,
            settings=settings_of(place, register, database),
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
    _share_tables(nodes)
    founders = [(running, _start_founding(running)) for running in nodes]
    for running, founder in founders:
        if founder.wait():
            raise NodeNotReadyError(node=running.place.cast.name, log=running.home / "node.log")
        (running.home / "plan.json").unlink()
        say(f"{running.place.cast.administration}: founded, register read, partners linked")


def _share_tables(nodes: tuple[Running, ...]) -> None:
    """Make the tables of nodes with a database file once; on a server each makes its own."""
    embedded = [running for running in nodes if running.database == SQLITE]
    if not embedded:
        return
    first, *others = embedded
    if _start_founding(first, "tables-only").wait():
        raise NodeNotReadyError(node=first.place.cast.name, log=first.home / "node.log")
    for running in others:
        shutil.copyfile(Home(first.home).database, Home(running.home).database)


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
    folder: Path,
    all_places: tuple[Place, ...],
    *,
    register: Path,
    say: Say,
    databases: Mapping[str, str] = _EMBEDDED,
) -> Iterator[dict[str, Running]]:
    """Found and start the three nodes; stop them all on the way out, whatever happened."""
    folder = folder.resolve()
    with demo_folder(folder):
        end_left_over(folder)
        refuse_taken_ports(all_places)
        say(f"Making {len(NODES)} homes in {folder.name}/ (keys, settings, certificates)")
        at = datetime.now(UTC)
        nodes = make_homes(folder, all_places, register=register, at=at, databases=databases)
        found_all(nodes, say)
        yield from _running(nodes, say=say)


def _running(nodes: tuple[Running, ...], *, say: Say) -> Iterator[dict[str, Running]]:
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
