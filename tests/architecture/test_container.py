"""The container recipe takes only what exists and is let in, and ends as a user with no rights."""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECIPE = (ROOT / "packaging" / "Containerfile").read_text()
LET_IN = [
    line.removeprefix("!")
    for line in (ROOT / "packaging" / "Containerfile.dockerignore").read_text().splitlines()
    if line.startswith("!")
]


def test_whatever_is_copied_exists_and_is_let_in() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", RECIPE, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    assert "register" in copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if not any(fnmatch(name, each) for each in LET_IN)] == []


def test_the_node_runs_as_a_user_of_its_own_in_a_volume_and_is_asked_how_it_is() -> None:
    last = RECIPE.rpartition("\nFROM ")[2]
    words = [line.split()[0] for line in last.splitlines() if re.match(r"[A-Z]+ ", line)]
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "\nUSER comity\n" in last
    assert "\nVOLUME /var/lib/comity\n" in last
    assert "HEALTHCHECK" in words
    assert "PASSPHRASE" not in last
