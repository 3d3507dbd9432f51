"""Three running nodes, shared by the tests of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.node.demo.cast import places
from comity.node.demo.running import Running
from comity.node.demo.supervisor import three_nodes
from tests.nodes.databases import SQLITE, new_database, own_database
from tests.nodes.own_node import OwnNode
from tools.postgres import server

PORTS_OF_NODES = 18101


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    folder = tmp_path_factory.mktemp("three")
    register = Path(__file__).resolve().parents[2] / "register"
    where = places(PORTS_OF_NODES)
    databases = {place.cast.name: own_database() for place in where}
    with three_nodes(folder, where, register=register, say=print, databases=databases) as running:
        yield running


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> OwnNode:
    """A production node, set up once and served by nobody; copy it before changing it."""
    folder = tmp_path_factory.mktemp("own")
    node = OwnNode(folder / "home", folder / "recovery.key")
    made = node.init("--recovery-key", str(node.recovery_key))
    assert made.returncode == 0, made.stderr
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


@pytest.fixture
def another_postgresql_database(postgresql_server: str) -> Iterator[str]:
    """The URL of another one."""
    with new_database(postgresql_server) as url:
        yield url
