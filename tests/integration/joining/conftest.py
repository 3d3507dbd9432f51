"""Two founded nodes, one copy for each test."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from comity.node.wiring import wire
from tests.two_nodes import TwoNodes


@pytest.fixture(scope="session")
def founded_pair(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> TwoNodes:
    with django_db_blocker.unblock():
        return TwoNodes(tmp_path_factory.mktemp("pair"))


@pytest.fixture
def both(founded_pair: TwoNodes, django_db_blocker: DjangoDbBlocker) -> Iterator[TwoNodes]:
    with django_db_blocker.unblock():
        founded_pair.begin_anew()
        yield founded_pair
    wire()
