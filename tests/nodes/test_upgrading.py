"""`comity upgrade`: on a copy first, compared, and undone when something would be lost."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.nodes.cases_of_then import KEPT
from tests.nodes.conftest import CopiedOnPostgresql
from tests.nodes.own_node import ROOT, OwnNode, copied, is_served, wait_for
from tests.nodes.test_backup import written_to
from tests.nodes.test_moving import dumped

pytestmark = pytest.mark.nodes


def at_node(node: OwnNode, told: str) -> str:
    start = "from comity.node.django_start import start_django; start_django();"
    command = [sys.executable, "-c", start + told]
    answer = subprocess.run(
        command, env=node.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return answer.stdout


def set_back(node: OwnNode) -> None:
    """Bring the tables back to an earlier version of this software, with cases of then in them."""
    at_node(node, "from tests.nodes.cases_of_then import set_back, write; set_back(); write()")


def cases_at(node: OwnNode) -> dict[str, list[Any]]:
    """What the node knows now of the cases of then."""
    asked = "import json; from tests.nodes.cases_of_then import told; print(json.dumps(told()))"
    answer: dict[str, list[Any]] = json.loads(at_node(node, asked))
    return answer


@pytest.fixture(scope="module")
def earlier(founded: OwnNode, tmp_path_factory: pytest.TempPathFactory) -> OwnNode:
    node = copied(founded, tmp_path_factory.mktemp("earlier"))
    set_back(node)
    return node


@pytest.fixture
def node(earlier: OwnNode, tmp_path: Path) -> OwnNode:
    return copied(earlier, tmp_path / "node")


@pytest.fixture
def on_postgresql(
    founded_on_postgresql: OwnNode, copied_on_postgresql: CopiedOnPostgresql, tmp_path: Path
) -> OwnNode:
    node = copied_on_postgresql(founded_on_postgresql, tmp_path)
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
def test_a_node_whose_tables_are_earlier_is_not_served(node: OwnNode) -> None:
    with node.served() as process:
        assert process.wait(30) == 1
    assert "Run `comity upgrade`" in node.log()


def laid(node: OwnNode) -> set[tuple[str, str, str]]:
    """Every table, index and trigger of a node, as it was made."""
    with closing(sqlite3.connect(node.home / "db.sqlite3")) as held:
        return set(held.execute("SELECT type, name, sql FROM sqlite_master"))


@pytest.mark.embedded
def test_an_upgrade_keeps_what_was_there_and_the_old_file(node: OwnNode, founded: OwnNode) -> None:
    before = dumped(node)
    assert "ledger.0002_finding" in node.said("upgrade")["migrations"]
    assert node.said("verify")["whole"]
    assert cases_at(node) == KEPT
    assert laid(node) == laid(founded)
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


@pytest.mark.embedded  # on PostgreSQL a rehearsal locks the tables, and the node stands still
def test_a_rehearsal_runs_beside_the_node_and_an_upgrade_does_not(
    enrolled: OwnNode, tmp_path: Path
) -> None:
    node = copied(enrolled, tmp_path / "node")
    with node.served():
        wait_for(is_served)
        assert node.said("upgrade", "--rehearse")["good"]
        assert "node runs" in node.refused("upgrade")


def test_on_postgresql_the_whole_upgrade_is_one_transaction(on_postgresql: OwnNode) -> None:
    node = on_postgresql
    assert "ledger.0002_finding" in node.said("upgrade", "--rehearse")["migrations"]
    assert "ledger.0002_finding" in node.said("upgrade", "--rehearse")["migrations"]
    ran = node.said("upgrade")["migrations"]
    assert {"ledger.0002_finding", "assistance.0012_persons", "evidence.0003_scans"} < set(ran)
    assert node.said("verify")["whole"]
    assert cases_at(node) == KEPT


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
    at_node(node, "from tests.nodes.cases_of_then import set_back; set_back()")
    node.said("upgrade")
    assert node.said("verify")["record"]["entries"] == entries
