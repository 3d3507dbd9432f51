"""`comity db move`: the same rows, record and guards on PostgreSQL, or nothing changes."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.nodes.own_node import OwnNode, copied, is_served, wait_for
from tests.nodes.test_backup import ROOT, written_to

pytestmark = [pytest.mark.nodes, pytest.mark.embedded]


@pytest.fixture
def node(founded: OwnNode, tmp_path: Path) -> OwnNode:
    return copied(founded, tmp_path / "node")


def dumped(node: OwnNode) -> list[str]:
    """All that the SQLite file holds, but for the note that it was verified."""
    held = sqlite3.connect(node.home / "db.sqlite3")
    try:
        notes = ("node_verification", "sqlite_sequence")
        return [line for line in held.iterdump() if not any(note in line for note in notes)]
    finally:
        held.close()


def test_a_moved_node_verifies_alike_and_goes_on_where_it_was(
    node: OwnNode, tmp_path: Path, postgresql_database: str
) -> None:
    with written_to(node, tmp_path / "written"):
        pass
    before, lies_here = node.said("verify"), dumped(node)
    moved = node.said("db", "move", "--to", postgresql_database)
    assert moved["verified"] == before
    assert moved["tables"]["ledger_ledgerentry"]["rows"] == before["record"]["entries"]
    told = {each["name"]: each for each in node.said("node", "settings")}
    assert told["database"]["source"].endswith("comity.toml:3")
    assert dumped(node) == lies_here
    with written_to(node, tmp_path / "again"):
        wait_for(lambda: int((tmp_path / "again").read_text()) > 2)
    after = node.said("verify")
    assert after["whole"] and after["record"]["entries"] > before["record"]["entries"] + 2


def test_the_moved_record_still_only_grows(node: OwnNode, postgresql_database: str) -> None:
    node.said("db", "move", "--to", postgresql_database)
    with psycopg.connect(postgresql_database, autocommit=True) as connection:
        for change in ("UPDATE ledger_ledgerentry SET \"by\" = 'x'", "TRUNCATE ledger_ledgerentry"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                connection.execute(change)


def test_a_running_node_is_not_moved(node: OwnNode, postgresql_database: str) -> None:
    with node.served():
        wait_for(is_served)
        assert "node runs" in node.refused("db", "move", "--to", postgresql_database)


def test_a_database_that_holds_something_is_not_touched(
    node: OwnNode, postgresql_database: str
) -> None:
    with psycopg.connect(postgresql_database, autocommit=True) as connection:
        connection.execute("CREATE TABLE letters (text text)")
    before = (node.home / "comity.toml").read_text()
    assert "letters" in node.refused("db", "move", "--to", postgresql_database)
    assert (node.home / "comity.toml").read_text() == before


def test_a_text_only_sqlite_holds_stops_the_move_and_leaves_nothing_there(
    node: OwnNode, postgresql_database: str
) -> None:
    # PostgreSQL takes no NUL in a text; SQLite does.
    told = (
        "import django.db; from comity.node.django_start import start_django; start_django();"
        "from django.db import connection as c; c.cursor().execute("
        "\"UPDATE officers_officer SET name = 'a' || char(0) || 'b'\")"
    )
    subprocess.run([sys.executable, "-c", told], env=node.environment, cwd=ROOT, check=True)
    assert "officers_officer" in node.refused("db", "move", "--to", postgresql_database)
    with psycopg.connect(postgresql_database) as connection:
        found = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    assert found == (0,)
    assert 'database = "sqlite"' in (node.home / "comity.toml").read_text()


@pytest.mark.parametrize("to", ["sqlite", "postgresql://127.0.0.1:1/x", "mysql://h/x"])
def test_another_database_that_will_not_do_is_refused_in_words(node: OwnNode, to: str) -> None:
    assert "database" in node.refused("db", "move", "--to", to)


def test_a_node_told_its_database_by_the_environment_is_not_moved(
    node: OwnNode, postgresql_database: str
) -> None:
    node.more["COMITY_DATABASE"] = "sqlite"
    assert "COMITY_DATABASE" in node.refused("db", "move", "--to", postgresql_database)
