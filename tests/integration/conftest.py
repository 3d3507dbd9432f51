"""The scene most integration tests stand on, and passwords that cost nothing to check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from comity.crypto.keys import NodeKeys
from comity.node.wiring import wire
from tests.integration.assistance.scene import Scene, set_scene


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Scrypt takes 0.2 s a password by design, and a test appoints a dozen officers.

    The node and browser suites sign in through the real one.
    """
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def keys() -> NodeKeys:
    return NodeKeys.generate("US")


@pytest.fixture(scope="session")
def partner_keys() -> NodeKeys:
    return NodeKeys.generate("UA")


@pytest.fixture
def scene(db: None, tmp_path: Path, keys: NodeKeys, partner_keys: NodeKeys) -> Iterator[Scene]:
    cache.clear()  # sign-ins are counted there, and slowed down after many
    yield set_scene(tmp_path / "blobs", keys, partner_keys)
    wire()
