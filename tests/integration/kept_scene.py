"""The scene built once for a module, for tests that each take back what they did in it.

A folder's conftest takes `kept_scene`, `db` and `scene` from here. Tests that commit cannot
stand in it: the scene is in a transaction that never ends.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from comity.crypto.keys import NodeKeys
from comity.node.wiring import wire
from tests.integration.assistance.scene import Scene, scene_at, set_scene


class _Kept(TestCase):
    """The transaction in which the scene stands."""


@pytest.fixture(scope="module")
def kept_scene(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    keys: NodeKeys,
    partner_keys: NodeKeys,
) -> Iterator[None]:
    with django_db_blocker.unblock():
        _Kept.setUpClass()
        try:
            set_scene(tmp_path_factory.mktemp("kept"), keys, partner_keys)
            yield
        finally:
            wire()
            _Kept.tearDownClass()
            _Kept.doClassCleanups()


@pytest.fixture
def db(kept_scene: None) -> Iterator[None]:
    """Take back afterwards what a test did in the transaction of its module."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)
    transaction.set_rollback(False)


@pytest.fixture
def scene(db: None, tmp_path: Path, keys: NodeKeys, partner_keys: NodeKeys) -> Iterator[Scene]:
    cache.clear()  # sign-ins are counted there, and slowed down after many
    yield scene_at(tmp_path / "blobs", keys, partner_keys)
    wire()
