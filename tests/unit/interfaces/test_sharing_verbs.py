"""The verbs of sharing: what they send, what they tell, and their exit codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.node.main import app
from tests.node_door import Door, keep_sign_in, open_door

R = "US-UA-2026-00001"
RULING = {
    "outcome": "refused",
    "sentence": "Refused.",
    "grounds": [{"sentence": "It may not be passed on.", "cites": "Art. 17"}],
    "conditions": [],
    "alternatives": [],
}
SHARE = {
    "number": 4,
    "agency": "ICE",
    "exhibit": None,
    "outcome": "refused",
    "by": "Marcus Chen",
    "ended_by": "",
    "ruling": RULING,
}


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        yield opened


def say(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def test_sharing_tells_the_ruling_and_leaves_with_its_code(door: Door) -> None:
    door.answer("POST", f"/requests/{R}/shares", SHARE, status=201)
    told = say("request", "share", R, "ICE", "duty-assessment", "--category", "personal", code=1)
    assert "It may not be passed on." in told
    assert door.calls[-1].json() == {
        "agency": "ICE",
        "purpose": "duty-assessment",
        "exhibit": "",
        "categories": ["personal"],
        "consent": "",
    }


def test_what_was_ruled_on_is_listed(door: Door) -> None:
    door.answer("GET", f"/requests/{R}/shares", {"items": [SHARE]})
    told = say("request", "shares", R)
    assert "Marcus Chen" in told
    assert "refused" in told


def test_a_sharing_is_ended_with_a_reason(door: Door) -> None:
    door.answer("POST", f"/requests/{R}/shares/4/end", SHARE)
    assert "ICE" in say("request", "end-sharing", R, "4", "Done.")
    assert door.calls[-1].json() == {"reason": "Done."}
