"""A disk that takes nothing, as each door meets it: told in words, and nothing half applied."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import DatabaseError, InternalError, OperationalError, connection
from django.test import Client

from comity.assistance.models import Request
from comity.evidence.vault import furnish, vault
from comity.interfaces.peer.door import make_application
from comity.interfaces.storage import DISK_FULL, DISK_READ_ONLY, trouble_at, trouble_of
from comity.node.sqlite.lock import WriteLock
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.exchange.test_door import cut, knock
from tests.integration.rest.client import Caller, problem_of
from tests.integration.web.test_desk_pages import NEW, TYPED
from tests.small_disk import small_disk


@contextmanager
def database_read_only() -> Iterator[None]:
    """Let the database of this connection take no writes, as it says it itself."""
    postgresql = connection.vendor == "postgresql"
    shut, opened = (
        ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
        if postgresql
        else ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    )
    with connection.cursor() as cursor:
        cursor.execute(shut)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(opened)


def browser(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username=username))
    return client


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DISK_FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DISK_FULL),
        (OSError(errno.EROFS, "Read-only file system"), DISK_READ_ONLY),
        (OperationalError("database or disk is full"), DISK_FULL),
        (OperationalError("attempt to write a readonly database"), DISK_READ_ONLY),
        (OSError(errno.EACCES, "Permission denied"), ""),
        (OperationalError("no such table: disk is full of them"), ""),
        (InternalError("database or disk is full"), ""),
        (ValueError("database or disk is full"), ""),
        (None, ""),
    ],
)
def test_the_disks_trouble_is_known_by_its_error(error: BaseException | None, code: str) -> None:
    assert trouble_of(error) == code


def test_trouble_is_known_below_the_error_it_caused() -> None:
    outer = DatabaseError("could not be stored")
    outer.__cause__ = OSError(errno.ENOSPC, "full")
    assert trouble_of(outer) == DISK_FULL


def test_a_glance_at_a_folder_tells_full_from_read_only(tmp_path: Path) -> None:
    with small_disk(tmp_path / "home", kilobytes=4096) as disk:
        assert trouble_at(disk.folder, least_mb=1) == ""
        disk.fill()
        assert trouble_at(disk.folder, least_mb=1) == DISK_FULL
        disk.shut()
        assert trouble_at(disk.folder, least_mb=1) == DISK_READ_ONLY
        disk.open()


def test_a_lock_that_cannot_be_taken_keeps_nobody_waiting(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "later" / "db.lock")
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            lock.acquire()
    (tmp_path / "later").mkdir()
    lock.acquire()
    lock.release()


@pytest.mark.django_db(transaction=True)
def test_a_page_says_so_and_changes_nothing(scene: Scene) -> None:
    officer = browser("j.alvarez")
    with database_read_only():
        answer = officer.post(NEW, TYPED | {"action": "save"})
        assert officer.get("/requests/").status_code == 200
    assert answer.status_code == 503
    told = answer.content.decode()
    assert "This node&#x27;s disk is read-only" in told and "Reading goes on" in told
    assert Request.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_api_says_so_and_changes_nothing(scene: Scene) -> None:
    drafter = Caller("j.alvarez").sign_in()
    with database_read_only():
        told = problem_of(drafter.post("/requests", {"partner": "UA"}), 503, "disk_read_only")
        assert drafter.get("/requests").status_code == 200
    assert "mounts it for writing" in told["detail"]
    assert Request.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_noting_a_session_keeps_nobody_from_reading(scene: Scene) -> None:
    officer = browser("j.alvarez")
    caches["process"].clear()
    with database_read_only():
        assert officer.get("/").status_code == 200


def test_every_page_tells_of_it_while_it_lasts(scene: Scene, settings: Any) -> None:
    officer = browser("j.alvarez")
    assert "nothing can be saved" not in officer.get("/").content.decode()
    health = settings.NODE.health
    full = health.model_copy(update={"disk_full_mb": 2**30})
    settings.NODE = settings.NODE.model_copy(update={"health": full})
    assert "nothing can be saved" in officer.get("/").content.decode()


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [(errno.ENOSPC, 507, "disk_full"), (errno.EROFS, 503, "disk_read_only")],
)
def test_the_partners_door_says_so_and_holds_nothing(
    scene: Scene, number: int, status: int, code: str
) -> None:
    def no_room() -> datetime:
        raise OSError(number, "as the disk says it")

    scene.partner.write()
    door = make_application(scene.keys, "US", clock=no_room)
    answer = knock(door, "/parcels", cut(scene.partner.parcel()))
    assert (answer.status, answer.problem()["code"]) == (status, code)


def test_an_exhibit_that_does_not_fit_leaves_nothing_behind(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With no room kept for the node itself, the disk is filled to its last byte.
    monkeypatch.setattr("comity.evidence.vault.ROOM_KEPT_FREE", 0)
    with small_disk(tmp_path / "blobs", kilobytes=512) as disk:
        furnish(keys=lambda: scene.keys, folder=disk.folder)
        with pytest.raises(OSError) as full, Path("/dev/zero").open("rb") as endless:
            vault().seal(endless)
        assert trouble_of(full.value) == DISK_FULL
        assert [path for path in disk.folder.rglob("*") if path.is_file()] == []
