"""The API is asked in a scene that is built once for each module."""

from tests.integration.kept_scene import db, kept_scene, scene

__all__ = ["db", "kept_scene", "scene"]
