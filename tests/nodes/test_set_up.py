"""`comity init`: a production node from a few answers, and never half of one."""

import json
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.nodes.databases import database_of
from tests.nodes.own_node import ANSWERS, PASSPHRASE, OwnNode, copied, is_served, wait_for

pytestmark = pytest.mark.nodes


@pytest.fixture
def node(tmp_path: Path) -> OwnNode:
    return OwnNode(tmp_path / "home", tmp_path / "recovery.key")


def test_a_set_up_node_is_whole_private_and_says_what_comes_next(founded: OwnNode) -> None:
    home = founded.home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "comity.toml").stat().st_mode) == 0o600
    assert (home / "founded.json").exists() and not list(home.glob("setting-up*"))
    verified = founded.said("verify")
    assert verified["whole"] and verified["record"]["entries"] > 3
    assert PASSPHRASE not in (home / "comity.toml").read_text()


def test_a_set_up_node_opens_its_door_without_a_passphrase_in_its_environment(
    founded: OwnNode, tmp_path: Path
) -> None:
    node = copied(founded, tmp_path)
    with node.served() as serving:
        wait_for(is_served, seconds=60)
        found = subprocess.run(
            ["pgrep", "-P", str(serving.pid)], capture_output=True, text=True, check=True
        )
        for child in found.stdout.split():
            environment = Path(f"/proc/{child}/environ").read_bytes()
            assert PASSPHRASE.encode() not in environment
        assert "node runs" in node.refused("node", "serve")


def test_every_wrong_answer_is_told_at_once_and_nothing_is_made(node: OwnNode) -> None:
    done = node.init(
        country="Kenya",
        agency=["KRA"],
        officers_door="-x-",
        partners_door="http://node.kra.example",
        administrator=["a.otieno=Akinyi Otieno"],
        database="mysql://x/y",
        backup_recipient="age1x",
    )
    assert done.returncode == 3
    for option in ("country", "agency", "officers-door", "partners-door", "administrator"):
        assert f"--{option}:" in done.stderr
    assert "--database:" in done.stderr and "--backup-recipient:" in done.stderr
    assert not node.home.exists()


def test_two_administrators_are_two_people(node: OwnNode) -> None:
    done = node.init(administrator=["a.otieno=Akinyi Otieno", "a.otieno=Another Name"])
    assert done.returncode == 3 and "answer_twice" in done.stderr


def test_answers_stand_in_a_file_and_what_is_wrong_there_has_its_line(
    node: OwnNode, tmp_path: Path
) -> None:
    lines = [f"{name} = {json.dumps(told)}" for name, told in ANSWERS.items()]
    file = tmp_path / "answers.toml"
    file.write_text("\n".join(lines).replace('"KE"', '"QQ"'))
    assert f"{file}:1:" in node.refused("init", "--answers", str(file))
    file.write_text("\n".join(lines))
    assert node.run("init", "--answers", str(file)).returncode == 0


def test_a_short_passphrase_is_refused_before_anything_is_made(node: OwnNode) -> None:
    node.more["COMITY_KEYSTORE_PASSPHRASE"] = "short"
    assert "at least 12" in node.init().stderr
    assert not node.home.exists()


def test_a_folder_with_something_in_it_is_not_touched(node: OwnNode) -> None:
    node.home.mkdir()
    (node.home / "letters.txt").write_text("dear colleague")
    done = node.init()
    assert done.returncode == 3 and "letters.txt" in done.stderr
    assert [path.name for path in node.home.iterdir()] == ["letters.txt"]


def test_a_node_is_never_set_up_over_another(founded: OwnNode) -> None:
    before = (founded.home / "comity.toml").read_bytes()
    done = founded.init()
    assert done.returncode == 3 and "stands in" in done.stderr
    assert founded.init("--start-over").returncode == 3
    assert (founded.home / "comity.toml").read_bytes() == before


def options() -> list[str]:
    """The usual answers, as options."""
    told = [(name, each) for name, all_ in ANSWERS.items() for each in _each(all_)]
    return [word for name, each in told for word in (f"--{name.replace('_', '-')}", each)]


def _each(told: str | list[str]) -> list[str]:
    return told if isinstance(told, list) else [told]


@pytest.mark.parametrize(
    "after",
    [
        "setting-up.toml",
        pytest.param("keys/keystore.json", marks=pytest.mark.campaign),
        pytest.param("comity.toml", marks=pytest.mark.campaign),
        pytest.param("db.sqlite3", marks=pytest.mark.campaign),
    ],
)
def test_a_set_up_killed_at_any_step_is_not_served_and_goes_on(node: OwnNode, after: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "comity.node.main", "init", *options()],
        env=node.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not (node.home / after).exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (node.home / "founded.json").exists(), "killed too late to tell anything"
    assert "never finished" in node.refused("node", "serve")
    done = node.run("init")
    assert done.returncode == 0, done.stderr
    assert node.said("verify")["whole"]


# Killed when the tables of a package stand and only some of its migrations are noted.
KILLED_BETWEEN_NOTES = """
import os, sys
from django.db.migrations.recorder import MigrationRecorder
from comity.node.main import main
noted, note = [], MigrationRecorder.record_applied
def dying(self, app, name):
    if app == "assistance":
        noted.append(name)
    if len(noted) == 3:
        os._exit(9)
    note(self, app, name)
MigrationRecorder.record_applied = dying
sys.argv = ["comity", "init", *sys.argv[1:]]
main()
"""


@pytest.mark.embedded
def test_a_set_up_killed_while_its_tables_are_noted_lays_them_anew(node: OwnNode) -> None:
    command = [sys.executable, "-c", KILLED_BETWEEN_NOTES, *options()]
    done = subprocess.run(command, env=node.environment, stdin=subprocess.DEVNULL)
    assert done.returncode == 9
    again = node.run("init")
    assert again.returncode == 0, again.stderr
    assert node.said("verify")["whole"]


def test_an_interrupted_set_up_keeps_its_answers_and_can_be_started_over(node: OwnNode) -> None:
    node.home.mkdir()
    lines = [f"{name} = {json.dumps(told)}" for name, told in ANSWERS.items()]
    (node.home / "setting-up.toml").write_text("\n".join(lines))
    done = node.init(country="UA")
    assert done.returncode == 3 and "other answers" in done.stderr
    assert node.init("--start-over", country="UA").returncode == 0
    assert 'country = "UA"' in (node.home / "comity.toml").read_text()


def test_a_node_on_postgresql_is_set_up_once_in_an_empty_database(
    node: OwnNode, founded_on_postgresql: OwnNode
) -> None:
    assert founded_on_postgresql.said("verify")["whole"]
    done = node.init(database=database_of(founded_on_postgresql.home))
    assert done.returncode == 3 and "not empty" in done.stderr
