"""Start Django for a verb of the command line."""

import os

import django


def start_django() -> None:
    """Load settings and packages of the node in `COMITY_HOME`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.settings")
    django.setup()
