"""Django's name for the composition root."""

from django.apps import AppConfig


class NodeConfig(AppConfig):
    """Fills the table of handlers once all packages are loaded."""

    name = "comity.node"

    def ready(self) -> None:
        """Wire what lower packages know only as protocols."""
        from comity.node.wiring import wire

        wire()
