"""`comity upgrade`: on a copy first, compared, and undone when something would be lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.nodes.own_node import ROOT, OwnNode, answers, copied, wait_for
from tests.nodes.test_backup import written_to
from tests.nodes.test_moving import dumped

pytestmark = pytest.mark.nodes


def at_node(node: OwnNode, told: str) -> None:
    start = "from comity.node.django_start import start_django; start_django();"
    command = [sys.executable, "-c", start + told]
    subprocess.run(command, env=node.environment, cwd=ROOT, check=True)


def set_back(node: OwnNode) -> None:
    """Bring the tables back to an earlier version of this software."""
    at_node(
        node,
        "from django.core.management import call_command as c;"
        "c('migrate', 'ledger', '0001', verbosity=0)",
    )


@pytest.fixture
def node(founded: OwnNode, tmp_path: Path) -> OwnNode:
    earlier = copied(founded, tmp_path / "node")
    set_back(earlier)
    return earlier


@pytest.fixture
def on_postgresql(tmp_path: Path, postgresql_database: str) -> OwnNode:
    node = OwnNode(tmp_path / "home", tmp_path / "key")
    assert node.init(database=postgresql_database).returncode == 0
    set_back(node)
    return node


@pytest.mark.embedded
def test_a_rehearsal_says_what_would_be_run_and_changes_nothing(node: OwnNode) -> None:
    before = dumped(node)
    told = node.said("upgrade", "--rehearse")
    assert told["good"] and "ledger.0002_finding" in told["migrations"]
    assert told["tables"] > 30
    assert dumped(node) == before
    assert not list(node.home.glob("db.sqlite3.upgraded*"))


@pytest.mark.embedded
def test_an_upgrade_keeps_what_was_there_and_the_old_file(node: OwnNode) -> None:
    before = dumped(node)
    assert "ledger.0002_finding" in node.said("upgrade")["migrations"]
    assert node.said("verify")["whole"]
    assert node.said("upgrade")["migrations"] == []
    old = OwnNode(node.home, node.recovery_key)
    assert (old.home / "db.sqlite3.before").exists()
    assert dumped(node) != before


def lose(node: OwnNode) -> None:
    """Let the next migration lose an officer's appointment: a table that forgets on update."""
    at_node(
        node,
        "from django.db import connection as c; c.cursor().execute("
        "'CREATE TRIGGER forgetful AFTER INSERT ON django_migrations "
        "BEGIN DELETE FROM officers_appointment; END')",
    )


@pytest.mark.embedded
def test_an_upgrade_that_would_lose_rows_is_undone(node: OwnNode) -> None:
    lose(node)
    before = dumped(node)
    rehearsed = node.run("upgrade", "--rehearse")
    assert rehearsed.returncode == 1
    assert "officers_appointment: 2 rows before, 0 rows afterwards" in rehearsed.stdout
    assert "officers_appointment" in node.refused("upgrade")
    assert dumped(node) == before
    assert node.run("upgrade", "--accept", "officers_appointment").returncode == 0


def test_a_rehearsal_runs_beside_the_node_and_an_upgrade_does_not(
    founded: OwnNode, tmp_path: Path
) -> None:
    node = copied(founded, tmp_path / "node")
    node.enrol()
    with node.served():
        wait_for(lambda: answers(18161))
        assert node.said("upgrade", "--rehearse")["good"]
        assert "node runs" in node.refused("upgrade")


def test_on_postgresql_the_whole_upgrade_is_one_transaction(on_postgresql: OwnNode) -> None:
    node = on_postgresql
    assert "ledger.0002_finding" in node.said("upgrade", "--rehearse")["migrations"]
    assert "ledger.0002_finding" in node.said("upgrade", "--rehearse")["migrations"]
    assert "ledger.0002_finding" in node.said("upgrade")["migrations"]
    assert node.said("verify")["whole"]


def test_on_postgresql_an_upgrade_that_would_lose_rows_is_rolled_back(
    on_postgresql: OwnNode,
) -> None:
    node = on_postgresql
    at_node(
        node,
        "from django.db import connection as c; c.cursor().execute("
        "'CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN DELETE FROM officers_appointment; RETURN NULL; END $$;"
        "CREATE TRIGGER forgetful AFTER INSERT ON django_migrations "
        "FOR EACH ROW EXECUTE FUNCTION forget()')",
    )
    assert "officers_appointment" in node.refused("upgrade")
    assert "officers_appointment" in node.refused("upgrade")


def test_tables_of_a_newer_version_are_not_touched(node: OwnNode) -> None:
    at_node(
        node,
        "from django.db import connection as c; c.cursor().execute("
        "'INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)', "
        "['ledger', '9999_later', '2027-01-01'])",
    )
    assert "9999_later" in node.refused("upgrade")


def test_what_was_written_last_is_in_the_upgraded_database(node: OwnNode, tmp_path: Path) -> None:
    node.said("upgrade")
    with written_to(node, tmp_path / "written"):
        wait_for(lambda: int((tmp_path / "written").read_text()) > 2)
    entries = node.said("verify")["record"]["entries"]
    set_back(node)
    node.said("upgrade")
    assert node.said("verify")["record"]["entries"] == entries
