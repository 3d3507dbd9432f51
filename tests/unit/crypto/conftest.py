"""Keys to test with, made once: making them is the slow part."""

import pytest

from comity.crypto.keys import NodeKeys


@pytest.fixture(scope="session")
def keys() -> NodeKeys:
    return NodeKeys.generate("ua")


@pytest.fixture(scope="session")
def other_keys() -> NodeKeys:
    """Another node that took the same name."""
    return NodeKeys.generate("ua")
