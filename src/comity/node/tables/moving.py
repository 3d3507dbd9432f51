"""`comity db move`: a node's tables from SQLite to PostgreSQL, shown to be the same first.

The old database is only read. The settings name the new one last, when every table holds the same
rows, the record and the channels verify there, and the guards of the record stand.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.kernel.errors import ComityError
from comity.node.configuration import NodeSettings
from comity.node.django_start import start_django
from comity.node.home import Home, write_private
from comity.node.occupancy import occupied
from comity.node.settings_edit import with_settings
from comity.node.settings_faults import variable_of, variable_that_says
from comity.node.tables.rows import Content
from comity.node.verified_apart import verified_apart


class MoveRefusedError(ComityError):
    """The database cannot be moved from here or to there."""

    code = "move_refused"


class MovedRecordDiffersError(ComityError):
    """What was verified in the new database is not what was verified in the old one."""

    code = "moved_record_differs"


@dataclass(frozen=True, slots=True)
class Moved:
    """A database that was moved.

    Attributes:
        tables: what each table holds, in both.
        verified: what `comity verify` found in the new one.
    """

    tables: Mapping[str, Content]
    verified: dict[str, Any]


def move(
    home: Home, to: str, *, passphrase: str, tell: Callable[[str, int], object] = lambda *_: None
) -> Moved:
    """Move a node that stands still from SQLite to an empty PostgreSQL database.

    Args:
        home: whose.
        to: `postgresql://…`.
        passphrase: opens the keystore, whose public keys verification needs.
        tell: is told each table and its rows once they are there.

    Raises:
        MoveRefusedError: it is not on SQLite, or the settings cannot be changed afterwards.
        NodeRunsError: the node runs.
        DatabaseNotEmptyError, DatabaseUnreachableError: the other database will not do.
        CopyRefusedError, TablesDifferError, GuardsMissingError: it does not hold the same.
        MovedRecordDiffersError: it does not verify as the old one does.
    """
    changed = _changed_settings(home, to)
    with occupied(home.folder):
        before = verified_apart(home.folder, passphrase)
        if not before.get("whole"):
            raise MoveRefusedError(reason="the record here is not whole; see `comity verify`")
        os.environ[variable_of(("database",))] = to
        start_django()
        # Only now, because it speaks of a Django that has started.
        from comity.node.tables.transfer import transfer

        tables = transfer(tell)
        # By a process that knows nothing of the copying.
        after = verified_apart(home.folder, passphrase)
        if after != before:
            raise MovedRecordDiffersError(to=to.rpartition("@")[2])
        write_private(home.settings, changed.encode())
    return Moved(tables, after)


def _changed_settings(home: Home, to: str) -> str:
    if NodeSettings().database != "sqlite":
        raise MoveRefusedError(reason="this node is not on SQLite")
    if variable := variable_that_says(("database",), os.environ):
        raise MoveRefusedError(reason=f"{variable} names the database; it would win afterwards")
    if not to.startswith(("postgresql://", "postgres://")):
        raise MoveRefusedError(reason="the other database must be postgresql://…")
    return with_settings(home.settings.read_text(), {"database": to})
