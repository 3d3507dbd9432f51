"""Nodes with the people of the demonstration, with settings and databases a test chooses."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from comity.node.demo.cast import Place
from comity.node.demo.running import Running
from comity.node.demo.supervisor import found_all, make_homes

REGISTER = Path(__file__).resolve().parents[2] / "register"


@contextmanager
def running(
    folder: Path,
    where: tuple[Place, ...],
    *,
    settings: Mapping[str, str],
    databases: Mapping[str, str],
    prepare: Callable[[Running], object] = id,
) -> Iterator[dict[str, Running]]:
    """Found nodes, serve them, and stop them at the end.

    Args:
        folder: where their homes are made.
        where: the nodes.
        settings: by name of a node what stands in its settings beside what it needs.
        databases: by name of a node the empty database it gets; SQLite where none is named.
        prepare: what else is done to each home before its node is founded.
    """
    now = datetime.now(UTC)
    made = make_homes(folder, where, register=REGISTER, at=now, databases=databases)
    for node in made:
        file = node.home / "comity.toml"
        file.write_text(settings.get(node.place.cast.name, "") + file.read_text())
        prepare(node)
    found_all(made, print)
    try:
        for node in made:
            node.start()
        for node in made:
            node.wait_ready()
        yield {node.place.cast.name: node for node in made}
    finally:
        for node in made:
            if node.process is not None:
                node.process.terminate()
        for node in made:
            node.stop()
