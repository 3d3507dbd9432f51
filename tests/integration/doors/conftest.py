"""One house for a module; every visit to it is taken back, so that thousands share it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import TestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from comity.crypto.keys import NodeKeys
from comity.node.wiring import wire
from tests.integration.assistance.scene import set_scene
from tests.integration.doors.world import House, build, furnish, undone


class _Kept(TestCase):
    """The transaction in which the house stands."""


@pytest.fixture(scope="module")
def built(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    keys: NodeKeys,
    partner_keys: NodeKeys,
) -> Iterator[House]:
    with django_db_blocker.unblock():
        _Kept.setUpClass()
        try:
            translation.activate("en")
            cache.clear()
            scene = set_scene(tmp_path_factory.mktemp("doors") / "blobs", keys, partner_keys)
            furnish(scene)
            yield build(scene)
        finally:
            wire()
            _Kept.tearDownClass()
            _Kept.doClassCleanups()


@pytest.fixture
def db() -> None:
    """Say that a test needs the database; the transaction is the module's."""


@pytest.fixture
def house(db: None, built: House) -> Iterator[House]:
    translation.activate("en")
    browsers = dict(built.browsers)
    with undone():
        yield built
    built.browsers = browsers
