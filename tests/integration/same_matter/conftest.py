"""Two agencies at one node, and a container that both speak of."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.integration.assistance.scene import Scene
from tests.integration.kept_scene import db, kept_scene, scene

__all__ = ["db", "kept_scene", "scene"]


@pytest.fixture
def desk(scene: Scene) -> Iterator[Scene]:
    scene.settle_assessment()
    with translation.override("en"):
        yield scene
