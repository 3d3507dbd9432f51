"""`comity restore`: a home made out of a backup, whole or not at all, and marked as set back."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import connections
from django.db.models import Model

from comity.crypto.keys import SealingKey, open_keystore
from comity.node.backups.faults import (
    BackupFault,
    BackupRefusedError,
    PlaceRefusedError,
    PlaceTakenError,
)
from comity.node.backups.items import DATABASE
from comity.node.backups.making import Progress
from comity.node.backups.reading import About, unpack
from comity.node.configuration import NodeSettings
from comity.node.django_start import start_django
from comity.node.home import Home, write_private
from comity.node.milestones import mark_founded, mark_restored
from comity.node.settings_edit import with_settings
from comity.node.verified_apart import verified_apart

_FOLDERS: Final = ("blobs/parts", "tmp", "static")


@dataclass(frozen=True, slots=True)
class Restored:
    """A node that came out of a backup.

    Attributes:
        about: what the backup says of itself.
        home: where the node stands now.
        verified: what `comity verify` found.
    """

    about: About
    home: Home
    verified: dict[str, Any]

    @property
    def whole(self) -> bool:
        """Whether record and channels are whole."""
        return bool(self.verified.get("whole"))


def restore(
    path: Path,
    key: SealingKey,
    into: Path,
    *,
    database: str,
    passphrase: Callable[[Path], str],
    at: datetime,
    progress: Progress,
) -> Restored:
    """Restore a backup into a folder that does not exist or is empty.

    Everything is made beside the folder first, and takes its place only when every digest, the
    settings, the keystore and the database have been found good.

    Args:
        path: the backup.
        key: the recovery key.
        into: the new home.
        database: `sqlite`, or the address of an empty PostgreSQL database.
        passphrase: asked for what opens the keystore.
        at: aware UTC instant.
        progress: is told how far reading is.

    Raises:
        PlaceTakenError: the folder holds something.
        BackupRefusedError: with what is wrong with the backup, and where.
        KeystoreError: the passphrase does not open the keystore in it.
        SettingsRefusedError: this machine cannot run with the settings in it.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise PlaceTakenError(path=into)
    with _beside(into) as staging:
        unpacked = staging / "unpacked"
        unpacked.mkdir()
        about = unpack(path, key, unpacked, progress=progress)
        home = _laid_out(unpacked, staging / "home", into, database)
        # From here on this process speaks of the new home.
        os.environ["COMITY_HOME"] = str(home.folder)
        NodeSettings()
        word = passphrase(home.folder)
        open_keystore(home.keystore, word)
        _restore_database(about, unpacked, home, database)
        told = {"restored_at": at.isoformat(), "backup_made_at": about.made_at.isoformat()}
        mark_restored(home, told)
        mark_founded(home, at=at)
        home.folder.replace(into)
    return Restored(about, Home(into), verified_apart(into, word))


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    """Work in a folder beside the one to be made; nothing of it stays."""
    staging = into.with_name(f".{into.name}.restoring")
    try:
        if staging.exists():  # an earlier run that was killed
            shutil.rmtree(staging)
        staging.mkdir(parents=True, mode=0o700)
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise PlaceRefusedError(path=error.filename or into, reason=error.strerror or "") from error


def _laid_out(unpacked: Path, folder: Path, into: Path, database: str) -> Home:
    """Move what was unpacked to where it stands in a home."""
    home = Home(folder)
    folder.mkdir(mode=0o700)
    for name in ("keys", "blobs", "register", "code-lists", "descriptor"):
        if (unpacked / name).exists():
            (unpacked / name).rename(folder / name)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    register = str(into / "register") if (folder / "register").exists() else None
    lists = str(into / "code-lists") if (folder / "code-lists").exists() else None
    changes: dict[str, object] = {
        "database": database,
        "register_folder": register,
        "code_lists_folder": lists,
    }
    if database == "sqlite":
        # Several processes need a server; those of the node that was backed up had one.
        changes |= {"web_processes": None, "workers": None}
    settings = (unpacked / "settings" / "comity.toml").read_bytes()
    try:
        write_private(home.settings, with_settings(settings.decode(), changes).encode())
    except ValueError as error:
        fault = BackupFault.MALFORMED
        raise BackupRefusedError(fault, path=into, number="settings/comity.toml") from error
    return home


def _restore_database(about: About, unpacked: Path, home: Home, database: str) -> None:
    if about.engine == "sqlite":
        if database != "sqlite":
            raise BackupRefusedError(BackupFault.OTHER_ENGINE, found=about.engine)
        (unpacked / DATABASE).rename(home.database)
        _demand_whole(home.database)
    start_django()
    # Imported only now: they are of a Django that has started.
    from comity.node.tables import copying, laying

    if about.engine == "sqlite":
        applied = set(about.migrations)
        laying.demand_known(applied, using="default")
    else:
        laying.demand_empty_database()
        with copying.all_or_nothing("default"):
            apps = laying.tables_as_of(about.migrations, using="default")
            copying.fill(apps, _lines_in(unpacked / "database" / "rows"), using="default")
    laying.bring_to_this_version()
    copying.demand_guards(using="default")
    connections.close_all()


def _demand_whole(database: Path) -> None:
    try:
        held = sqlite3.connect(database)
        try:
            found = [row[0] for row in held.execute("PRAGMA integrity_check(1)")]
            found += [str(row) for row in held.execute("PRAGMA foreign_key_check")][:1]
        finally:
            held.close()
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise BackupRefusedError(BackupFault.DATABASE_DAMAGED, cause=found[-1])


def _lines_in(rows: Path) -> Callable[[type[Model]], Iterator[bytes]]:
    def lines(model: type[Model]) -> Iterator[bytes]:
        folder = rows / model._meta.db_table
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        expected = [f"{number:08}.jsonl" for number in range(len(files))]
        if not files or [file.name for file in files] != expected:
            name = f"database/rows/{model._meta.db_table}"
            raise BackupRefusedError(BackupFault.NOT_LISTED, path="", name=name)
        for file in files:
            with file.open("rb") as opened:
                yield from opened

    return lines
