"""Two founded nodes, as those that join have them."""

from tests.integration.joining.conftest import both, founded_pair

__all__ = ["both", "founded_pair"]
