"""`comity doctor`, `comity health` and `comity link`: what they tell, and their exit codes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.node.main import app
from tests.node_door import Door, keep_sign_in, open_door

GOOD: dict[str, object] = {
    "name": "name",
    "title": "Name",
    "tone": "good",
    "code": "ladder_name_found",
    "sentence": "The name leads there.",
    "facts": {},
    "side": "nobody",
    "mended": "",
    "cause": None,
}
BROKEN = GOOD | {
    "name": "state",
    "title": "What the partner holds",
    "tone": "stop",
    "code": "ladder_refused_there",
    "sentence": "It refuses.",
    "mended": "to be mended together",
    "cause": {"code": "parcel_too_slow", "sentence": "Too slow."},
}


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        yield opened


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("words", "call"),
    [(("doctor", "ua"), ("POST", "/links/UA/ladder")), (("health",), ("GET", "/node/health"))],
)
def test_findings_are_told_in_order_and_a_broken_one_leaves_with_one(
    door: Door, words: tuple[str, ...], call: tuple[str, str]
) -> None:
    told: dict[str, Any] = {"tone": "stop", "broken": "state", "checks": [GOOD, BROKEN]}
    door.answer(*call, told)
    code, output = run(*words)
    assert code == 1
    assert output.splitlines() == [
        "ok    Name: The name leads there. (ladder_name_found)",
        "STOP  What the partner holds: It refuses. (ladder_refused_there)",
        "      Too slow. (parcel_too_slow)",
        "      to be mended together",
    ]
    assert run(*words, "--json")[0] == 1
    door.answer(*call, {"tone": "good", "broken": "", "checks": [GOOD]})
    assert run(*words)[0] == 0


def test_what_is_set_aside_is_listed_with_its_cause(door: Door) -> None:
    item = {
        "message": "7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11",
        "partner": "UA",
        "type": "assistance.request",
        "held_at": "2026-11-21T09:30:00Z",
        "code": "message_handler_failed",
        "sentence": "It failed.",
        "waiting": 0,
    }
    door.answer("GET", "/links/set-aside", {"items": [item]})
    assert "It failed. (message_handler_failed)" in run("link", "set-aside")[1]
    door.answer("GET", "/links/set-aside", {"items": []})
    assert "Nothing is set aside" in run("link", "set-aside")[1]


def test_a_link_that_was_moved_is_told_with_its_state(door: Door) -> None:
    door.answer("POST", "/links/UA/suspend", {"partner": "UA", "state": "suspended"})
    assert run("link", "suspend", "ua", "audit")[1] == "The link to UA is suspended.\n"
    assert door.calls[-1].path.endswith("/links/UA/suspend")
