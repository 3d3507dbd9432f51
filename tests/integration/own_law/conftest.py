"""The scene for tests of own law that lives in the node."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from comity.crypto.keys import NodeKeys
from comity.node.wiring import wire
from tests.integration.assistance.scene import Scene, set_scene


@pytest.fixture(scope="session")
def keys() -> NodeKeys:
    return NodeKeys.generate("US")


@pytest.fixture(scope="session")
def partner_keys() -> NodeKeys:
    return NodeKeys.generate("UA")


@pytest.fixture
def scene(
    db: None, settings: Any, tmp_path: Path, keys: NodeKeys, partner_keys: NodeKeys
) -> Iterator[Scene]:
    # A password takes a second to check by design; a dozen officers would take a test's patience.
    cache.clear()  # sign-ins are counted there, and slowed down after many
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    yield set_scene(tmp_path / "blobs", keys, partner_keys)
    wire()
