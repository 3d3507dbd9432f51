"""Two whole nodes, US and UA, of which one can be set back to how it stood before."""

import sqlite3
from collections.abc import Iterator
from typing import Any, cast

import pytest

from tests.two_nodes import TwoNodes


class SetBack:
    """Copies of one node's database, as a backup would hold them."""

    def __init__(self, both: TwoNodes) -> None:
        self.both = both
        self._kept: dict[str, sqlite3.Connection] = {}

    def keep(self, code: str) -> None:
        """Keep a node as it stands now."""
        self._kept[code] = sqlite3.connect(":memory:")
        self._raw(code).backup(self._kept[code])

    def restore(self, code: str) -> None:
        """Set a node back to how it was kept."""
        self._kept[code].backup(self._raw(code))

    def _raw(self, code: str) -> sqlite3.Connection:
        database = self.both.nodes[code].database
        database.ensure_connection()
        return cast(sqlite3.Connection, cast(Any, database).connection)


@pytest.fixture(scope="session")
def founded_pair(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoNodes]:
    with django_db_blocker.unblock():
        yield TwoNodes(tmp_path_factory.mktemp("epochs"))


@pytest.fixture
def both(db: None, founded_pair: TwoNodes) -> TwoNodes:
    founded_pair.begin_anew()
    return founded_pair


@pytest.fixture
def set_back(both: TwoNodes) -> SetBack:
    return SetBack(both)
