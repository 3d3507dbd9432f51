"""Start Django for a verb of the command line, or for a server."""

import os

import django

from comity.kernel.errors import ComityError
from comity.node.configuration import home_folder
from comity.node.home import Home


class NoNodeHereError(ComityError):
    """The home folder holds no node; nothing is made there by looking."""

    code = "no_node_here"


def start_django() -> None:
    """Load settings and packages of the node in `COMITY_HOME`.

    Raises:
        NoNodeHereError: there is none.
    """
    home = Home(home_folder())
    if not home.settings.exists():
        raise NoNodeHereError(folder=home.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.settings")
    django.setup()
