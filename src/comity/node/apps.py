"""Django's name for the composition root."""

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate


class NodeConfig(AppConfig):
    """Fills the table of handlers once all packages are loaded."""

    name = "comity.node"

    def ready(self) -> None:
        """Wire what lower packages know only as protocols."""
        from comity.node.wiring import wire

        wire()
        # Offices and agencies say who may what: the framework's permissions and content types,
        # which it would fill in after all migrations and all tests that commit, stay empty.
        post_migrate.disconnect(dispatch_uid=f"{create_permissions.__module__}.create_permissions")
        post_migrate.disconnect(create_contenttypes)
