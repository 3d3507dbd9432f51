"""A backup holds one instant of a running node, whole; what is restored from it is set back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comity.node.recovery import make_recovery_key
from comity.subjects.list_files.shipped import SHIPPED
from tests.nodes.conftest import CopiedOnPostgresql
from tests.nodes.databases import rows
from tests.nodes.own_node import OwnNode, copied, is_served, speaks_to_partners, wait_for

pytestmark = pytest.mark.nodes
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def node(founded: OwnNode, tmp_path: Path) -> OwnNode:
    return copied(founded, tmp_path / "node")


@contextmanager
def written_to(node: OwnNode, counted: Path) -> Iterator[None]:
    """Let another process write acts at the node meanwhile."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "comity.node.django_start", "tests.nodes.writer", str(counted)],
        env=node.environment,
        cwd=ROOT,
    )
    try:
        wait_for(counted.exists)
        yield
    finally:
        writer.terminate()
        writer.wait()


def backed_up(node: OwnNode, folder: Path) -> Path:
    file = folder / "backup.age"
    told = node.said("backup", str(file))
    assert told["bytes"] == file.stat().st_size
    return file


def restored(node: OwnNode, file: Path, into: Path, *more: str) -> OwnNode:
    told = node.said(
        "restore", str(file), "--into", str(into), "--key", str(node.recovery_key), *more
    )
    assert told["verified"]["whole"]
    return OwnNode(into, node.recovery_key)


def count(node: OwnNode, question: str) -> int:
    return int(rows(node.home, question)[0][0])


def blob(node: OwnNode, size: int) -> Path:
    """A sealed exhibit's file, as far as a backup can tell."""
    path = node.home / "blobs" / "ab" / ("ab" + "0" * 30)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(os.urandom(size))
    return path


def test_a_backup_made_while_the_node_is_written_to_is_restored_whole(
    node: OwnNode, tmp_path: Path
) -> None:
    counted = tmp_path / "written"
    with written_to(node, counted):
        before = int(counted.read_text())
        file = backed_up(node, tmp_path)
        done = int(counted.read_text())
        wait_for(lambda: int(counted.read_text()) > done)
    back = restored(node, file, tmp_path / "back")
    published = count(back, "SELECT COUNT(*) FROM exchange_owndescriptor") - 1
    entries = "SELECT COUNT(*) FROM ledger_ledgerentry WHERE event = 'descriptor.published'"
    assert before <= published == count(back, entries) - 1 <= done + 1


def test_everything_of_the_node_comes_back(node: OwnNode, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "register", tmp_path / "own-register")
    settings = node.home / "comity.toml"
    lists = tmp_path / "own-lists"
    lists.mkdir()
    shutil.copy(SHIPPED / "areas-2026-1.toml", lists)
    own = f'register_folder = "{tmp_path / "own-register"}"\ncode_lists_folder = "{lists}"\n'
    settings.write_text(own + settings.read_text())
    sealed = blob(node, 700_000)
    back = restored(node, backed_up(node, tmp_path), tmp_path / "back")
    shutil.rmtree(tmp_path / "own-register")
    for name in ("keys/keystore.json", "keys/web-secret", "keys/tls-key.pem", "descriptor"):
        assert (back.home / name).read_bytes() == (node.home / name).read_bytes()
    assert (back.home / "blobs/ab" / sealed.name).read_bytes() == sealed.read_bytes()
    assert (back.home / "register/README.md").exists() or list((back.home / "register").iterdir())
    told = {each["name"]: each["value"] for each in back.said("node", "settings")}
    assert told["register_folder"] == str(back.home / "register")
    assert told["code_lists_folder"] == str(back.home / "code-lists")
    assert (back.home / "code-lists/areas-2026-1.toml").exists()
    assert told["country"] == "KE"


def test_a_restored_node_opens_no_partners_door_until_an_administrator_confirms(
    enrolled: OwnNode, tmp_path: Path
) -> None:
    back = restored(enrolled, backed_up(enrolled, tmp_path), tmp_path / "back")
    heads = "SELECT COUNT(*) FROM ledger_ledgercheckpoint"
    with back.served():
        wait_for(is_served)
        assert not speaks_to_partners() and "stays shut" in back.log()
        assert count(back, heads) == 0
    door = back.refused("node", "confirm-restore", "nobody")
    assert "nobody" in door or "no such" in door.lower()
    assert back.said("node", "confirm-restore", "a.otieno")["confirmed_by"].startswith(
        "Akinyi Otieno ("
    )
    assert "needs no confirming" in back.refused("node", "confirm-restore", "a.otieno")
    with back.served():
        wait_for(lambda: is_served() and speaks_to_partners())
        wait_for(lambda: count(back, heads) == 1)
    assert back.said("verify")["whole"]


def test_a_backup_killed_on_its_way_leaves_no_backup_and_the_next_one_is_made(
    node: OwnNode, tmp_path: Path
) -> None:
    blob(node, 60_000_000)
    file = tmp_path / "backup.age"
    process = subprocess.Popen(
        [sys.executable, "-m", "comity.node.main", "backup", str(file)],
        env=node.environment,
        stderr=subprocess.DEVNULL,
    )
    part = tmp_path / "backup.age.part"
    while process.poll() is None and not (part.exists() and part.stat().st_size > 2_000_000):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert part.exists() and not file.exists()
    backed_up(node, tmp_path)
    assert not part.exists() and not list((node.home / "tmp").glob("backup.sqlite3*"))


@pytest.mark.parametrize("room", [300_000, 2_500_000])
def test_a_full_disk_is_told_in_words_and_the_node_goes_on(
    node: OwnNode, tmp_path: Path, room: int
) -> None:
    # A limit on the size of files stands for the disk: first the copy, then the backup is too much.
    blob(node, 4_000_000)
    counted = tmp_path / "written"
    with written_to(node, counted):
        done = subprocess.run(
            ["prlimit", f"--fsize={room}", sys.executable, "-m", "comity.node.main"]
            + ["backup", str(tmp_path / "backup.age")],
            env=node.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 3 and "The disk of" in done.stderr, done.stderr
        written = int(counted.read_text())
        wait_for(lambda: int(counted.read_text()) > written)
    assert not list(tmp_path.glob("backup.age*"))
    assert not list((node.home / "tmp").glob("backup.sqlite3*"))


def test_a_backup_is_refused_where_it_cannot_be_made(node: OwnNode, tmp_path: Path) -> None:
    file = backed_up(node, tmp_path)
    before = file.read_bytes()
    assert "holds something" in node.refused("backup", str(file))
    assert file.read_bytes() == before
    assert "No such file" in node.refused("backup", str(tmp_path / "nowhere" / "b.age"))
    settings = node.home / "comity.toml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join(each for each in lines if "backup_recipients" not in each))
    assert "comity backup-key" in node.refused("backup", str(tmp_path / "b.age"))


def test_nothing_is_restored_by_halves(node: OwnNode, tmp_path: Path) -> None:
    file = backed_up(node, tmp_path)
    into, key = tmp_path / "back", node.recovery_key
    make_recovery_key(tmp_path / "other", home=node.home)
    words = ("restore", str(file), "--into", str(into), "--key")
    assert "another recovery key" in node.refused(*words, str(tmp_path / "other"))
    wrong = {"COMITY_KEYSTORE_PASSPHRASE": "another passphrase"}
    assert "passphrase does not open" in node.refused(*words, str(key), **wrong)
    raw = file.read_bytes()
    for broken in (raw[: len(raw) // 2], raw[:-1], raw + b"x", raw[:40_000] + b"?" + raw[40_001:]):
        file.write_bytes(broken)
        node.refused(*words, str(key))
    file.write_bytes(raw)
    assert not into.exists() and not list(tmp_path.glob(".back*"))
    into.mkdir()
    (into / "letter").write_text("dear colleague")
    assert "holds something" in node.refused(*words, str(key))
    assert [path.name for path in into.iterdir()] == ["letter"]


def test_a_node_on_postgresql_is_backed_up_while_written_to_and_restored_into_either(
    founded_on_postgresql: OwnNode,
    copied_on_postgresql: CopiedOnPostgresql,
    postgresql_database: str,
    tmp_path: Path,
) -> None:
    node = copied_on_postgresql(founded_on_postgresql, tmp_path)
    # Several processes need the server: a node restored into SQLite has one of each again.
    settings = node.home / "comity.toml"
    settings.write_text("web_processes = 2\nworkers = 2\n" + settings.read_text())
    with written_to(node, tmp_path / "written"):
        file = backed_up(node, tmp_path)
    back = restored(node, file, tmp_path / "sqlite")
    published = count(back, "SELECT COUNT(*) FROM exchange_owndescriptor")
    assert published == count(
        back, "SELECT COUNT(*) FROM ledger_ledgerentry WHERE event = 'descriptor.published'"
    )
    other = postgresql_database
    second = restored(node, file, tmp_path / "postgresql", "--database", other)
    found = back.said("verify")["record"]
    assert second.said("verify")["record"] == found
    # New keys go on after the restored ones, and the restored record takes new entries.
    assert second.said("node", "confirm-restore", "b.mwangi")
    assert (
        second.said("verify")["record"]["entries"] == back.said("verify")["record"]["entries"] + 1
    )
    words = ("restore", str(file), "--into", str(tmp_path / "third"), "--database", other)
    assert "not empty" in node.refused(*words, "--key", str(node.recovery_key))
    assert not (tmp_path / "third").exists()
