"""One house for a test; every visit to it is taken back, so that one test makes thousands."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from comity.node.wiring import wire
from tests.integration.assistance.scene import Scene
from tests.integration.doors.world import House, build, furnish


@pytest.fixture
def house(scene: Scene) -> Iterator[House]:
    translation.activate("en")
    furnish(scene)
    yield build(scene)
    wire()
