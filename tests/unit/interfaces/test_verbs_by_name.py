"""A verb is imported when it is named, and brings nothing along that it does not need."""

import os
import subprocess
import sys
from pathlib import Path

from typer.main import get_group

from comity.node.main import VERBS, app

HEAVY = ("django", "pydantic_settings", "cryptography", "comity.agreements", "comity.assistance")
LOADED = f"""
import sys
from comity.node.main import app
try:
    app(["link", "set-aside"], standalone_mode=False)
except BaseException as left:
    assert left.exit_code == 3, left
print([each for each in {HEAVY} if each in sys.modules])
"""


def test_each_verb_stands_at_its_place_under_its_name() -> None:
    group = get_group(app)
    assert set(VERBS) < set(group.commands)
    for name in VERBS:
        assert group.commands[name].name == name


def test_a_verb_at_a_node_loads_no_law_and_no_framework(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"
    assert "Sign in first" in said.stderr
