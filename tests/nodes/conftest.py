"""Running nodes and nodes set up once, shared by the tests of this folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from comity.node.demo.cast import places
from comity.node.demo.running import Running
from tests.nodes.databases import SQLITE, database_of, new_database, own_database
from tests.nodes.demo_nodes import running
from tests.nodes.own_node import OwnNode, copied
from tests.nodes.ports import THREE_NODES
from tools.postgres import server

CopiedOnPostgresql = Callable[[OwnNode, Path], OwnNode]
# Everything is logged that ever would be, and a silent worker is told soon: tests of the logs and
# of health need no start of their own.
LOUD = 'log.format = "json"\nlog.level = "info"\n'
HASTY = "health.worker_silent_seconds = 15\nhealth.disk_low_mb = 1\nhealth.disk_full_mb = 1\n"
# Tests that stand on one costly fixture are played by one worker, so that it is made once.
_COSTLY = ("nodes", "founded", "founded_on_postgresql")
_HERE = Path(__file__).resolve().parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests one worker plays, where there are several."""
    for item in items:
        if isinstance(item, pytest.Function) and item.path.is_relative_to(_HERE):
            stands_on = [name for name in _COSTLY if name in item.fixturenames]
            group = stands_on[0] if stands_on else item.path.stem
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    where = places(THREE_NODES)
    databases = {place.cast.name: own_database() for place in where}
    settings = {place.cast.name: LOUD + HASTY for place in where}
    folder = tmp_path_factory.mktemp("three")
    with running(folder, where, settings=settings, databases=databases) as made:
        yield made


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> OwnNode:
    """A production node, set up once and served by nobody; copy it before changing it."""
    folder = tmp_path_factory.mktemp("own")
    node = OwnNode(folder / "home", folder / "recovery.key")
    made = node.init("--recovery-key", str(node.recovery_key))
    assert made.returncode == 0, made.stderr
    node.founding = made.stdout
    return node


@pytest.fixture(scope="session")
def enrolled(founded: OwnNode, tmp_path_factory: pytest.TempPathFactory) -> OwnNode:
    """The same, once its administrators have a second factor."""
    node = copied(founded, tmp_path_factory.mktemp("enrolled"))
    node.enrol()
    return node


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a real PostgreSQL server's first database."""
    told = os.environ.get("COMITY_DATABASE", SQLITE)
    if told != SQLITE:
        yield told
        return
    with server() as url:
        yield url


@pytest.fixture
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty database."""
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def founded_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: str
) -> Iterator[OwnNode]:
    """A production node on PostgreSQL, set up once and served by nobody; copy it too."""
    folder = tmp_path_factory.mktemp("own-on-postgresql")
    with new_database(postgresql_server) as url:
        node = OwnNode(folder / "home", folder / "recovery.key")
        made = node.init("--recovery-key", str(node.recovery_key), database=url)
        assert made.returncode == 0, made.stderr
        yield node


@pytest.fixture
def copied_on_postgresql(postgresql_server: str) -> Iterator[CopiedOnPostgresql]:
    """Copies a node on PostgreSQL, database and all, into a folder."""
    with ExitStack() as databases:

        def copy(node: OwnNode, folder: Path) -> OwnNode:
            like = database_of(node.home)
            url = databases.enter_context(new_database(postgresql_server, like=like))
            return copied(node, folder, database=url)

        yield copy
