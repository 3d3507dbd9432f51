"""Two nodes set up by an administrator, with no line between them: files carry everything."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.nodes.own_node import ROOT, OwnNode, copied

pytestmark = pytest.mark.nodes


@pytest.fixture
def both(founded: OwnNode, tmp_path: Path) -> dict[str, OwnNode]:
    made = {
        "KE": copied(founded, tmp_path / "ke"),
        "UA": OwnNode(tmp_path / "ua", tmp_path / "ua.key"),
    }
    there = made["UA"].init(
        country="UA",
        administration="State Customs Service",
        officers_door="comity.ua.example",
        partners_door="https://node.ua.example:18162",
        officers_port="18161",
    )
    assert there.returncode == 0, there.stderr
    number = ""
    for code, other in (("KE", "UA"), ("UA", "KE")):
        descriptor = str(made[other].home / "descriptor")
        proposed = made[code].said("node", "link", "propose", descriptor, "--by", "a.otieno")
        assert number in {"", proposed["number"]}
        number = proposed["number"]
    for code, other in (("KE", "UA"), ("UA", "KE")):
        for who in ("a.otieno", "b.mwangi"):
            made[code].said("node", "link", "confirm", other, number, "--by", who)
    return made


def inside(node: OwnNode, *words: str) -> str:
    """Run a module of this folder inside a node, and return what it prints."""
    module, *more = words
    command = [sys.executable, "-m", "comity.node.django_start", f"tests.nodes.{module}", *more]
    done = subprocess.run(
        command, env=node.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def sent_by(node: OwnNode) -> tuple[int, int]:
    size, receipted = inside(node, "channel_state").split()
    return int(size), int(receipted)


def test_a_medium_goes_there_and_its_receipt_comes_back(
    both: dict[str, OwnNode], tmp_path: Path
) -> None:
    inside(both["KE"], "differing", "UA")
    there, back = tmp_path / "there", tmp_path / "back"
    for folder in (there, back):
        folder.mkdir()
    written = both["KE"].said("medium", "write", "UA", str(there), "--by", "a.otieno")
    assert [file["kind"] for file in written["files"]] == ["parcel"]
    looked = both["UA"].said("medium", "read", str(there), "--by", "a.otieno", "--dry-run")
    assert [each["code"] for each in looked] == ["medium_would_hold"]
    read = both["UA"].said("medium", "read", str(there), "--by", "a.otieno")
    assert [each["code"] for each in read] == ["medium_parcel_held"]
    both["UA"].said("medium", "write", "KE", str(back), "--by", "a.otieno")
    settled = both["KE"].said("medium", "read", str(back), "--by", "a.otieno")
    assert "medium_receipt_settled" in [each["code"] for each in settled]
    size, receipted = sent_by(both["KE"])
    assert size == receipted > 0
    (there / "holiday.jpg").write_bytes(b"\xff\xd8")
    again = both["UA"].run("medium", "read", str(there), "--by", "a.otieno")
    assert again.returncode == 1
    assert "Held already" in again.stdout and "no parcel" in again.stdout
