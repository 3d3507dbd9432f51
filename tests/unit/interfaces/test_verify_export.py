"""`comity verify-export`: a file and a key, on a machine that has neither node nor network."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.crypto.keys import NodeKeys
from comity.node.main import app
from tests.nodes.partner_simulator import descriptor_for
from tests.unit.ledger.test_export_recipe import export


def verified(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify-export", *words])
    return done.exit_code, done.output


def test_a_whole_file_is_told_up_to_its_last_entry(tmp_path: Path) -> None:
    raw, fingerprint = export()
    (tmp_path / "part").write_bytes(raw)
    code, told = verified(str(tmp_path / "part"), "--key", fingerprint)
    assert code == 0
    assert "WHOLE: 5 entries, up to entry 9" in told


def test_what_is_wrong_is_told_in_words_and_as_json(tmp_path: Path) -> None:
    raw, fingerprint = export()
    lines = raw.splitlines(True)
    (tmp_path / "part").write_bytes(b"".join([*lines[:3], *lines[4:]]))
    code, told = verified(str(tmp_path / "part"), "--key", fingerprint)
    assert code == 1
    assert "NOT WHOLE. Whole up to entry: 1. 4 entries hold." in told
    assert "Entry 2 was removed from the file." in told
    code, told = verified(str(tmp_path / "part"), "--key", fingerprint, "--json")
    assert json.loads(told)["faults"][0]["facts"] == {"index": "2"}


def test_the_fingerprint_may_stand_in_a_file(tmp_path: Path) -> None:
    raw, fingerprint = export()
    (tmp_path / "part").write_bytes(raw)
    (tmp_path / "key").write_text(f"{fingerprint}\n")
    assert verified(str(tmp_path / "part"), "--key", str(tmp_path / "key"))[0] == 0


def test_the_nodes_descriptor_serves_as_the_key(tmp_path: Path) -> None:
    keys = NodeKeys.generate("US")
    (tmp_path / "part").write_bytes(export(keys)[0])
    (tmp_path / "us").write_bytes(descriptor_for(keys, "US"))
    (tmp_path / "other").write_bytes(descriptor_for(NodeKeys.generate("US"), "US"))
    assert verified(str(tmp_path / "part"), "--key", str(tmp_path / "us"))[0] == 0
    code, told = verified(str(tmp_path / "part"), "--key", str(tmp_path / "other"))
    assert code == 1
    assert "is not the one US/sender vouches for" in told


@pytest.mark.parametrize("key", ["nowhere", "no-descriptor"])
def test_what_is_no_key_leaves_with_three(tmp_path: Path, key: str) -> None:
    (tmp_path / "part").write_bytes(b"")
    (tmp_path / "no-descriptor").write_text("hello")
    code, _ = verified(str(tmp_path / "part"), "--key", str(tmp_path / key))
    assert code == 3


def test_checking_needs_no_framework_and_no_database() -> None:
    check = (
        "import sys, comity.ledger.exports.checking, comity.interfaces.cli.verify_export;"
        "sys.exit(any(name.partition('.')[0] in {'django', 'sqlite3'} for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", check], check=False)
    assert done.returncode == 0
