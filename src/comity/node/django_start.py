"""Start Django for a verb of the command line, or for a server.

    python -m comity.node.django_start MODULE [ARGUMENT ...]

runs a module in a started node, so that it can import models at its top as any other does.
"""

import gc
import os
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
    with reading_program():
        django.setup()


@contextmanager
def reading_program() -> Iterator[None]:
    """Let the collector of rubbish rest: what a program reads of itself never is any.

    It would look at everything read so far again and again, an eighth of the time of a start.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


if __name__ == "__main__":
    start_django()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
