"""The command line does at a running node what its pages do, with the law's exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.node.demo.cast import PASSWORD
from comity.node.demo.patience import Patience
from comity.node.demo.road import settle_terms
from comity.node.demo.running import Running
from comity.node.demo.story import DRAFT, Story

SUBJECT = "Second consignment, asked from the command line"


class Desk:
    """One officer's command line, with a sign-in of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, code: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "comity.node.main", *words],
            env={"XDG_CONFIG_HOME": str(self.folder), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if "--json" in words else done.stdout + done.stderr


@pytest.fixture
def settled(nodes: dict[str, Running]) -> dict[str, Running]:
    settle_terms(Story({name: node.place for name, node in nodes.items()}, Patience()))
    return nodes


def sign_in(folder: Path, node: Running, username: str) -> Desk:
    desk = Desk(folder / username)
    desk("sign-in", node.place.address, username, "--password", PASSWORD)
    return desk


def draft_file(folder: Path, **changed: object) -> str:
    path = folder / "draft.json"
    path.write_text(json.dumps({**DRAFT, "subject": SUBJECT, **changed}))
    return str(path)


def test_a_request_is_drafted_submitted_and_approved(
    settled: dict[str, Running], tmp_path: Path
) -> None:
    drafter = sign_in(tmp_path, settled["us"], "j.alvarez")
    drafted = drafter("request", "draft", draft_file(tmp_path), "--json")
    assert drafted["ruling"]["outcome"] == "permitted"
    drafter("request", "submit", drafted["reference"])
    approver = sign_in(tmp_path, settled["us"], "m.chen")
    waiting = approver("inbox", "--tab", "to_approve", "--json")["items"]
    assert drafted["reference"] in [row["reference"] for row in waiting]
    assert drafted["reference"] in approver("inbox", "--tab", "to_approve")
    assert "version 2" in approver("request", "show", drafted["reference"])
    approve = ("request", "approve", drafted["reference"], "--password", PASSWORD)
    stale = approver(*approve, "--version", "1", code=3)
    assert "version 2, would leave" in stale
    assert f"Subject: {SUBJECT}" in stale
    assert "changed after you read it" in stale
    assert approver(*approve, "--json")["state"] == "sent"


def test_a_draft_that_the_law_refers_leaves_with_two(
    settled: dict[str, Running], tmp_path: Path
) -> None:
    drafter = sign_in(tmp_path, settled["us"], "d.reyes")
    asked = {"partner": "KE", "kind": "special-surveillance", "under": ""}
    path = draft_file(tmp_path, **asked, purpose="offence-investigation")
    assert "treaty desk" in drafter("request", "draft", path, code=2)


def test_bad_input_leaves_with_three_and_a_sentence(
    settled: dict[str, Running], tmp_path: Path
) -> None:
    drafter = sign_in(tmp_path, settled["us"], "j.alvarez")
    assert "no such item" in drafter("request", "show", "US-UA-1999-00001", code=3)
    (tmp_path / "broken.json").write_text("{")
    assert "broken.json" in drafter("request", "draft", str(tmp_path / "broken.json"), code=3)
    assert "Sign in first" in Desk(tmp_path / "nobody")("inbox", code=3)


def test_who_drafted_may_not_approve(settled: dict[str, Running], tmp_path: Path) -> None:
    drafter = sign_in(tmp_path, settled["us"], "j.alvarez")
    drafted = drafter("request", "draft", draft_file(tmp_path), "--json")
    drafter("request", "submit", drafted["reference"])
    refused = drafter("request", "approve", drafted["reference"], "--password", PASSWORD, code=3)
    assert "Approver" in refused or "approver" in refused
