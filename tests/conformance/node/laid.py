"""A database of a node's own: laid and linked once, and copied for each scenario."""

import gc
import logging
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

from comity.node.tables.laying import bring_to_this_version
from tests.home import HOME

os.environ["DJANGO_SETTINGS_MODULE"] = "comity.node.settings"
django.setup()
# What partners are refused is told in the answers; a log of it beside them helps nobody.
logging.disable(logging.WARNING)
# What a program reads of itself never is rubbish; looking for it costs an eighth of the start.
gc.freeze()


def begin_anew(made_from: bytes, make: Callable[[], None]) -> None:
    """Put a database in the place of what is there.

    Args:
        made_from: what it is made from; the same is made once.
        make: fills empty tables.
    """
    template = HOME / f"from-{sha256(made_from).hexdigest()[:16]}"
    if not template.exists():
        _put_back(_laid())
        make()
        _keep_as(template)
    _put_back(template)


def _laid() -> Path:
    """The empty tables as a file that is only copied."""
    empty = HOME / "empty-tables"
    if not empty.exists():
        bring_to_this_version()
        _keep_as(empty)
    return empty


def _file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _keep_as(copy: Path) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copy(_file(), copy)


def _put_back(copy: Path) -> None:
    connections.close_all()
    for more in ("-wal", "-shm"):
        Path(f"{_file()}{more}").unlink(missing_ok=True)
    shutil.copy(copy, _file())
