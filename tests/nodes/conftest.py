"""Three running nodes, shared by the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.node.demo.cast import places
from comity.node.demo.running import Running
from comity.node.demo.supervisor import three_nodes

PORTS_OF_NODES = 18101


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    folder = tmp_path_factory.mktemp("three")
    register = Path(__file__).resolve().parents[2] / "register"
    with three_nodes(folder, places(PORTS_OF_NODES), register=register, say=print) as running:
        yield running
